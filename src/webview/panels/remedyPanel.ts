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

function codeBlock(lines: readonly string[], key: string, stage: Stage): HTMLElement {
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

function stepsOf(remedy: RemedyView, key: string, stage: Stage): HTMLElement {
  const steps = remedy.steps.map(({ text, lines }, index) =>
    h('li', {}, text, lines.length === 0 ? null : codeBlock(lines, `${key}-copy-${index}`, stage)),
  );
  return h(steps.length === 1 ? 'ul' : 'ol', { class: 'steps' }, ...steps);
}

function applyButton(
  finding: FindingView,
  remedy: RemedyView,
  key: string,
  primary: boolean,
  stage: Stage,
): HTMLElement | null {
  if (!remedy.canApply) return null;
  const apply = (): void => stage.post({ type: 'apply-remedy', finding: finding.id, remedy: remedy.id });
  return button(
    stage.t('Open vsftpd.conf and apply'),
    `${key}-apply`,
    apply,
    primary ? 'primary' : 'secondary',
  );
}

function referenceLink({ reference, title }: RemedyView, key: string, stage: Stage): HTMLElement | null {
  if (reference === null) return null;
  const open = (): void => stage.post({ type: 'open-link', url: reference });
  const link = button(stage.t('Read more'), `${key}-reference`, open, 'link');
  link.title = reference;
  link.append(spoken(`: ${title}`));
  return link;
}

/** All lines of a remedy that are typed or written somewhere, in order. */
export function linesOf(remedy: RemedyView): string[] {
  return remedy.steps.flatMap(({ lines }) => lines);
}

/** One remedy with its steps; `extra` stands behind its buttons. */
export function remedyPanel(
  finding: FindingView,
  remedy: RemedyView,
  place: 'first' | 'list',
  stage: Stage,
  ...extra: readonly HTMLElement[]
): HTMLElement {
  const key = `${place}-${finding.id}-${remedy.id}`;
  const lines = linesOf(remedy);
  const copyAll = (): void => {
    stage.post({ type: 'copy', text: `${lines.join('\n')}\n` });
    stage.announce(stage.t('Copied'));
  };
  const first = place === 'first';
  const actions = [
    applyButton(finding, remedy, key, first, stage),
    lines.length === 0 ? null : button(stage.t('Copy lines'), `${key}-copy`, copyAll),
    ...extra,
    referenceLink(remedy, key, stage),
  ];
  const shown = actions.filter((action) => action !== null);
  return h(
    'div',
    { class: `remedy remedy-${place}${remedy.weakens ? ' weakens' : ''}` },
    h(
      'p',
      { class: 'remedy-title' },
      first ? h('strong', { class: 'do-first' }, stage.t('Do this first')) : null,
      h('span', {}, remedy.title),
      h('span', { class: 'remedy-where' }, remedy.where),
    ),
    remedy.weakens
      ? h(
          'p',
          { class: 'caution' },
          icon('warn'),
          stage.t('This lowers security; only if nothing else can be done.'),
        )
      : null,
    stepsOf(remedy, key, stage),
    shown.length === 0 ? null : h('div', { class: 'actions' }, ...shown),
  );
}
