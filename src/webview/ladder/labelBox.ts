import type { EventRow } from '../../shared/timelineView.ts';
import { laneX, lineOf } from './geometry.ts';
import type { Geometry } from './geometry.ts';

/** Where a text stands, in pixels from the left of the picture. */
export interface Box {
  readonly left: number;
  readonly width: number;
  readonly align: 'start' | 'center' | 'end';
}

/** Room between a text and the end of its line. */
const aside = 14;

/** A text on a line shorter than this stands behind its end. */
const shortest = 200;

function rightOf(x: number, { width }: Geometry): Box {
  return { left: x + aside, width: width - x - aside - 4, align: 'start' };
}

function leftOf(x: number): Box {
  return { left: 4, width: x - aside - 4, align: 'end' };
}

/** Where the text of a row stands: on its line, behind a broken line's end where the line is short, or beside its dot. */
export function labelBox(row: EventRow, places: Geometry): Box {
  if (places.compact) {
    const left = places.drawn + 4;
    return { left, width: places.width - left, align: 'start' };
  }
  if (row.arrow === null) {
    const x = laneX(row.place, places);
    return row.place === 'client' ? rightOf(x, places) : leftOf(x);
  }
  const { x1, x2, broken } = lineOf(row.arrow, places);
  const [left, right] = [Math.min(x1, x2) + aside, Math.max(x1, x2) - aside];
  const short = row.arrow.reach === 'nowhere' || row.arrow.reach === 'stays' || right - left < shortest;
  if (broken && short) return x2 >= x1 ? rightOf(x2, places) : leftOf(x2);
  return { left, width: right - left, align: 'center' };
}
