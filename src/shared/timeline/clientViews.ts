import type { Translate } from '../../core/l10n.ts';
import type { ClientPrediction } from '../../core/report/report.ts';
import { clientWord, duration } from '../../core/report/words.ts';
import type { ClientView } from '../timelineView.ts';

const order: readonly ClientPrediction['outcome'][] = ['works', 'slow', 'fails', 'unknown'];

/** The word for an outcome, with the delay of a slow one where it is known. */
function wordOf({ outcome, delayMs }: ClientPrediction, t: Translate): string {
  if (outcome === 'slow' && delayMs !== null) return t('{time} late', { time: duration(t, delayMs) });
  return clientWord(t, outcome).word;
}

/** How well-known clients fare, those that work first. */
export function clientViews(clients: readonly ClientPrediction[], t: Translate): ClientView[] {
  return order
    .flatMap((outcome) => clients.filter((client) => client.outcome === outcome))
    .map((client) => ({
      id: client.id,
      name: client.name,
      outcome: client.outcome,
      word: wordOf(client, t),
      because: client.because,
      message: client.message,
      option: client.option,
    }));
}
