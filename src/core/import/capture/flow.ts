import { sequenceDistance, type Segment } from './segment.ts';
import { isTls, TlsRecords } from './tlsRecords.ts';

/** Which end of a connection sent something: the one that opened it, or the other. */
export type End = 'opener' | 'answerer';

/** A frame with its time. */
export interface Mark {
  /** From 1 over the whole file. */
  readonly frame: number;
  /** Milliseconds since 1970; null where the file carries no time. */
  readonly time: number | null;
}

/** What one direction of a connection carried. */
export interface Direction {
  /** Payload in bytes, each counted once. */
  bytes: number;
  /** Segments with payload that brought nothing new. */
  retransmissions: number;
  /** The first segment with FIN. */
  fin: Mark | null;
  /** The first segment with RST. */
  rst: Mark | null;
  /** The first and the last segment that brought payload for the first time. */
  first: Mark | null;
  last: Mark | null;
  /** Initial sequence number, null when the handshake is not in the capture. */
  initial: number | null;
  /** One past the highest sequence number seen. */
  highest: number | null;
  /** One past the highest sequence number that the other end has acknowledged. */
  acknowledged: number | null;
  /** Time to live or hop limit of its last packet, null before the first. */
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
    acknowledged: null,
    hops: null,
  };
}

/** An ICMP message about a connection, with the address of the router or host that sent it. */
export interface Refusal extends Mark {
  /** ICMP's code for the reason. */
  readonly code: number;
  /** Address of the router or host that sent it. */
  readonly from: string;
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
  unreachable: Refusal | null = null;
  /** A router had to refuse a packet because of its size. */
  tooBig: Refusal | null = null;
  lastSeen: Mark;
  /** The longest time without a frame once payload had come, in ms. */
  longestSilence = 0;
  /** The records of both ends, where the connection carries TLS. */
  tls: (Readonly<Record<End, TlsRecords>> & { readonly mark: Mark }) | null = null;

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
    this.#noteTime(mark);
    const direction = this.direction(end);
    direction.hops = hops;
    if (segment.syn) this.#noteSyn(segment, direction, mark);
    if (segment.rst) direction.rst ??= mark;
    if (segment.fin) direction.fin ??= mark;
    if (segment.ack) this.#noteAck(this.direction(end === 'opener' ? 'answerer' : 'opener'), segment);
    if (segment.length <= 0) return;
    direction.first ??= mark;
    const end32 = (segment.sequence + segment.length) >>> 0;
    const fresh = direction.highest === null ? segment.length : sequenceDistance(direction.highest, end32);
    if (fresh <= 0) direction.retransmissions += 1;
    else {
      direction.bytes += Math.min(fresh, segment.length);
      direction.highest = end32;
      direction.last = mark;
    }
  }

  /** Watches the payload for TLS, as far as a data connection shows it; segments are taken as they come. */
  watchTls(end: End, { payload, length }: Segment, mark: Mark): void {
    const { bytes } = this.direction(end);
    if (this.tls === null) {
      if (bytes !== length || !isTls(payload)) return;
      this.tls = { opener: new TlsRecords(), answerer: new TlsRecords(), mark };
    }
    const { sight } = this.tls[end];
    if (!sight.data && sight.alert === null) this.tls[end].push(payload);
  }

  #noteTime(mark: Mark): void {
    const { time } = this.lastSeen;
    const hasBegun = this.fromOpener.first !== null || this.fromAnswerer.first !== null;
    if (hasBegun && !this.isOver && time !== null && mark.time !== null)
      this.longestSilence = Math.max(this.longestSilence, mark.time - time);
    this.lastSeen = mark;
  }

  #noteAck(direction: Direction, { acknowledgement }: Segment): void {
    const { acknowledged } = direction;
    if (acknowledged === null || sequenceDistance(acknowledged, acknowledgement) > 0)
      direction.acknowledged = acknowledgement;
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

  /** Whether the handshake was answered, or payload shows that it must have been. */
  get isConnected(): boolean {
    return this.synAck !== null || this.fromOpener.bytes + this.fromAnswerer.bytes > 0;
  }
}
