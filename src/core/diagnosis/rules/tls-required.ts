import { remediesForCleartext } from '../../remedies/index.ts';
import type { ReplyEvent } from '../../trace/event.ts';
import type { Facts, SessionFacts } from '../facts.ts';
import type { Translate } from '../../l10n.ts';
import { nextTest } from '../nextTest.ts';
import { defineRule } from '../rule.ts';
import type { FindingDraft } from '../rule.ts';
import { allSaid, asksForTls, quote, wasSecured } from '../said.ts';
import type { Said } from '../said.ts';

/** Whether a reply speaks of data connections in evidence that shows no login, so that nothing is known of the control connection. */
function isOfDataAlone({ login }: SessionFacts, { code, text }: ReplyEvent): boolean {
  return login.reply === null && (code === 521 || code === 522) && /data connection|PROT/i.test(text);
}

/** What is in clear text where the server wants TLS: the session at all, only transfers of it, or only the data connections. */
type Wanting = 'session' | 'transfers' | 'data';

function wantingOf(facts: Facts, { session, reply }: Said): Wanting {
  if (wasSecured(facts, session, reply.id) || isOfDataAlone(session, reply)) return 'data';
  const { login } = session;
  return login.reply?.code === 230 && login.reply.id < reply.id ? 'transfers' : 'session';
}

function wordsOf(
  wanting: Wanting,
  text: string,
  t: Translate,
): Pick<FindingDraft, 'title' | 'explanation' | 'verdict'> {
  switch (wanting) {
    case 'session':
      return {
        title: t('The server admits nobody without TLS'),
        explanation: t(
          'It answered "{text}" to a session in clear text. Clients that know no TLS cannot use this server; the others must be told to use explicit TLS.',
          { text },
        ),
        verdict: t('The server admits nobody without TLS: connect with explicit TLS (ftpes://).'),
      };
    case 'transfers':
      return {
        title: t('The server transfers nothing without TLS'),
        explanation: t(
          'It let the login in clear text through, and answered "{text}" to the transfer. Clients that know no TLS can log in and no more; the others must be told to use explicit TLS.',
          { text },
        ),
        verdict: t('The server transfers nothing without TLS: connect with explicit TLS (ftpes://).'),
      };
    case 'data':
      return {
        title: t('The server wants the data connection under TLS too'),
        explanation: t(
          'It answered "{text}". The control connection is under TLS, but the client did not ask for protected data connections (PBSZ 0, PROT P).',
          { text },
        ),
        verdict: t('The server wants data connections under TLS: have the client protect them (PROT P).'),
      };
  }
}

/** The server insists on TLS, on the control or the data connection. */
export const tlsRequired = defineRule({
  id: 'tls-required',
  check(facts, t) {
    const said = allSaid(facts).find(({ reply }) => asksForTls(reply));
    if (said === undefined) return null;
    return {
      severity: 'error',
      confidence: 'proven',
      owner: 'client',
      ...wordsOf(wantingOf(facts, said), quote(said.reply.text), t),
      evidence: [said.reply.id],
      nextTests: [nextTest(facts, t, t('With TLS, as the server wants it'), { scheme: 'ftpes' })],
      remedies: remediesForCleartext(facts, t, true),
    };
  },
});
