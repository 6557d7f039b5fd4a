import type { Translate } from '../../l10n.ts';
import { serverOfferTls } from '../../remedies/tls.ts';
import { refusalOfProtection } from '../dataProtection.ts';
import { situationOf } from '../../remedies/situation.ts';
import type { ReplyEvent } from '../../trace/event.ts';
import type { Facts, SessionFacts } from '../facts.ts';
import { nextTest } from '../nextTest.ts';
import { defineRule } from '../rule.ts';
import type { FindingDraft } from '../rule.ts';
import { isLimit, quote } from '../said.ts';

/** The last refusal of AUTH in a session in which no handshake followed. */
function refusalIn(session: SessionFacts): ReplyEvent | null {
  if (session.tls !== null) return null;
  const replies = session.exchanges
    .filter(({ verb }) => verb === 'AUTH')
    .flatMap((exchange) => exchange.replies);
  if (replies.some(({ code }) => code === 234 || code === 334)) return null;
  return replies.findLast((reply) => reply.code >= 400 && reply.code !== 421 && !isLimit(reply)) ?? null;
}

/** Whether somebody asked for TLS: the target's scheme, or a client that sent no password after the refusal. */
function wasWanted(facts: Facts, session: SessionFacts): boolean {
  const { target } = facts.trace.source;
  if (target?.startsWith('ftpes:') === true || target?.startsWith('ftps:') === true) return true;
  const withheld = session.notes.some(
    ({ note, data }) => note === 'password-withheld' && data['why'] === 'tls-unsupported',
  );
  const gaveAway = session.exchanges.some(({ verb }) => verb === 'PASS');
  const ended = session.purpose === null && session.login.outcome !== 'ok' && !gaveAway;
  return withheld || ended;
}

/** The server takes TLS for commands, and not for data. */
function dataInClear(facts: Facts, t: Translate): FindingDraft | null {
  for (const session of facts.sessions) {
    const reply = refusalOfProtection(session);
    if (reply === null || !wasWanted(facts, session)) continue;
    return {
      severity: 'warning',
      confidence: 'proven',
      owner: 'server',
      title: t('The server offers TLS for commands, and not for data'),
      explanation: t(
        'It answered PROT P with "{text}". Listings and files would travel in clear text, so none was fetched: TLS was asked for. Clients either do the same, or go on in clear text without a word.',
        { text: quote(reply.text) },
      ),
      verdict: t(
        'The server protects commands by TLS and leaves the data in clear text: have it accept PROT P.',
      ),
      evidence: [reply.id],
      remedies: [serverOfferTls(situationOf(facts), t, 'tls')],
    };
  }
  return null;
}

/** TLS asked for, not offered. */
export const tlsUnsupported = defineRule({
  id: 'tls-unsupported',
  check(facts, t) {
    for (const session of facts.sessions) {
      const reply = refusalIn(session);
      if (reply === null || !wasWanted(facts, session)) continue;
      const withheld = session.notes.find(({ note }) => note === 'password-withheld');
      return {
        severity: 'error',
        confidence: 'proven',
        owner: 'server',
        title: t('The server does not offer TLS'),
        explanation: t(
          'It answered AUTH TLS with "{text}". The password was not sent in clear text instead: with TLS asked for, that would give it away.',
          { text: quote(reply.text) },
        ),
        verdict: t(
          'The server offers no TLS, so the password was not sent: have it offer TLS, or accept clear text with ftp://.',
        ),
        evidence: [reply.id, withheld?.id],
        alternatives: [
          {
            text: t('This port offers no TLS, another one speaks implicit TLS (mostly 990).'),
            tellApart: t('Port 990 answers to a TLS handshake.'),
          },
          {
            text: t('A device on the way answers in the name of the server because it cannot read TLS.'),
            tellApart: t('AUTH TLS works from the server itself or from another network.'),
          },
        ],
        nextTests: [
          nextTest(facts, t, t('With TLS from the start, at its usual port'), { scheme: 'ftps', port: 990 }),
          nextTest(facts, t, t('In clear text, if that is acceptable'), { scheme: 'ftp' }),
        ],
        remedies: [serverOfferTls(situationOf(facts), t, 'tls')],
      };
    }
    return dataInClear(facts, t);
  },
});
