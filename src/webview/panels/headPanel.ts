import type { ExportFormat } from '../../shared/messages.ts';
import type { PanelState } from '../../shared/panelState.ts';
import type { TimelineView } from '../../shared/timelineView.ts';
import { h } from '../element.ts';
import { serverText } from '../serverText.ts';
import type { Stage } from '../stage.ts';
import { againWords } from './again.ts';
import { button } from './button.ts';

/** What the head of the page lets a person choose. */
export interface HeadChoices {
  readonly saving: boolean;
  readonly redact: boolean;
  setSaving(open: boolean): void;
  setRedact(redact: boolean): void;
}

function whenText(report: PanelState['report'], stage: Stage): string | null {
  if (report?.startedAt == null) return null;
  const time = new Date(report.startedAt);
  if (Number.isNaN(time.getTime())) return null;
  return new Intl.DateTimeFormat(stage.language, { dateStyle: 'medium', timeStyle: 'short' }).format(time);
}

function factsLine(state: PanelState, view: TimelineView | null, stage: Stage): HTMLElement | null {
  const when = whenText(state.report, stage);
  if (view === null || (state.phase !== 'done' && state.phase !== 'cancelled')) return null;
  const facts = [view.count, ...view.facts, ...(when === null ? [] : [when])];
  return h(
    'ul',
    { class: 'head-facts', 'aria-label': stage.t('About this diagnosis') },
    ...facts.map((fact) => h('li', {}, serverText(fact, stage))),
  );
}

const formats: readonly { format: ExportFormat; name: string }[] = [
  { format: 'markdown', name: 'Markdown' },
  { format: 'html', name: 'HTML' },
  { format: 'json', name: 'JSON' },
];

function saveMenu(choices: HeadChoices, stage: Stage): HTMLElement {
  const { t } = stage;
  const box = h('input', {
    type: 'checkbox',
    'data-key': 'redact',
    id: 'redact',
    on: { change: () => choices.setRedact(box.checked) },
  });
  box.checked = choices.redact;
  const { redact } = choices;
  return h(
    'div',
    { class: 'save-menu', id: 'save-menu', role: 'group', 'aria-label': t('Copy or save') },
    h('label', { for: 'redact' }, box, t('Replace names and public addresses by stand-ins')),
    h(
      'div',
      { class: 'actions' },
      button(t('Copy as text'), 'copy-report', () => stage.post({ type: 'copy-report', redact })),
      ...formats.map(({ format, name }) =>
        button(t('Save as {format}', { format: name }), `save-${format}`, () =>
          stage.post({ type: 'export', format, redact }),
        ),
      ),
      button(t('Copy as command line'), 'copy-command', () => stage.post({ type: 'copy-command' })),
    ),
  );
}

function tools(state: PanelState, choices: HeadChoices, stage: Stage): HTMLElement {
  const { t } = stage;
  const shown = state.phase === 'done' || state.phase === 'cancelled';
  const save = button(t('Copy or save…'), 'save', () => choices.setSaving(!choices.saving));
  save.setAttribute('aria-expanded', String(choices.saving));
  save.setAttribute('aria-controls', 'save-menu');
  return h(
    'div',
    { class: 'tools' },
    state.saved
      ? null
      : button(t('Save this endpoint'), 'save-endpoint', () => stage.post({ type: 'save-endpoint' })),
    state.report === null || !shown ? null : save,
    state.phase !== 'done'
      ? null
      : button(againWords(stage), 'head-again', () => stage.post({ type: 'diagnose' })),
  );
}

/** Whose diagnosis it is, short facts about it, and what can be done with it. */
export function headPanel(
  state: PanelState,
  view: TimelineView | null,
  choices: HeadChoices,
  stage: Stage,
): HTMLElement {
  return h(
    'header',
    { class: 'head' },
    h(
      'div',
      { class: 'head-names' },
      h('p', { class: 'head-name' }, serverText(state.name, stage)),
      state.destination === state.name
        ? null
        : h('p', { class: 'head-target wire' }, serverText(state.destination, stage)),
      factsLine(state, view, stage),
    ),
    tools(state, choices, stage),
    choices.saving && state.report !== null ? saveMenu(choices, stage) : null,
  );
}
