import type { FindingView, SessionView } from '../../shared/timelineView.ts';
import { h, spoken } from '../element.ts';
import type { ConnectionFilter } from '../ladder/items.ts';
import { serverText } from '../serverText.ts';
import type { Stage } from '../stage.ts';

/** What the bar over the ladder shows and changes. */
export interface LadderChoices {
  readonly sessions: readonly SessionView[];
  readonly session: SessionView;
  readonly findings: readonly FindingView[];
  /** Number of the finding whose events are lit. */
  readonly lit: number | null;
  readonly connection: ConnectionFilter;
  readonly raw: boolean;
  readonly fold: boolean;
  /** While events still come there is nothing to fold. */
  readonly live: boolean;
  setSession(id: number): void;
  setConnection(connection: ConnectionFilter): void;
  setLit(finding: number | null): void;
  setRaw(raw: boolean): void;
  setFold(fold: boolean): void;
}

const mostTabs = 6;

/** Numbers of the findings that rest on a session's events. */
function findingsIn(session: SessionView): number[] {
  return [...new Set(session.rows.flatMap(({ findings }) => findings))].sort((a, b) => a - b);
}

function tabLabel(session: SessionView): HTMLElement[] {
  const badges = findingsIn(session).map((number) =>
    h('span', { class: 'badge', 'aria-hidden': 'true' }, String(number)),
  );
  return [h('span', {}, session.title), ...badges];
}

function tab(session: SessionView, choices: LadderChoices): HTMLElement {
  const selected = session.id === choices.session.id;
  return h(
    'button',
    {
      type: 'button',
      role: 'tab',
      id: `session-${session.id}`,
      'data-key': `session-${session.id}`,
      'aria-selected': String(selected),
      'aria-controls': 'ladder',
      tabindex: selected ? 0 : -1,
      on: { click: () => choices.setSession(session.id) },
    },
    ...tabLabel(session),
  );
}

function tabs(choices: LadderChoices, stage: Stage): HTMLElement {
  const list = h(
    'div',
    { class: 'tabs', role: 'tablist', 'aria-label': stage.t('Control sessions') },
    ...choices.sessions.map((session) => tab(session, choices)),
  );
  list.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const count = choices.sessions.length;
    const at = choices.sessions.findIndex(({ id }) => id === choices.session.id);
    const next = choices.sessions[(at + step + count) % count];
    if (next === undefined) return;
    choices.setSession(next.id);
    document.getElementById(`session-${next.id}`)?.focus();
  });
  return list;
}

function chooser(
  name: string,
  key: string,
  options: readonly { value: string; text: string }[],
  value: string,
  choose: (value: string) => void,
): HTMLElement {
  const select = h(
    'select',
    { 'data-key': key, on: { change: () => choose(select.value) } },
    ...options.map((option) => h('option', { value: option.value }, option.text)),
  );
  select.value = value;
  select.setAttribute('aria-label', name);
  return select;
}

function sessionChooser(choices: LadderChoices, stage: Stage): HTMLElement {
  const options = choices.sessions.map(({ id, title }) => ({ value: String(id), text: title }));
  return chooser(stage.t('Session'), 'session', options, String(choices.session.id), (value) =>
    choices.setSession(Number(value)),
  );
}

/** Where a data connection led, for the filter. */
function connectionName(connection: number, session: SessionView, stage: Stage): string {
  const end = session.rows.find((row) => row.connection === connection && row.remote !== null)?.remote;
  return end == null
    ? stage.t('Data connection {number}', { number: connection })
    : stage.t('Data connection {number}: {place}', { number: connection, place: end });
}

const mostNamed = 20;

function readFilter(value: string): ConnectionFilter {
  if (value === '') return null;
  return value === 'data' ? 'data' : Number(value);
}

function connectionChooser(choices: LadderChoices, stage: Stage): HTMLElement {
  const { session } = choices;
  const { t } = stage;
  const options = [
    { value: '', text: t('All connections') },
    { value: '0', text: t('Control connection') },
    { value: 'data', text: t('Data connections') },
    ...session.connections
      .filter((connection) => connection > 0)
      .slice(0, mostNamed)
      .map((connection) => ({
        value: String(connection),
        text: connectionName(connection, session, stage),
      })),
  ];
  return chooser(t('Show'), 'connection', options, String(choices.connection ?? ''), (chosen) =>
    choices.setConnection(readFilter(chosen)),
  );
}

function toggle(
  label: string,
  key: string,
  pressed: boolean,
  change: (pressed: boolean) => void,
): HTMLElement {
  return h(
    'button',
    {
      type: 'button',
      class: 'toggle',
      'data-key': key,
      'aria-pressed': String(pressed),
      on: { click: () => change(!pressed) },
    },
    label,
  );
}

/** One chip a finding: pressed, its events are lit and the rest steps back. */
function findingChips(choices: LadderChoices, stage: Stage): HTMLElement | null {
  const shown = choices.findings.filter(({ evidence }) => evidence.length > 0);
  if (shown.length === 0) return null;
  const chips = shown.map((finding) => {
    const pressed = choices.lit === finding.number;
    return h(
      'li',
      {},
      h(
        'button',
        {
          type: 'button',
          class: 'finding-chip',
          'data-key': `lit-${finding.number}`,
          'aria-pressed': String(pressed),
          on: { click: () => choices.setLit(pressed ? null : finding.number) },
        },
        h('span', { class: 'badge', 'aria-hidden': 'true' }, String(finding.number)),
        h('span', { class: 'chip-text' }, serverText(finding.title, stage)),
        spoken(`. ${stage.t('Light its events')}`),
      ),
    );
  });
  return h('ul', { class: 'finding-chips', 'aria-label': stage.t('Findings') }, ...chips);
}

/** Which session, which connection, folded or whole, picture or raw text. */
export function ladderBar(choices: LadderChoices, stage: Stage): HTMLElement {
  const { t } = stage;
  const several = choices.sessions.length > 1;
  const switcher = choices.sessions.length > mostTabs ? sessionChooser(choices, stage) : tabs(choices, stage);
  return h(
    'div',
    { class: 'ladder-bar' },
    h('h2', { id: 'ladder-title' }, t('What happened')),
    several ? switcher : null,
    h(
      'div',
      { class: 'ladder-tools' },
      choices.session.connections.length > 1 ? connectionChooser(choices, stage) : null,
      choices.raw || choices.live
        ? null
        : toggle(t('Every step'), 'every-step', !choices.fold, (pressed) => choices.setFold(!pressed)),
      toggle(t('Raw text'), 'raw', choices.raw, (pressed) => choices.setRaw(pressed)),
    ),
    findingChips(choices, stage),
  );
}
