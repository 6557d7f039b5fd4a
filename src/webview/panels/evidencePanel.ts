import { marks } from '../../core/report/words.ts';
import type { EvidenceState, PanelState, SessionChoice } from '../../shared/panelState.ts';
import { visibleText } from '../../shared/visibleText.ts';
import { h } from '../element.ts';
import { icon } from '../icons.ts';
import type { Stage } from '../stage.ts';
import { button } from './button.ts';

/** Most characters of one session's line in the list. */
const longestOption = 140;

function optionText({ index, label, verdict, tone }: SessionChoice): string {
  const text = `${index + 1}.  ${marks[tone]}  ${label}  ${verdict}`;
  return visibleText(text.length > longestOption ? `${text.slice(0, longestOption)}…` : text);
}

function sessionList(evidence: EvidenceState, stage: Stage): HTMLElement {
  const select = h(
    'select',
    {
      id: 'evidence-session',
      'data-key': 'evidence-session',
      on: { change: () => stage.post({ type: 'choose-session', session: Number(select.value) }) },
    },
    ...evidence.sessions.map((session) => h('option', { value: String(session.index) }, optionText(session))),
  );
  select.value = String(evidence.chosen);
  return select;
}

function step(
  label: string,
  key: string,
  session: number,
  evidence: EvidenceState,
  stage: Stage,
): HTMLElement {
  const each = button(label, key, () => stage.post({ type: 'choose-session', session }));
  each.disabled = session < 0 || session >= evidence.total;
  return each;
}

function chooser(evidence: EvidenceState, stage: Stage): HTMLElement | null {
  const { t } = stage;
  const { total, chosen, sessions } = evidence;
  if (total < 2) return null;
  const label = t('Session {number} of {total}', { number: chosen + 1, total });
  const hidden = total - sessions.length;
  return h(
    'div',
    { class: 'evidence-sessions', role: 'group', 'aria-label': t('Sessions in the evidence') },
    h('label', { for: 'evidence-session' }, label),
    sessionList(evidence, stage),
    step(t('Previous session'), 'evidence-previous', chosen - 1, evidence, stage),
    step(t('Next session'), 'evidence-next', chosen + 1, evidence, stage),
    button(t('Find a session…'), 'evidence-find', () => stage.post({ type: 'pick-session' })),
    hidden <= 0
      ? null
      : h(
          'p',
          { class: 'evidence-more' },
          t('{count} more sessions are found by “Find a session…”.', { count: hidden }),
        ),
  );
}

/** What evidence holds beside the session that is shown; null when there is nothing to say. */
export function evidencePanel({ evidence }: PanelState, stage: Stage): HTMLElement | null {
  if (evidence === undefined) return null;
  const notes = evidence.notes.map((note) => h('li', {}, icon('info'), h('span', {}, visibleText(note))));
  const sessions = chooser(evidence, stage);
  if (notes.length === 0 && sessions === null) return null;
  return h(
    'section',
    { class: 'evidence-panel', 'aria-label': stage.t('Evidence') },
    sessions,
    notes.length === 0 ? null : h('ul', { class: 'evidence-notes' }, ...notes),
  );
}
