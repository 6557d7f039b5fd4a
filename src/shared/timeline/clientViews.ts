import type { Translate } from '../../core/l10n.ts';
import type { ClientPrediction } from '../../core/report/report.ts';
import type { ClientView } from '../timelineView.ts';
import { formatDuration } from './duration.ts';

const order: readonly ClientPrediction['outcome'][] = ['works', 'slow', 'fails', 'unknown'];

function clientWord({ outcome, delayMs }: ClientPrediction, t: Translate): string {
  switch (outcome) {
    case 'works':
      return t('works');
    case 'fails':
      return t('fails');
    case 'slow':
      return delayMs === null ? t('slow') : t('{time} late', { time: formatDuration(delayMs) });
    case 'unknown':
      return t('not known');
  }
}

/** How well-known clients fare, those that work first. */
export function clientViews(clients: readonly ClientPrediction[], t: Translate): ClientView[] {
  return order
    .flatMap((outcome) => clients.filter((client) => client.outcome === outcome))
    .map((client) => ({
      id: client.id,
      name: client.name,
      outcome: client.outcome,
      word: clientWord(client, t),
      because: client.because,
      message: client.message,
      option: client.option,
    }));
}
