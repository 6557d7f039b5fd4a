import type { FindingView, TimelineView } from '../../shared/timelineView.ts';
import { h } from '../element.ts';
import { icon, toneIcon } from '../icons.ts';
import type { Stage } from '../stage.ts';
import { againWords } from './again.ts';
import { button } from './button.ts';
import { exhibitPanel } from './exhibitPanel.ts';
import { nextItems } from './nextPanel.ts';
import { planOf, planPanel } from './remedyPanel.ts';

/** The finding to mend first: the first that is not a mere note. */
function firstProblem(view: TimelineView): FindingView | null {
  return view.findings.find(({ severity }) => severity !== 'info') ?? null;
}

function faultLine(finding: FindingView, view: TimelineView, stage: Stage): HTMLElement {
  const { t } = stage;
  return h(
    'p',
    { class: 'fault' },
    h('span', { class: 'fault-label' }, t('Whose fault')),
    h('strong', {}, finding.owner),
    h('span', { class: 'chip' }, finding.confidenceWord),
    view.findings.length > 1
      ? button(
          t('all findings ({count})', { count: view.findings.length }),
          'all-findings',
          () => stage.goToFinding(finding.number),
          'link',
        )
      : null,
  );
}

function otherWays(finding: FindingView, count: number, stage: Stage): HTMLElement {
  return button(stage.t('Other ways ({count})', { count }), 'other-ways', () =>
    stage.goToFinding(finding.number),
  );
}

function diagnoseAgain(stage: Stage): HTMLElement {
  return button(againWords(stage), 'again', () => stage.post({ type: 'diagnose' }));
}

function nextSteps(finding: FindingView, stage: Stage): HTMLElement {
  const items = nextItems(finding, 'first', stage);
  return h(
    'div',
    { class: 'plan' },
    h('h2', { class: 'do-first' }, stage.t('Do this first')),
    h(items.length === 1 ? 'ul' : 'ol', { class: 'plan-list' }, ...items),
    h('div', { class: 'actions' }, diagnoseAgain(stage)),
  );
}

function cure(finding: FindingView, stage: Stage): HTMLElement | null {
  const plan = planOf(finding);
  if (plan.length === 0)
    return nextItems(finding, 'first', stage).length === 0 ? null : nextSteps(finding, stage);
  const others = finding.remedies.length - plan.length;
  const extra = [...(others > 0 ? [otherWays(finding, others, stage)] : []), diagnoseAgain(stage)];
  return planPanel(finding, stage, ...extra);
}

function fixedLine(view: TimelineView, stage: Stage): HTMLElement | null {
  if (view.fixed.length === 0) return null;
  return h(
    'p',
    { class: 'fixed' },
    icon('check'),
    h('strong', {}, stage.t('Fixed since the last time: ')),
    view.fixed.join(' · '),
  );
}

/** A fact beside the verdict, in one line. */
function remarkLine(words: string): HTMLElement {
  return h('p', { class: 'remark' }, icon('info'), words);
}

/**
 * Verdict, proof, whose fault and what to do first; `level` is that of its heading, `remark` what the editor has to say
 * of the run.
 */
export function verdictPanel(
  view: TimelineView,
  level: 'h1' | 'h2',
  remark: string | null,
  stage: Stage,
): HTMLElement {
  const problem = firstProblem(view);
  return h(
    'section',
    { class: `verdict tone-${view.tone}`, 'aria-labelledby': 'verdict' },
    h(
      level,
      { id: 'verdict', class: 'verdict-text' },
      h('span', { class: 'verdict-mark' }, toneIcon(view.tone)),
      h('span', {}, view.verdict),
    ),
    ...[view.stopped, remark, ...view.idleTests].map((words) => (words === null ? null : remarkLine(words))),
    fixedLine(view, stage),
    view.exhibit === null ? null : exhibitPanel(view.exhibit, stage),
    problem === null ? null : faultLine(problem, view, stage),
    problem === null ? null : cure(problem, stage),
  );
}

/** What a run that is not through has shown already: two addresses that part. */
export function earlyPanel(view: TimelineView, stage: Stage): HTMLElement | null {
  const { exhibit } = view;
  if (exhibit?.kind !== 'pair' || !exhibit.differ) return null;
  const title = stage.t('Seen so far');
  return h(
    'section',
    { class: 'verdict verdict-early', 'aria-labelledby': 'early' },
    h('h2', { id: 'early' }, title),
    exhibitPanel(exhibit, stage),
  );
}
