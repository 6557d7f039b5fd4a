import { remediesForIdle } from '../../remedies/control.ts';
import type { Translate } from '../../l10n.ts';
import { holdFor, readControlLoss, shortest } from '../controlLoss.ts';
import { wordControlLoss } from '../controlLossWording.ts';
import type { Facts, SessionFacts } from '../facts.ts';
import { nextTest } from '../nextTest.ts';
import { defineRule } from '../rule.ts';
import type { FindingDraft } from '../rule.ts';
import { quote, saidIn } from '../said.ts';

/** The server's own words when it ends an idle session (RFC 959 §5.4: 421). */
function idleWords(session: SessionFacts): { id: number; text: string } | null {
  const said = saidIn(session).find(({ reply }) => reply.code === 421);
  return said === undefined ? null : { id: said.reply.id, text: quote(said.reply.text) };
}

/** The idle test found the connection dead. */
function afterHold(session: SessionFacts, t: Translate): FindingDraft | null {
  const hold = session.notes.find(({ note, data }) => note === 'hold' && data['alive'] === false);
  if (hold === undefined) return null;
  const words = idleWords(session);
  const seconds = Number(hold.data['seconds'] ?? 0);
  // RFC 1123 §4.1.3.2: a server waits five minutes at least; one that does so is not at fault.
  const allowed = words !== null && seconds >= 300;
  return {
    severity: allowed ? 'info' : 'warning',
    confidence: 'proven',
    owner: words === null ? 'path' : 'server',
    title: t('The control connection does not live through {seconds} s of silence', { seconds }),
    explanation:
      words === null
        ? t(
            'A session that was left alone for {seconds} s was dead afterwards, and the server had said nothing. A NAT or firewall in between forgets silent connections; long transfers then end in an error although all bytes have come.',
            { seconds },
          )
        : t('A session that was left alone for {seconds} s was ended by the server: "{text}".', {
            seconds,
            text: words.text,
          }),
    verdict: t(
      'The control connection does not live through {seconds} s of silence: have the client keep it alive.',
      { seconds },
    ),
    evidence: [hold.id, words?.id, session.close?.id],
    remedies: remediesForIdle(t, words !== null),
  };
}

/** The bytes came, and the reply that ends the transfer never did. */
function duringTransfer(facts: Facts, session: SessionFacts, t: Translate): FindingDraft | null {
  const lost = readControlLoss(facts, session);
  if (lost === null) return null;
  const { loss, channel, inOrder } = lost;
  const onServer = nextTest(
    facts,
    t,
    t('On the server itself: if it comes to its end there, a device on the way ends the session'),
    {
      host: channel.family === 6 ? '::1' : '127.0.0.1',
      options: ['--mode', channel.mode.toLowerCase()],
      where: 'server',
    },
  );
  const inSilence = nextTest(
    facts,
    t,
    t('How long a silent session lives, over the length of that transfer'),
    {
      options: [...shortest(channel), '--hold', String(holdFor(facts, channel))],
    },
  );
  return {
    severity: 'error',
    confidence: 'likely',
    owner: inOrder ? 'server' : 'path',
    ...wordControlLoss(lost, t),
    evidence: [loss, ...channel.events.slice(-1)],
    nextTests: inOrder ? [onServer, inSilence] : [inSilence],
    remedies: inOrder ? [] : remediesForIdle(t, false),
  };
}

/** The control connection dies while it is silent. */
export const controlDroppedIdle = defineRule({
  id: 'control-dropped-idle',
  check(facts, t) {
    for (const session of facts.sessions) {
      const finding = afterHold(session, t) ?? duringTransfer(facts, session, t);
      if (finding !== null) return finding;
    }
    return null;
  },
});
