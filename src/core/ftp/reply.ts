/** The first digit of a reply code decides (RFC 959 §4.2); 0 stands for a line without a code. */
export type ReplyClass = 0 | 1 | 2 | 3 | 4 | 5;

/** A whole reply as it came, its lines without CRLF. */
export interface Reply {
  /** The three digits. */
  readonly code: number;
  /** At least one; the code is part of the first. */
  readonly lines: readonly string[];
}

/** What a reader of lines yields: a reply, or a line that belongs to none. */
export type ReplyItem =
  { readonly kind: 'reply'; readonly reply: Reply } | { readonly kind: 'stray'; readonly line: string };

/** The class of a code. */
export function classOf(code: number): ReplyClass {
  const first = Math.floor(code / 100);
  return first >= 1 && first <= 5 ? (first as ReplyClass) : 0;
}

/** The code at the start of a line, followed by blank, hyphen or nothing; null when there is none. */
export function codeOf(line: string): number | null {
  const match = /^([1-5]\d\d)(?:[ -]|$)/.exec(line);
  return match === null ? null : Number(match[1]);
}

/**
 * Puts lines together to replies (RFC 959 §4.2): `nnn-` opens a group that the same code followed by a blank closes;
 * every line between is kept as it is. Lines outside a reply come out as stray.
 */
export class ReplyAssembler {
  #open: { code: number; lines: string[]; size: number } | null = null;

  readonly #maxSize: number;

  /** `maxSize` bounds one reply in characters; a longer one is cut there and its further lines are dropped. */
  constructor(maxSize = 64 * 1024) {
    this.#maxSize = maxSize;
  }

  /** Whether a multi-line reply has begun and not ended. */
  get isOpen(): boolean {
    return this.#open !== null;
  }

  /** The code of the multi-line reply that has begun, null when there is none. */
  get openCode(): number | null {
    return this.#open?.code ?? null;
  }

  /** Takes one line without its line end. */
  push(line: string): ReplyItem | null {
    const code = codeOf(line);
    const open = this.#open;
    if (open !== null) {
      open.size += line.length + 1;
      if (open.size <= this.#maxSize) open.lines.push(line);
      if (code !== open.code || line[3] === '-') return null;
      this.#open = null;
      return { kind: 'reply', reply: { code: open.code, lines: open.lines } };
    }
    if (code === null) return { kind: 'stray', line };
    if (line[3] === '-') {
      this.#open = { code, lines: [line], size: line.length };
      return null;
    }
    return { kind: 'reply', reply: { code, lines: [line] } };
  }

  /** Gives the unfinished reply, if any, when the connection or the text ends. */
  end(): Reply | null {
    const open = this.#open;
    this.#open = null;
    return open === null ? null : { code: open.code, lines: open.lines };
  }
}
