import { remediesForRange } from '../../remedies/index.ts';
import type { ChannelFacts, Facts } from '../facts.ts';
import { otherCauses } from '../poolWording.ts';
import { readRefusal } from '../refusal.ts';
import { nextTest } from '../nextTest.ts';
import { defineRule } from '../rule.ts';
import { saySelinux } from '../hostFacts.ts';
import { quote } from '../said.ts';
import { lines } from '../wording.ts';

/** From where to where in the trace each session may hold a passive port: from its first 227 or 229 to its end. */
function spans(facts: Facts): ReadonlyMap<number, readonly [number, number]> {
  const found = new Map<number, readonly [number, number]>();
  for (const { session, mode, accepted, reply } of facts.channels) {
    const isPassive = mode === 'PASV' || mode === 'EPSV';
    if (!isPassive || accepted !== true || reply === null || found.has(session)) continue;
    const last = facts.trace.events.findLast((event) => event.session === session);
    found.set(session, [reply.id, last?.id ?? reply.id]);
  }
  return found;
}

/** Whether no other session of ours may have held a port when the server refused this channel. */
function isAlone(
  { session, reply }: ChannelFacts,
  open: ReadonlyMap<number, readonly [number, number]>,
): boolean {
  const at = reply?.id ?? 0;
  return [...open].every(([other, [from, to]]) => other === session || at < from || at > to);
}

/** The server has no passive port left, repeatedly and with no other session of ours that could hold one. */
export const passivePoolExhausted = defineRule({
  id: 'passive-pool-exhausted',
  check(facts, t) {
    const refused = facts.channels.filter((channel) => readRefusal(channel) === 'exhausted');
    if (refused.length === 0) return null;
    const open = spans(facts);
    const alone = refused.filter((channel) => isAlone(channel, open));
    const single = facts.sessions.length === 1;
    const [first] = alone;
    if (first === undefined || (alone.length < 2 && !single)) return null;
    const { product } = facts.server;
    const onWindows = product === 'filezilla-server' || product === 'iis';
    return {
      severity: 'error',
      confidence: alone.length > 1 ? 'proven' : 'likely',
      owner: 'server',
      title: t('The server has no passive port left'),
      explanation: lines(
        t('It answered {mode} with: {reply}', { mode: first.mode, reply: quote(first.reply?.text ?? '') }),
        t(
          'It could not open a port of its passive range. Either other sessions hold all of them (a port stays taken until its transfer ends), or the system does not let the server open them.',
        ),
        product === 'vsftpd'
          ? t(
              'vsftpd gives up after nine random tries, so a small range fails before it is full, and it ends the session.',
            )
          : null,
        saySelinux(facts, t),
      ),
      verdict: t(
        'The server has no passive port left: widen its passive range (and open the same range in the firewall).',
      ),
      evidence: alone.flatMap(({ reply, command }) => [reply?.id, command?.id]),
      alternatives: otherCauses(first, onWindows, t),
      nextSteps: [
        onWindows
          ? t(
              'On the server, “netstat -an -p tcp” shows how many ports of the range are taken at this moment.',
            )
          : t('On the server, “ss -ltn” shows how many ports of the range are taken at this moment.'),
      ],
      nextTests: [
        nextTest(
          facts,
          t,
          t('While nobody else is logged in, to see whether the range is too small or shut'),
          {
            options: ['--mode', 'pasv,epsv'],
          },
        ),
      ],
      remedies: remediesForRange(facts, t),
    };
  },
});
