import type { ClientGroup } from '../../shared/timelineView.ts';
import { h } from '../element.ts';
import { icon } from '../icons.ts';
import type { IconName } from '../icons.ts';
import { serverText } from '../serverText.ts';
import type { Stage } from '../stage.ts';

const marks: Readonly<Record<ClientGroup['outcome'], { icon: IconName; tone: string }>> = {
  works: { icon: 'check', tone: 'good' },
  slow: { icon: 'half', tone: 'doubtful' },
  fails: { icon: 'cross', tone: 'bad' },
  unknown: { icon: 'dash', tone: 'none' },
};

type Client = ClientGroup['clients'][number];

/** What the option does for a client that fares so. */
function optionWords(outcome: ClientGroup['outcome'], { t }: Stage): string {
  switch (outcome) {
    case 'fails':
      return t('works with');
    case 'slow':
      return t('does not wait with');
    case 'works':
    case 'unknown':
      return t('with');
  }
}

function clientItem(
  { name, message, option }: Client,
  outcome: ClientGroup['outcome'],
  stage: Stage,
): HTMLElement {
  return h(
    'li',
    {},
    h('span', { class: 'client-name' }, name),
    message === null ? null : h('span', { class: 'wire client-message' }, ' ', serverText(message, stage)),
    option === null
      ? null
      : h('span', { class: 'client-option' }, ` ${optionWords(outcome, stage)} `, h('code', {}, option)),
  );
}

function groupRow(group: ClientGroup, stage: Stage): HTMLElement {
  const mark = marks[group.outcome];
  const talkative = group.clients.some(({ message }) => message !== null);
  return h(
    'tr',
    {},
    h(
      'th',
      { scope: 'row' },
      h('span', { class: `client-word tone-${mark.tone}` }, icon(mark.icon), group.word),
    ),
    h(
      'td',
      {},
      h(
        'ul',
        { class: talkative ? 'client-list' : 'client-list in-line' },
        ...group.clients.map((client) => clientItem(client, group.outcome, stage)),
      ),
      h('p', { class: 'because' }, serverText(group.because, { ...stage, wrongAddress: null })),
    ),
  );
}

/** Which programs will work with this server as it is, and why. */
export function clientsPanel(groups: readonly ClientGroup[], problem: boolean, stage: Stage): HTMLElement {
  const { t } = stage;
  const names = [t('Outcome'), t('Programs and why')];
  return h(
    'section',
    { class: 'clients', 'aria-labelledby': 'clients-title' },
    h('h2', { id: 'clients-title' }, problem ? t('Who works meanwhile') : t('Who works')),
    h(
      'table',
      {},
      h('thead', { class: 'spoken' }, h('tr', {}, ...names.map((name) => h('th', { scope: 'col' }, name)))),
      h('tbody', {}, ...groups.map((group) => groupRow(group, stage))),
    ),
  );
}
