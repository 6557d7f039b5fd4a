import type { FindingView, RemedyView } from '../../shared/timelineView.ts';
import { h, spoken } from '../element.ts';
import { icon } from '../icons.ts';
import { serverText } from '../serverText.ts';
import type { Stage } from '../stage.ts';
import { button } from './button.ts';

function copyButton(lines: readonly string[], key: string, stage: Stage): HTMLElement {
  const label = stage.t('Copy these lines');
  const copy = (): void => {
    stage.post({ type: 'copy', text: `${lines.join('\n')}\n` });
    stage.announce(stage.t('Copied'));
  };
  return h(
    'button',
    {
      type: 'button',
      class: 'icon-button',
      'data-key': key,
      title: label,
      'aria-label': label,
      on: { click: copy },
    },
    icon('copy'),
  );
}

/** Lines to type or to write, with a button that copies them. */
export function codeBlock(lines: readonly string[], key: string, stage: Stage): HTMLElement {
  const quiet = { ...stage, wrongAddress: null };
  return h(
    'div',
    { class: 'code-block' },
    h(
      'pre',
      { tabindex: 0, 'aria-label': lines.join(', ') },
      h('code', {}, ...lines.flatMap((line, index) => [index === 0 ? '' : '\n', serverText(line, quiet)])),
    ),
    copyButton(lines, key, stage),
  );
}

function stepList(steps: RemedyView['steps'], key: string, stage: Stage): HTMLElement {
  const items = steps.map(({ text, lines }, index) =>
    h('li', {}, text, lines.length === 0 ? null : codeBlock(lines, `${key}-copy-${index}`, stage)),
  );
  return h(items.length === 1 ? 'ul' : 'ol', { class: 'steps' }, ...items);
}

function referenceLink({ reference, title }: RemedyView, key: string, stage: Stage): HTMLElement | null {
  if (reference === null) return null;
  const open = (): void => stage.post({ type: 'open-link', url: reference });
  const link = button(stage.t('Read more'), `${key}-reference`, open, 'link');
  link.title = reference;
  link.append(spoken(`: ${title}`));
  return link;
}

function caution(stage: Stage): HTMLElement {
  const words = stage.t('This lowers security; only if nothing else can be done.');
  return h('p', { class: 'caution' }, icon('warn'), words);
}

/** A remedy under its title, to be opened; `more` stands beneath its steps. */
function disclosure(
  remedy: RemedyView,
  key: string,
  open: boolean,
  body: readonly (HTMLElement | null)[],
): HTMLElement {
  return h(
    'details',
    { class: `remedy${remedy.weakens ? ' weakens' : ''}`, open },
    h(
      'summary',
      { 'data-key': key },
      h('span', { class: 'remedy-name' }, remedy.title),
      // Bold type tells the two apart for those who see.
      spoken(', '),
      ' ',
      h('span', { class: 'remedy-where' }, remedy.where),
    ),
    ...body,
  );
}

function applyButton(finding: FindingView, remedy: RemedyView, key: string, stage: Stage): HTMLElement {
  const apply = (): void => stage.post({ type: 'apply-remedy', finding: finding.id, remedy: remedy.id });
  const kind = key.startsWith('first-') ? 'primary' : 'secondary';
  const { t } = stage;
  const label = stage.practice ? t('Mend the practice server') : t('Open vsftpd.conf and apply');
  return button(label, `${key}-apply`, apply, kind);
}

function scriptButton(finding: FindingView, remedy: RemedyView, key: string, stage: Stage): HTMLElement {
  const copy = (): void => {
    stage.post({ type: 'copy-script', finding: finding.id, remedy: remedy.id });
    stage.announce(stage.t('Copied'));
  };
  return button(stage.t('Copy as shell script'), `${key}-script`, copy);
}

function actionsOf(...buttons: readonly (HTMLElement | null)[]): HTMLElement | null {
  const shown = buttons.filter((each) => each !== null);
  return shown.length === 0 ? null : h('div', { class: 'actions' }, ...shown);
}

/** One remedy of a finding, whole, to be opened. */
export function remedyPanel(finding: FindingView, remedy: RemedyView, stage: Stage): HTMLElement {
  const key = `list-${finding.id}-${remedy.id}`;
  return disclosure(remedy, key, false, [
    remedy.weakens ? caution(stage) : null,
    stepList(remedy.steps, key, stage),
    actionsOf(
      remedy.canApply ? applyButton(finding, remedy, key, stage) : null,
      remedy.canApply ? scriptButton(finding, remedy, key, stage) : null,
      referenceLink(remedy, key, stage),
    ),
  ]);
}

/** Steps up to the first that has lines; the others wait behind a word. */
function briefSteps(remedy: RemedyView, key: string, stage: Stage): HTMLElement[] {
  const at = remedy.steps.findIndex(({ lines }) => lines.length > 0);
  const [head, rest] = [remedy.steps.slice(0, at + 1), remedy.steps.slice(at + 1)];
  if (head.length === 0 || rest.length === 0) return [stepList(remedy.steps, key, stage)];
  const summary = h(
    'summary',
    { 'data-key': `${key}-more` },
    stage.t('and then ({count})', { count: rest.length }),
  );
  return [
    stepList(head, key, stage),
    h('details', { class: 'more-steps' }, summary, stepList(rest, `${key}-more`, stage)),
  ];
}

/** The remedies that mend a finding together, in their order; those that lower security are none of them. */
export function planOf({ remedies }: FindingView): RemedyView[] {
  const [first] = remedies as readonly (RemedyView | undefined)[];
  if (first === undefined) return [];
  const together = remedies.filter(
    ({ group, alternative, weakens }) => group === first.group && !alternative && !weakens,
  );
  return together.length > 0 ? together : [first];
}

/** What to do first: the plan of a finding in order, with the remedy that changes the server's file open. */
export function planPanel(finding: FindingView, stage: Stage, ...extra: readonly HTMLElement[]): HTMLElement {
  const { t } = stage;
  const plan = planOf(finding);
  const main = plan.find(({ canApply }) => canApply) ?? plan[0];
  const items = plan.map((remedy) => {
    const key = `first-${finding.id}-${remedy.id}`;
    const body = [remedy.weakens ? caution(stage) : null, ...briefSteps(remedy, key, stage)];
    const link = actionsOf(referenceLink(remedy, key, stage));
    return h('li', {}, disclosure(remedy, key, remedy === main, [...body, link]));
  });
  const key = `first-${finding.id}-${main?.id ?? ''}`;
  const lines = main?.steps.find((step) => step.lines.length > 0)?.lines ?? [];
  const copy = (): void => {
    stage.post({ type: 'copy', text: `${lines.join('\n')}\n` });
    stage.announce(t('Copied'));
  };
  return h(
    'div',
    { class: 'plan' },
    h('h2', { class: 'do-first' }, plan.length > 1 ? t('Do this first, in this order') : t('Do this first')),
    h(plan.length > 1 ? 'ol' : 'ul', { class: 'plan-list' }, ...items),
    actionsOf(
      main?.canApply === true ? applyButton(finding, main, key, stage) : null,
      main?.canApply === true ? scriptButton(finding, main, key, stage) : null,
      lines.length === 0 ? null : button(t('Copy lines'), `${key}-copy`, copy),
      ...extra,
    ),
  );
}
