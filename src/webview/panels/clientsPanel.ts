import type { ClientView } from '../../shared/timelineView.ts';
import { h } from '../element.ts';
import { icon } from '../icons.ts';
import type { IconName } from '../icons.ts';
import { serverText } from '../serverText.ts';
import type { Stage } from '../stage.ts';

const marks: Readonly<Record<ClientView['outcome'], { icon: IconName; tone: string }>> = {
  works: { icon: 'check', tone: 'good' },
  slow: { icon: 'half', tone: 'doubtful' },
  fails: { icon: 'cross', tone: 'bad' },
  unknown: { icon: 'dash', tone: 'none' },
};

function clientRow(client: ClientView, stage: Stage): HTMLElement {
  const mark = marks[client.outcome];
  const message =
    client.message === null
      ? null
      : h('span', { class: 'wire client-message' }, serverText(client.message, stage));
  const option = client.option === null ? null : h('code', {}, client.option);
  return h(
    'tr',
    { class: `tone-${mark.tone}` },
    h('th', { scope: 'row' }, client.name),
    h(
      'td',
      { class: 'client-word' },
      h('span', { class: `tone-${mark.tone}` }, icon(mark.icon), client.word),
    ),
    h('td', {}, client.because, message === null ? null : ' ', message, option === null ? null : ' ', option),
  );
}

/** Which programs will work with this server as it is, and why. */
export function clientsPanel(clients: readonly ClientView[], problem: boolean, stage: Stage): HTMLElement {
  const { t } = stage;
  return h(
    'section',
    { class: 'clients', 'aria-labelledby': 'clients-title' },
    h('h2', { id: 'clients-title' }, problem ? t('Who works meanwhile') : t('Who works')),
    h(
      'table',
      {},
      h(
        'thead',
        { class: 'spoken' },
        h('tr', {}, ...[t('Program'), t('Outcome'), t('Why')].map((name) => h('th', { scope: 'col' }, name))),
      ),
      h('tbody', {}, ...clients.map((client) => clientRow(client, stage))),
    ),
  );
}
