import type { Budget } from './budget.ts';
import { sequenceDistance } from './segment.ts';

/** Bytes out of order that one direction may hold back. */
const mostHeld = 256 * 1024;
/** Pieces out of order that one direction may hold back. */
const mostPieces = 256;

/** Bytes in order, or a hole that will not be filled any more. */
export type StreamPiece =
  | {
      readonly kind: 'bytes';
      readonly bytes: Uint8Array;
      readonly frame: number;
      readonly time: number | null;
    }
  | { readonly kind: 'gap'; readonly length: number; readonly frame: number };

interface Held {
  readonly sequence: number;
  readonly bytes: Uint8Array;
  /** Length on the wire: what the capture cut off is a gap. */
  readonly length: number;
  readonly frame: number;
  readonly time: number | null;
}

/**
 * Puts one direction of a TCP connection in order: retransmissions and overlaps are dropped (the first copy counts), what
 * comes early is held back, and when too much is held back the hole before it is given as a gap.
 */
export class Stream {
  #next: number | null = null;
  #held: Held[] = [];
  #heldBytes = 0;
  readonly #stock: Budget;

  /** `stock` is what all streams together may hold back, in bytes. */
  constructor(stock: Budget) {
    this.#stock = stock;
  }

  /** The sequence number after SYN; a stream without one starts at its first segment. */
  start(sequence: number): void {
    this.#next ??= sequence;
  }

  /** Takes a segment's payload and gives what is in order now. */
  push(piece: Held): StreamPiece[] {
    this.#next ??= piece.sequence;
    const ahead = sequenceDistance(this.#next, piece.sequence);
    if (ahead > 0) return this.#hold(piece);
    const out: StreamPiece[] = [];
    this.#accept(piece, out);
    this.#release(out);
    return out;
  }

  /** The receiver has acknowledged up to `sequence`: a hole before that was filled, only not captured. */
  acknowledge(sequence: number): StreamPiece[] {
    const out: StreamPiece[] = [];
    while (this.#held.some((piece) => sequenceDistance(piece.sequence, sequence) > 0)) this.#jump(out);
    return out;
  }

  /** Gives everything held back, holes as gaps: for the end of the capture. */
  flush(): StreamPiece[] {
    const out: StreamPiece[] = [];
    while (this.#held.length > 0) this.#jump(out);
    return out;
  }

  #accept(piece: Held, out: StreamPiece[]): void {
    const next = this.#next ?? piece.sequence;
    const known = -sequenceDistance(next, piece.sequence);
    if (known >= piece.length) return;
    const bytes = piece.bytes.subarray(Math.min(known, piece.bytes.length));
    if (bytes.length > 0) out.push({ kind: 'bytes', bytes, frame: piece.frame, time: piece.time });
    const cut = piece.length - Math.max(known, piece.bytes.length);
    if (cut > 0) out.push({ kind: 'gap', length: cut, frame: piece.frame });
    this.#next = (piece.sequence + piece.length) >>> 0;
  }

  #hold(piece: Held): StreamPiece[] {
    const out: StreamPiece[] = [];
    // A repeated segment behind a hole would be held once more.
    const known = this.#held.some(
      ({ sequence, length }) => sequence === piece.sequence && length >= piece.length,
    );
    if (known) return out;
    const isFull = this.#heldBytes > mostHeld || this.#held.length > mostPieces;
    if (isFull || !this.#stock.take(piece.bytes.length)) {
      if (this.#held.length === 0) this.#leap(piece, out);
      else this.#jump(out);
      out.push(...this.push(piece));
      return out;
    }
    this.#held.push({ ...piece, bytes: piece.bytes.slice() });
    this.#heldBytes += piece.bytes.length;
    return out;
  }

  #release(out: StreamPiece[]): void {
    for (;;) {
      const next = this.#next;
      const index = this.#held.findIndex(
        ({ sequence }) => next !== null && sequenceDistance(next, sequence) <= 0,
      );
      if (index < 0) return;
      const [piece] = this.#held.splice(index, 1);
      if (piece === undefined) return;
      this.#heldBytes -= piece.bytes.length;
      this.#stock.release(piece.bytes.length);
      this.#accept(piece, out);
    }
  }

  /** Gives up the hole before the nearest piece held back. */
  #jump(out: StreamPiece[]): void {
    const next = this.#next ?? 0;
    const distance = ({ sequence }: Held): number => sequenceDistance(next, sequence);
    const nearest = this.#held.reduce<Held | null>(
      (best, piece) => (best === null || distance(piece) < distance(best) ? piece : best),
      null,
    );
    if (nearest === null) return;
    this.#leap(nearest, out);
    this.#release(out);
  }

  #leap(piece: Held, out: StreamPiece[]): void {
    const length = sequenceDistance(this.#next ?? piece.sequence, piece.sequence);
    if (length > 0) out.push({ kind: 'gap', length, frame: piece.frame });
    this.#next = piece.sequence;
  }
}
