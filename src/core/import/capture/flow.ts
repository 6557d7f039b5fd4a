import type { Segment } from './segment.ts';

/** Which end of a connection sent something: the one that opened it, or the other. */
export type End = 'opener' | 'answerer';

/** A frame with its time. */
export interface Mark {
  readonly frame: number;
  readonly time: number | null;
}

/** What one direction of a connection carried. */
export interface Direction {
  bytes: number;
  retransmissions: number;
  fin: Mark | null;
  rst: Mark | null;
  first: Mark | null;
  last: Mark | null;
  /** Initial sequence number, null when the handshake is not in the capture. */
  initial: number | null;
  /** One past the highest sequence number seen. */
  highest: number | null;
  hops: number | null;
}

function emptyDirection(): Direction {
  return {
    bytes: 0,
    retransmissions: 0,
    fin: null,
    rst: null,
    first: null,
    last: null,
    initial: null,
    highest: null,
    hops: null,
  };
}

/** One TCP connection as metadata; payload is not kept here. */
export class Flow {
  readonly id: number;
  readonly begun: Mark;
  opener: { readonly address: string; readonly port: number };
  answerer: { readonly address: string; readonly port: number };
  readonly fromOpener = emptyDirection();
  readonly fromAnswerer = emptyDirection();
  syn: Mark | null = null;
  /** How often the SYN was sent. */
  syns = 0;
  synAck: Mark | null = null;
  unreachable: (Mark & { readonly code: number }) | null = null;
  lastSeen: Mark;

  constructor(id: number, opener: Flow['opener'], answerer: Flow['answerer'], begun: Mark) {
    this.id = id;
    this.opener = opener;
    this.answerer = answerer;
    this.begun = begun;
    this.lastSeen = begun;
  }

  direction(end: End): Direction {
    return end === 'opener' ? this.fromOpener : this.fromAnswerer;
  }

  /** Takes one segment into account. */
  note(end: End, segment: Segment, mark: Mark, hops: number): void {
    this.lastSeen = mark;
    const direction = this.direction(end);
    direction.hops = hops;
    if (segment.syn) this.#noteSyn(segment, direction, mark);
    if (segment.rst) direction.rst ??= mark;
    if (segment.fin) direction.fin ??= mark;
    if (segment.length <= 0) return;
    direction.first ??= mark;
    direction.last = mark;
    const end32 = (segment.sequence + segment.length) >>> 0;
    const fresh = direction.highest === null ? segment.length : (end32 - direction.highest) | 0;
    if (fresh <= 0) direction.retransmissions += 1;
    else {
      direction.bytes += Math.min(fresh, segment.length);
      direction.highest = end32;
    }
  }

  #noteSyn(segment: Segment, direction: Direction, mark: Mark): void {
    direction.initial ??= segment.sequence;
    direction.highest ??= (segment.sequence + 1) >>> 0;
    if (segment.ack) this.synAck ??= mark;
    else {
      this.syn ??= mark;
      this.syns += 1;
    }
  }

  /** Whether both ends are through with it. */
  get isOver(): boolean {
    const { fromOpener, fromAnswerer } = this;
    return (
      fromOpener.rst !== null ||
      fromAnswerer.rst !== null ||
      (fromOpener.fin !== null && fromAnswerer.fin !== null)
    );
  }
}
