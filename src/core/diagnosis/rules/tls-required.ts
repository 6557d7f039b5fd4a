import { remediesForCleartext } from '../../remedies/index.ts';
import type { ReplyEvent } from '../../trace/event.ts';
import type { SessionFacts } from '../facts.ts';
import { nextTest } from '../nextTest.ts';
import { defineRule } from '../rule.ts';
import { allSaid, asksForTls, quote, wasSecured } from '../said.ts';

/** Whether a reply speaks of data connections in evidence that shows no login, so that nothing is known of the control connection. */
function isOfDataAlone({ login }: SessionFacts, { code, text }: ReplyEvent): boolean {
  return login.reply === null && (code === 521 || code === 522) && /data connection|PROT/i.test(text);
}

/** The server insists on TLS, on the control or the data connection. */
export const tlsRequired = defineRule({
  id: 'tls-required',
  check(facts, t) {
    const said = allSaid(facts).find(({ reply }) => asksForTls(reply));
    if (said === undefined) return null;
    const { reply, session } = said;
    const secured = wasSecured(facts, session, reply.id) || isOfDataAlone(session, reply);
    const text = quote(reply.text);
    return {
      severity: 'error',
      confidence: 'proven',
      owner: 'client',
      title: secured
        ? t('The server wants the data connection under TLS too')
        : t('The server admits nobody without TLS'),
      explanation: secured
        ? t(
            'It answered "{text}". The control connection is under TLS, but the client did not ask for protected data connections (PBSZ 0, PROT P).',
            { text },
          )
        : t(
            'It answered "{text}" to a session in clear text. Clients that know no TLS cannot use this server; the others must be told to use explicit TLS.',
            { text },
          ),
      verdict: secured
        ? t('The server wants data connections under TLS: have the client protect them (PROT P).')
        : t('The server admits nobody without TLS: connect with explicit TLS (ftpes://).'),
      evidence: [reply.id],
      nextTests: [nextTest(facts, t, t('With TLS, as the server wants it'), { scheme: 'ftpes' })],
      remedies: remediesForCleartext(facts, t, true),
    };
  },
});
