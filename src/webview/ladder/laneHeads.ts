import type { Lane } from '../../shared/timelineView.ts';
import { h } from '../element.ts';
import { serverText } from '../serverText.ts';
import type { Stage } from '../stage.ts';
import type { Geometry } from './geometry.ts';

function laneHead(lane: Lane, number: number | null, stage: Stage): HTMLElement {
  return h(
    'li',
    { class: `lane lane-${lane.id}` },
    number === null ? null : h('span', { class: 'lane-number', 'aria-hidden': 'true' }, String(number)),
    h('span', { class: 'lane-title' }, lane.title),
    lane.address === null ? null : h('span', { class: 'lane-address' }, serverText(lane.address, stage)),
  );
}

/** Places each head over its lifeline, as far apart as its neighbours allow. */
function placeHead(head: HTMLElement, index: number, places: Geometry): void {
  const x = places.lanes[index]?.x ?? 0;
  const before = places.lanes[index - 1]?.x;
  const after = places.lanes[index + 1]?.x;
  const left = before === undefined ? 0 : (before + x) / 2;
  const right = after === undefined ? places.drawn : (x + after) / 2;
  const half = Math.min(x - left, right - x);
  head.style.left = `${x - half}px`;
  head.style.width = `${half * 2}px`;
}

/** The names of the lanes, over their lifelines; in a narrow panel a numbered list over a strip of numbers. */
export function laneHeads(places: Geometry, stage: Stage): HTMLElement {
  const lanes = places.lanes.map(({ lane }) => lane);
  if (!places.compact) {
    const heads = lanes.map((lane) => laneHead(lane, null, stage));
    heads.forEach((head, index) => placeHead(head, index, places));
    return h('ol', { class: 'lanes' }, ...heads);
  }
  const numbers = places.lanes.map(({ x }, index) => {
    const number = h('span', { class: 'lane-number', 'aria-hidden': 'true' }, String(index + 1));
    number.style.left = `${x}px`;
    return number;
  });
  return h(
    'div',
    { class: 'lanes lanes-compact' },
    h('ol', {}, ...lanes.map((lane, index) => laneHead(lane, index + 1, stage))),
    h('div', { class: 'lane-strip', 'aria-hidden': 'true' }, ...numbers),
  );
}
