/** A stretch of lines, `to` excluded. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

const spare = 8;

/** Which of `count` lines of one height have to exist, for a view of `viewHeight` pixels scrolled by `scrollTop`. */
export function visibleStretch(
  count: number,
  height: number,
  scrollTop: number,
  viewHeight: number,
): Stretch {
  const first = Math.floor(Math.max(0, scrollTop) / height) - spare;
  const last = Math.ceil((Math.max(0, scrollTop) + viewHeight) / height) + spare;
  const from = Math.min(Math.max(0, first), Math.max(0, count - 1));
  return { from, to: Math.min(count, Math.max(from, last)) };
}

/** The scroll position that shows line `index`, moving as little as possible. */
export function scrollFor(index: number, height: number, scrollTop: number, viewHeight: number): number {
  const top = index * height;
  if (top < scrollTop + height) return Math.max(0, top - height);
  const bottom = top + height * 2;
  return bottom > scrollTop + viewHeight ? bottom - viewHeight : scrollTop;
}
