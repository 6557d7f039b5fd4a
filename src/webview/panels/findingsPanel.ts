import { duration } from '../../core/report/words.ts';
import type { EvidenceLink, FindingView, RemedyView } from '../../shared/timelineView.ts';
import { h, spoken } from '../element.ts';
import { toneIcon } from '../icons.ts';
import { serverText } from '../serverText.ts';
import type { Stage } from '../stage.ts';
import { button } from './button.ts';
import { nextItems } from './nextPanel.ts';
import { remedyPanel } from './remedyPanel.ts';

const tones = { error: 'bad', warning: 'doubtful', info: 'none' } as const;

function evidenceItem(link: EvidenceLink, index: number, finding: FindingView, stage: Stage): HTMLElement {
  const time = link.at === null ? null : h('span', { class: 'evidence-time' }, duration(stage.t, link.at));
  return h(
    'li',
    {},
    h(
      'button',
      {
        type: 'button',
        class: 'link evidence',
        'data-key': `evidence-${finding.id}-${index}`,
        on: { click: () => stage.goToEvent(link.event) },
      },
      time,
      h('span', { class: 'wire' }, serverText(link.label, stage, 160)),
    ),
  );
}

function alternativesOf(finding: FindingView, stage: Stage): HTMLElement | null {
  if (finding.alternatives.length === 0) return null;
  const items = finding.alternatives.map(({ text, tellApart }) =>
    h('li', {}, text, ' ', h('span', { class: 'tell-apart' }, tellApart)),
  );
  return h('div', { class: 'part' }, h('h4', {}, stage.t('It could also be')), h('ul', {}, ...items));
}

function remedyItem(
  finding: FindingView,
  remedy: RemedyView,
  before: RemedyView | undefined,
  stage: Stage,
): HTMLElement {
  const or =
    remedy.alternative && before !== undefined ? h('p', { class: 'or' }, stage.t('or instead')) : null;
  return h('li', {}, or, remedyPanel(finding, remedy, stage));
}

function remediesOf(finding: FindingView, stage: Stage): HTMLElement | null {
  if (finding.remedies.length === 0) return null;
  const items = finding.remedies.map((remedy, index) =>
    remedyItem(finding, remedy, finding.remedies[index - 1], stage),
  );
  return h(
    'div',
    { class: 'part' },
    h('h4', {}, stage.t('What to do')),
    h('ul', { class: 'remedies' }, ...items),
  );
}

function changeChip(finding: FindingView, stage: Stage): HTMLElement | null {
  if (finding.change === null) return null;
  return h(
    'span',
    { class: 'chip' },
    finding.change === 'new' ? stage.t('new since the last time') : stage.t('as the last time'),
  );
}

/** An explanation, a paragraph a line. */
function paragraphs(explanation: string, stage: Stage): HTMLElement[] {
  return explanation
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => h('p', { class: 'explanation' }, serverText(line, stage, 4000)));
}

function findingCard(finding: FindingView, stage: Stage): HTMLElement {
  const { t } = stage;
  const tone = finding.id === 'healthy' ? 'good' : tones[finding.severity];
  const titleId = `finding-${finding.number}`;
  const links = finding.evidence.map((link, index) => evidenceItem(link, index, finding, stage));
  const steps = nextItems(finding, 'next', stage);
  const about = button(
    t('About this finding'),
    `rule-${finding.id}`,
    () => stage.post({ type: 'open-rule', finding: finding.id }),
    'link',
  );
  about.append(spoken(`: ${finding.title}`));
  return h(
    'article',
    { class: `finding tone-${tone}`, 'aria-labelledby': titleId, 'data-finding': finding.number },
    h(
      'h3',
      { id: titleId, tabindex: -1 },
      h('span', { class: 'badge', 'aria-hidden': 'true' }, String(finding.number)),
      h('span', { class: `severity tone-${tone}` }, toneIcon(tone), finding.severityWord),
      h('span', { class: 'finding-title' }, serverText(finding.title, stage)),
    ),
    h(
      'p',
      { class: 'finding-facts' },
      t('Whose fault'),
      ' ',
      h('strong', {}, finding.owner),
      h('span', { class: 'chip' }, finding.confidenceWord),
      changeChip(finding, stage),
      h('code', { class: 'finding-id' }, finding.id),
    ),
    ...paragraphs(finding.explanation, stage),
    links.length === 0
      ? null
      : h(
          'div',
          { class: 'part' },
          h('h4', {}, t('It rests on')),
          h('ol', { class: 'evidence-list' }, ...links),
        ),
    alternativesOf(finding, stage),
    remediesOf(finding, stage),
    steps.length === 0 ? null : h('div', { class: 'part' }, h('h4', {}, t('Next')), h('ul', {}, ...steps)),
    about,
  );
}

/** All findings with proof and cure, in the order in which mending helps. */
export function findingsPanel(findings: readonly FindingView[], stage: Stage): HTMLElement {
  return h(
    'section',
    { class: 'findings', 'aria-labelledby': 'findings-title' },
    h('h2', { id: 'findings-title' }, stage.t('Findings')),
    ...findings.map((finding) => findingCard(finding, stage)),
  );
}
