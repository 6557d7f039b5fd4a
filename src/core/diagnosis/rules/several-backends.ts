import { sameAddress } from '../../ftp/address.ts';
import { remediesForBackends } from '../../remedies/control.ts';
import type { Facts, SessionFacts } from '../facts.ts';
import { nextTest } from '../nextTest.ts';
import { defineRule } from '../rule.ts';
import { quote } from '../said.ts';

/** What tells one server from another, with the event that shows it. */
interface Mark {
  readonly what: 'greeting' | '227' | 'certificate' | 'STAT';
  readonly value: string;
  readonly event: number;
}

/** Greetings carry times, counters and user numbers: only the words count. */
function words(text: string): string {
  return text.replace(/[0-9]+/g, '#').trim();
}

/** The one address that every 227 of a session names; null when they differ among themselves. */
function advertisedBy(session: SessionFacts, { channels }: Facts): Mark | null {
  const replies = channels.filter(
    ({ mode, session: id, advertised }) => mode === 'PASV' && id === session.id && advertised !== null,
  );
  const addresses = new Set(replies.map(({ advertised }) => advertised?.address));
  const [first] = replies;
  if (addresses.size !== 1 || first?.advertised == null || first.reply === null) return null;
  return { what: '227', value: first.advertised.address, event: first.reply.id };
}

function marksOf(session: SessionFacts, facts: Facts): readonly Mark[] {
  const { greeting, tls, exchanges } = session;
  const stat = exchanges.find(({ verb }) => verb === 'STAT')?.replies.find(({ code }) => code === 211);
  const own = /Connected to: +(\S+)/.exec(stat?.text ?? '')?.[1] ?? words(quote(stat?.text ?? ''));
  return [
    greeting?.code === 220
      ? { what: 'greeting' as const, value: words(quote(greeting.text, 400)), event: greeting.id }
      : null,
    advertisedBy(session, facts),
    tls?.certificate == null
      ? null
      : { what: 'certificate' as const, value: tls.certificate.sha256, event: tls.id },
    stat === undefined ? null : { what: 'STAT' as const, value: own, event: stat.id },
  ].filter((mark) => mark !== null);
}

/** Sessions that a device on the way treats alike: same peer, same TLS, and none made to provoke it. */
function comparable(a: SessionFacts, b: SessionFacts): boolean {
  const secured = (session: SessionFacts): boolean => session.tls !== null;
  const provoking = (session: SessionFacts): boolean => session.notes.some(({ note }) => note === 'alg-test');
  return sameAddress(a.peer, b.peer) && secured(a) === secured(b) && !provoking(a) && !provoking(b);
}

/** Sessions to one address that different servers answered. */
export const severalBackends = defineRule({
  id: 'several-backends',
  check(facts, t) {
    for (const [index, first] of facts.sessions.entries()) {
      const marks = marksOf(first, facts);
      for (const other of facts.sessions.slice(index + 1).filter((entry) => comparable(first, entry))) {
        for (const mark of marksOf(other, facts)) {
          const before = marks.find(({ what }) => what === mark.what);
          if (before === undefined || before.value === mark.value) continue;
          return {
            severity: 'warning',
            confidence: mark.what === 'greeting' ? 'possible' : 'likely',
            owner: 'server-network',
            title: t('Several servers answer at {address}', { address: first.peer ?? '' }),
            explanation: t(
              'Two sessions to the same address were answered differently: "{first}", then "{second}". A balancer spreads connections over several servers. If it sends a data connection to another server than the control connection, transfers fail now and then.',
              { first: quote(before.value), second: quote(mark.value) },
            ),
            verdict: t(
              'Several servers answer at one address: have the balancer keep each client on one of them.',
            ),
            evidence: [mark.event, before.event],
            alternatives: [
              {
                text: t(
                  'One server that changes its greeting by itself (a message of the day, a random line).',
                ),
                tellApart: t('STAT, the certificate and the 227 stay the same in all sessions.'),
              },
            ],
            nextTests: [nextTest(facts, t, t('Once more: one server answers the same way each time'))],
            remedies: remediesForBackends(t),
          };
        }
      }
    }
    return null;
  },
});
