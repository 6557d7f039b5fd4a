import type { EventRow } from '../../shared/timelineView.ts';
import { laneX, lineOf } from './geometry.ts';
import type { Geometry } from './geometry.ts';

/** Where a text stands, in pixels from the left of the picture. */
export interface Box {
  readonly left: number;
  readonly width: number;
  readonly align: 'start' | 'center' | 'end';
}

/** The places of a row's two texts; `outcome` is null when it stands behind the label. */
export interface RowBoxes {
  readonly label: Box;
  readonly outcome: Box | null;
}

const aside = 14;
const leastLabel = 120;

/** Text on the line between its ends; behind a broken end stands what became of it. */
function onLine(row: EventRow, places: Geometry): RowBoxes | null {
  if (row.arrow === null) return null;
  const { x1, x2, broken } = lineOf(row.arrow, places);
  const [left, right] = [Math.min(x1, x2) + aside, Math.max(x1, x2) - aside];
  if (!broken) return { label: { left, width: right - left, align: 'center' }, outcome: null };
  const space = right - left - 4;
  if (space < leastLabel) return null;
  const label: Box = { left, width: space, align: x2 > x1 ? 'start' : 'end' };
  if (x2 < x1) return { label, outcome: { left: 4, width: x2 - aside - 4, align: 'end' } };
  const outcomeLeft = x2 + aside;
  return { label, outcome: { left: outcomeLeft, width: places.width - outcomeLeft - 4, align: 'start' } };
}

/** Where the texts of a row stand on a picture of this shape. */
export function rowBoxes(row: EventRow, places: Geometry): RowBoxes {
  if (places.compact) {
    const left = places.drawn + 4;
    return { label: { left, width: places.width - left, align: 'start' }, outcome: null };
  }
  const boxes = onLine(row, places);
  if (boxes !== null) return boxes;
  const place = row.arrow === null ? row.place : row.arrow.from;
  const reach = row.arrow === null ? 0 : lineOf(row.arrow, places).x2 - laneX(place, places);
  const x = laneX(place, places) + reach;
  if (place === 'client') {
    const left = x + aside;
    return { label: { left, width: places.width - left - 4, align: 'start' }, outcome: null };
  }
  return { label: { left: 4, width: x - aside - 4, align: 'end' }, outcome: null };
}
