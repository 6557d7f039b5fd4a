import type { EventRow } from '../../shared/timelineView.ts';
import { s } from '../element.ts';
import { laneX, lineOf } from './geometry.ts';
import type { Geometry } from './geometry.ts';
import type { Item } from './items.ts';

const head = 7;

function arrowHead(x: number, y: number, right: boolean): SVGElement {
  const back = right ? x - head : x + head;
  return s('path', { class: 'head', d: `M${back} ${y - 4}L${x} ${y}L${back} ${y + 4}` });
}

/** The mark at the end of a line that did not arrive: a cross in a circle. */
function breakMark(x: number, y: number, small: boolean): SVGElement {
  const [r, d] = small ? [5, 2.5] : [7, 3.5];
  return s(
    'g',
    { class: 'break' },
    s('circle', { cx: x, cy: y, r }),
    s('path', { d: `M${x - d} ${y - d}l${2 * d} ${2 * d}M${x + d} ${y - d}l${-2 * d} ${2 * d}` }),
  );
}

/** A ring wherever a line passes through a place on its way. */
function crossings(x1: number, x2: number, y: number, places: Geometry): SVGElement[] {
  const [left, right] = [Math.min(x1, x2), Math.max(x1, x2)];
  return places.lanes
    .filter(({ x }) => x > left + 1 && x < right - 1)
    .map(({ x }) => s('circle', { class: 'crossing', cx: x, cy: y, r: 3 }));
}

function eventShapes(row: EventRow, y: number, places: Geometry): SVGElement[] {
  const { arrow } = row;
  if (arrow === null) return [s('circle', { class: 'dot', cx: laneX(row.place, places), cy: y, r: 3.5 })];
  const { x1, x2, broken } = lineOf(arrow, places);
  const right = x2 >= x1;
  const end = broken ? x2 + (right ? -1 : 1) * (places.compact ? 5 : 7) : x2;
  const offsets = arrow.line === 'transfer' || (arrow.line === 'data' && !broken) ? [-1.5, 1.5] : [0];
  const lines = offsets.map((offset) => s('path', { class: 'line', d: `M${x1} ${y + offset}H${end}` }));
  return [
    ...lines,
    ...crossings(x1, x2, y, places),
    broken ? breakMark(x2, y, places.compact) : arrowHead(x2, y, right),
    ...(arrow.both && !broken ? [arrowHead(x1, y, !right)] : []),
  ];
}

/** The lifelines of one line of the ladder; a wait breaks them. */
function lifelines(item: Item, height: number, { lanes }: Geometry): SVGElement[] {
  return lanes.flatMap(({ x }) => {
    if (item.kind !== 'wait') return [s('path', { class: 'lifeline', d: `M${x} 0V${height}` })];
    const [top, bottom] = [height / 2 - 4, height / 2 + 4];
    return [
      s('path', { class: 'lifeline', d: `M${x} 0V${top}M${x} ${bottom}V${height}` }),
      s('path', { class: 'axis-break', d: `M${x - 6} ${top + 2}l12 -4M${x - 6} ${bottom + 2}l12 -4` }),
    ];
  });
}

/** What class names a row's line carries. */
function classOf(item: Item): string {
  if (item.kind !== 'event') return 'picture';
  const { arrow, tone } = item.row;
  const broken = arrow !== null && arrow.reach !== 'arrives' ? ' is-broken' : '';
  return `picture line-${arrow?.line ?? 'place'} tone-${tone}${broken}`;
}

/** One line of the ladder as a picture; hidden from assistive technology, for which the row's text says the same. */
export function picture(item: Item, height: number, places: Geometry): SVGElement {
  const y = Math.round(height / 2) + 0.5;
  return s(
    'svg',
    {
      class: classOf(item),
      width: places.drawn,
      height,
      'aria-hidden': 'true',
      focusable: 'false',
    },
    ...places.zones.map(({ zone, from, to }) =>
      // Its upper and lower edge lie outside, so that a border in high contrast is one band and no grid of boxes.
      s('rect', { class: `zone zone-${zone}`, x: from, y: -2, width: to - from, height: height + 4 }),
    ),
    ...lifelines(item, height, places),
    ...(item.kind === 'event' ? eventShapes(item.row, y, places) : []),
  );
}
