import type { ModeView } from '../../shared/timelineView.ts';
import { h, spoken } from '../element.ts';
import { icon, toneIcon } from '../icons.ts';
import { serverText } from '../serverText.ts';
import type { Stage } from '../stage.ts';
import { button } from './button.ts';

function reason({ tone, text }: ModeView['lines'][number], stage: Stage): HTMLElement {
  return h('li', { class: `tone-${tone}` }, toneIcon(tone), h('span', {}, serverText(text, stage)));
}

function modeCard(mode: ModeView, index: number, stage: Stage): HTMLElement {
  const { event } = mode;
  const title = [
    h('span', { class: 'mode-name' }, mode.label),
    h(
      'span',
      { class: `mode-word tone-${mode.tone}` },
      mode.outcome === 'skipped' ? icon('dash') : toneIcon(mode.tone),
      mode.word,
    ),
  ];
  const jump = stage.t('Show {mode} on the ladder', { mode: mode.label });
  return h(
    'li',
    { class: `mode tone-${mode.tone}` },
    event === null
      ? h('p', { class: 'mode-head' }, ...title)
      : h(
          'button',
          {
            type: 'button',
            class: 'mode-head',
            title: jump,
            'data-key': `mode-${index}`,
            on: { click: () => stage.goToEvent(event) },
          },
          ...title,
          spoken(`. ${jump}`),
        ),
    h('p', { class: 'mode-plain' }, mode.plain),
    mode.lines.length === 0
      ? null
      : h('ul', { class: 'reasons' }, ...mode.lines.map((line) => reason(line, stage))),
  );
}

function probeButtons(stage: Stage): HTMLElement {
  const { t } = stage;
  return h(
    'div',
    { class: 'mode-tools' },
    button(t('Probe passive mode'), 'probe-passive', () => stage.post({ type: 'probe', modes: 'passive' })),
    button(t('Probe active mode'), 'probe-active', () => stage.post({ type: 'probe', modes: 'active' })),
  );
}

/** The four ways to open a data connection: which work, which fail, and why; `live` where they can be probed again. */
export function modesPanel(modes: readonly ModeView[], live: boolean, stage: Stage): HTMLElement {
  return h(
    'section',
    { class: 'modes', 'aria-labelledby': 'modes-title' },
    h(
      'div',
      { class: 'modes-head' },
      h('h2', { id: 'modes-title' }, stage.t('Ways to move data')),
      live ? probeButtons(stage) : null,
    ),
    h('ul', { class: 'mode-list' }, ...modes.map((mode, index) => modeCard(mode, index, stage))),
  );
}
