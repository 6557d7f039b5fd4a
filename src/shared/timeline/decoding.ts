import { readEprtArgument, readEpsvReply, readPasvReply, readPortArgument } from '../../core/ftp/passive.ts';
import type { SocketAddress } from '../../core/trace/event.ts';

/** How the numbers of a data-port text are read, and what they come to; `target` is null where they name nothing. */
export interface Decoding {
  readonly target: { readonly address: string | null; readonly port: number } | null;
  /** The arithmetic as a person would write it; null when there are no numbers. */
  readonly arithmetic: string | null;
}

function sixNumbers(numbers: readonly number[], target: SocketAddress | null): Decoding {
  const [p1, p2] = [numbers[4], numbers[5]];
  const sum = p1 === undefined || p2 === undefined ? null : `${p1} × 256 + ${p2} = ${p1 * 256 + p2}`;
  return { target, arithmetic: sum };
}

/** Decodes a 227, 228-style or 229 reply, or the argument of PORT and EPRT; null when the text is none of them. */
export function decode(verb: string, code: number | null, text: string): Decoding | null {
  if (code === 227) {
    const { numbers, target } = readPasvReply(text);
    return sixNumbers(numbers, target);
  }
  if (code === 229) {
    const { target } = readEpsvReply(text);
    return { target: target === null ? null : { address: null, port: target.port }, arithmetic: null };
  }
  if (code !== null) return null;
  if (verb === 'PORT') {
    const { numbers, target } = readPortArgument(text);
    return sixNumbers(numbers, target);
  }
  return verb === 'EPRT' ? { target: readEprtArgument(text).target, arithmetic: null } : null;
}
