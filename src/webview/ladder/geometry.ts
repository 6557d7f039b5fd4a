import type { Arrow, Lane, LaneId } from '../../shared/timelineView.ts';

/** Where everything stands, in CSS pixels from the left of the picture. */
export interface Geometry {
  readonly width: number;
  /** Too narrow for text on the lines: the picture shrinks to a strip and the text stands beside it. */
  readonly compact: boolean;
  /** Width of the drawn part; the same as `width` unless compact. */
  readonly drawn: number;
  readonly lanes: readonly { readonly lane: Lane; readonly x: number }[];
  /** Between the networks: where a dial to nowhere ends. */
  readonly nowhere: number;
  /** Just outside the server's side. */
  readonly serverDoor: number;
  /** Just outside the client's side. */
  readonly clientDoor: number;
  /** The networks that are known to stand apart, as bands. */
  readonly zones: readonly {
    readonly zone: 'client' | 'server';
    readonly from: number;
    readonly to: number;
  }[];
}

/** A drawn line; `x2` is where it ends. */
export interface Line {
  readonly x1: number;
  readonly x2: number;
  /** Whether it ends before it arrives. */
  readonly broken: boolean;
}

const compactBelow = 430;
const compactLane = 17;
const doorStep = 16;

/** Relative widths: the stretch between the two networks is the longest. */
function gapAfter(lane: Lane, next: Lane): number {
  return lane.zone === next.zone && lane.zone !== 'between' ? 1.2 : 1.5;
}

function spread(lanes: readonly Lane[], from: number, to: number): Geometry['lanes'] {
  const gaps = lanes.map((lane, index) => {
    const next = lanes[index + 1];
    return next === undefined ? 0 : gapAfter(lane, next);
  });
  const total = gaps.reduce((sum, gap) => sum + gap, 0) || 1;
  let passed = 0;
  return lanes.map((lane, index) => {
    const x = from + ((to - from) * passed) / total;
    passed += gaps[index] ?? 0;
    return { lane, x: Math.round(x) };
  });
}

/** Lays the lanes out over `width` pixels. */
export function geometry(lanes: readonly Lane[], width: number): Geometry {
  const compact = width < compactBelow;
  const edge = compact ? 10 : Math.min(68, width / 8);
  const drawn = compact ? edge * 2 + compactLane * Math.max(2, lanes.length - 1) : width;
  const places = spread(lanes, edge, drawn - edge);
  const near = places.filter(({ lane }) => lane.zone === 'client').at(-1)?.x ?? edge;
  const far = places.find(({ lane }) => lane.zone === 'server')?.x ?? drawn - edge;
  const beyond = places.find(({ lane, x }) => x > near && lane.zone !== 'client')?.x ?? far;
  const step = compact ? 6 : doorStep;
  const clientLanes = places.filter(({ lane }) => lane.zone === 'client').length;
  const serverLanes = places.filter(({ lane }) => lane.zone === 'server').length;
  return {
    width,
    compact,
    drawn,
    lanes: places,
    nowhere: Math.round(near + (beyond - near) * 0.32),
    serverDoor: far - step,
    clientDoor: near + step,
    zones: [
      ...(clientLanes > 1 ? [{ zone: 'client' as const, from: 0, to: near }] : []),
      ...(serverLanes > 1 ? [{ zone: 'server' as const, from: far, to: drawn }] : []),
    ],
  };
}

/** Where a lane stands; the nearest end for one that is not drawn. */
export function laneX(id: LaneId, { lanes }: Geometry): number {
  const found = lanes.find(({ lane }) => lane.id === id) ?? (id === 'client' ? lanes[0] : lanes.at(-1));
  return found?.x ?? 0;
}

/** From where to where an arrow is drawn. */
export function lineOf(arrow: Arrow, places: Geometry): Line {
  const x1 = laneX(arrow.from, places);
  const x2 = laneX(arrow.to, places);
  switch (arrow.reach) {
    case 'arrives':
      return { x1, x2, broken: false };
    case 'door':
      return { x1, x2: x2 > x1 ? places.serverDoor : places.clientDoor, broken: true };
    case 'nowhere':
      return { x1, x2: places.nowhere, broken: true };
    case 'stays':
      return { x1, x2: x1 + (places.compact ? 8 : 26), broken: true };
  }
}
