import { isPublicScope, scopeOf } from '../../ftp/address.ts';
import { remediesForCleartext } from '../../remedies/index.ts';
import type { Facts, SessionFacts } from '../facts.ts';
import { nextTest } from '../nextTest.ts';
import { defineRule } from '../rule.ts';
import { wasSecured } from '../said.ts';

/** User names whose password is no secret (RFC 1635). */
const anonymous = /^(?:anonymous|ftp)$/i;

/** The id of the PASS that went out in clear in this session, if any. */
function passInClear(facts: Facts, session: SessionFacts): number | null {
  if (anonymous.test(session.login.user ?? '')) return null;
  const command = session.exchanges.find(({ verb }) => verb === 'PASS')?.command;
  if (command == null) return null;
  return wasSecured(facts, session, command.id) ? null : command.id;
}

/** Whether the server was seen to accept or to refuse AUTH TLS. */
function offersTls({ sessions }: Facts): boolean | null {
  const replies = sessions
    .flatMap(({ exchanges }) => exchanges.filter(({ verb }) => verb === 'AUTH'))
    .flatMap((exchange) => exchange.replies);
  if (replies.some(({ code }) => code === 234)) return true;
  return replies.some(({ code }) => code >= 400) ? false : null;
}

/** Plain FTP to a public address: everybody on the way can read the password. */
export const cleartextPassword = defineRule({
  id: 'cleartext-password',
  check(facts, t) {
    for (const session of facts.sessions) {
      const event = passInClear(facts, session);
      if (event === null || session.peer === null || !isPublicScope(scopeOf(session.peer))) continue;
      const offered = offersTls(facts);
      return {
        severity: 'info',
        confidence: 'proven',
        owner: offered === true ? 'client' : 'server',
        title: t('The password travelled in clear text'),
        explanation:
          offered === true
            ? t(
                'Every device between here and {address} can read the password and the files. The server accepts AUTH TLS, so a client can avoid it today.',
                { address: session.peer },
              )
            : t('Every device between here and {address} can read the password and the files.', {
                address: session.peer,
              }),
        evidence: [event],
        nextTests:
          offered === null
            ? [nextTest(facts, t, t('Under TLS, to see whether the server offers it'), { scheme: 'ftpes' })]
            : [],
        remedies: remediesForCleartext(facts, t, offered),
      };
    }
    return null;
  },
});
