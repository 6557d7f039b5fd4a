import { remediesForIdle } from '../../remedies/control.ts';
import type { Translate } from '../../l10n.ts';
import type { Facts, SessionFacts } from '../facts.ts';
import { defineRule } from '../rule.ts';
import type { FindingDraft } from '../rule.ts';
import { quote, saidIn } from '../said.ts';

/** The server's own words when it ends an idle session (RFC 959 §5.4: 421). */
function idleWords(session: SessionFacts): { id: number; text: string } | null {
  const said = saidIn(session).find(
    ({ reply }) => reply.code === 421 && /time-?out|idle|inactiv|no transfer/i.test(reply.text.slice(0, 300)),
  );
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

/** What shows that the control connection was gone: its end, or silence in place of the last reply. */
function lossIn({ close, notes }: SessionFacts): number | null {
  const broken =
    close !== null &&
    (close.outcome === 'reset' || close.outcome === 'timed-out' || close.errno === 'ETIMEDOUT');
  if (broken) return close.id;
  const silence = notes.find(({ note, data }) => note === 'silence' && String(data['waitedFor']) === '226');
  return silence?.id ?? null;
}

/** The bytes came, and the reply that ends the transfer never did; a listing cut off on purpose says nothing. */
function duringTransfer(facts: Facts, session: SessionFacts, t: Translate): FindingDraft | null {
  const loss = lossIn(session);
  const channel = facts.channels.findLast((entry) => entry.session === session.id);
  if (loss === null || channel === undefined) return null;
  const { transferReplies: replies, transfer } = channel;
  const begun = replies.some(({ code }) => code === 150 || code === 125);
  const ended = replies.some(({ code }) => code >= 200);
  const complete =
    transfer !== null &&
    !transfer.truncated &&
    (transfer.outcome === 'unknown' || transfer.outcome === 'failed') &&
    (transfer.bytes ?? 0) > 0;
  if (!begun || ended || !complete) return null;
  return {
    severity: 'error',
    confidence: 'likely',
    owner: 'path',
    title: t('The control connection died during a transfer'),
    explanation: t(
      'The data came, {bytes} bytes, but the control connection was gone when the server wanted to say that all is done. A NAT or firewall in between forgets connections that are silent while the data flows.',
      { bytes: transfer.bytes ?? 0 },
    ),
    verdict: t(
      'The control connection died during a transfer: have the client keep it alive, or raise the idle time of the device in between.',
    ),
    evidence: [loss, ...channel.events.slice(-1)],
    nextSteps: [t('Diagnose with --hold and the length of that transfer in seconds.')],
    remedies: remediesForIdle(t, false),
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
