import type { Tone } from '../core/report/words.ts';
import { s } from './element.ts';

/** Shapes on a 16 × 16 grid; each mark has a form of its own, so that colour is never needed to tell them apart. */
const shapes = {
  cross: 'M4 4l8 8M12 4l-8 8',
  check: 'M3 8.5l3.5 3.5L13 4.5',
  warn: 'M8 2.2L14.6 13.6H1.4zM8 6.4v3.4M8 11.4v.8',
  info: 'M8 7.4v4.2M8 4.2v.9',
  dash: 'M3.5 8h9',
  clock: 'M8 4.4V8l2.6 1.8',
  half: 'M8 1.8a6.2 6.2 0 0 1 0 12.4z',
  copy: 'M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z',
  arrow: 'M3 8h9M8.5 4.5L12 8l-3.5 3.5',
  lock: 'M4 7.5h8v6H4zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5',
} as const;

/** An icon that can be drawn. */
export type IconName = keyof typeof shapes;

const ringed: ReadonlySet<IconName> = new Set<IconName>(['info', 'clock', 'half']);

/** A small picture without a name; the words stand beside it. */
export function icon(name: IconName): SVGElement {
  return s(
    'svg',
    { class: `icon icon-${name}`, viewBox: '0 0 16 16', 'aria-hidden': 'true', focusable: 'false' },
    ringed.has(name) ? s('circle', { cx: 8, cy: 8, r: 6.2 }) : null,
    s('path', { d: shapes[name] }),
  );
}

const toneIcons: Readonly<Record<Tone, IconName>> = {
  good: 'check',
  bad: 'cross',
  doubtful: 'warn',
  none: 'dash',
};

/** The mark of a tone. */
export function toneIcon(tone: Tone): SVGElement {
  return icon(toneIcons[tone]);
}
