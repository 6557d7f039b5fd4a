import type { Translate } from '../../core/l10n.ts';
import type { ClientPrediction } from '../../core/report/report.ts';
import { clientWord, duration } from '../../core/report/words.ts';
import type { ClientGroup } from '../timelineView.ts';

const order: readonly ClientPrediction['outcome'][] = ['works', 'slow', 'fails', 'unknown'];

/** The word for an outcome, with the delay of a slow one where it is known. */
function wordOf({ outcome, delayMs }: ClientPrediction, t: Translate): string {
  if (outcome === 'slow' && delayMs !== null) return t('{time} late', { time: duration(t, delayMs) });
  return clientWord(t, outcome).word;
}

/** Well-known clients by how they fare and why, those that work first. */
export function clientGroups(clients: readonly ClientPrediction[], t: Translate): ClientGroup[] {
  const groups = new Map<string, ClientGroup>();
  for (const client of order.flatMap((outcome) => clients.filter((each) => each.outcome === outcome))) {
    const { id, name, outcome, because, message, option } = client;
    const word = wordOf(client, t);
    const key = [outcome, word, because].join('\n');
    const known = groups.get(key)?.clients ?? [];
    groups.set(key, { outcome, word, because, clients: [...known, { id, name, message, option }] });
  }
  return [...groups.values()];
}
