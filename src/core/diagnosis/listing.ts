import type { TransferEvent } from '../trace/event.ts';
import type { Facts } from './facts.ts';

/** The head of a listing as it came (4096 bytes at most), cut at its last whole line. */
export interface ListingHead {
  readonly command: string;
  readonly event: number;
  /** Each line's bytes, without its line end. */
  readonly lines: readonly Uint8Array[];
}

/** Commands whose answer describes files; NLST gives bare names and has no form to check. */
const described: ReadonlySet<string> = new Set(['LIST', 'MLSD']);

function decodeBase64(text: string): Uint8Array | null {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}

function splitLines(bytes: Uint8Array, whole: boolean): readonly Uint8Array[] {
  const lines: Uint8Array[] = [];
  let from = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, from)) {
    lines.push(bytes.subarray(from, bytes[at - 1] === 13 ? at - 1 : at));
    from = at + 1;
  }
  if (whole && from < bytes.length) lines.push(bytes.subarray(from));
  return lines.filter((line) => line.length > 0);
}

function readHead(event: TransferEvent): ListingHead | null {
  const bytes = event.raw === undefined ? null : decodeBase64(event.raw);
  if (bytes === null || bytes.length === 0) return null;
  const whole = !event.truncated && (event.bytes ?? bytes.length) <= bytes.length;
  return { command: event.command, event: event.id, lines: splitLines(bytes, whole) };
}

/** The heads of all listings that arrived. */
export function readListings(facts: Facts): readonly ListingHead[] {
  const known = listingsOf.get(facts);
  if (known !== undefined) return known;
  const heads: ListingHead[] = [];
  for (const event of facts.trace.events) {
    if (event.kind !== 'transfer' || event.outcome !== 'ok' || !described.has(event.command)) continue;
    const head = readHead(event);
    if (head !== null && head.lines.length > 0) heads.push(head);
  }
  listingsOf.set(facts, heads);
  return heads;
}

const listingsOf = new WeakMap<Facts, readonly ListingHead[]>();

/** A line as text of one byte a character, for looking at its form. */
export function toLatin1(line: Uint8Array): string {
  return Array.from(line.subarray(0, 1000), (byte) => String.fromCharCode(byte)).join('');
}

/** Forms that common clients read (forms of ls, DOS and NetWare; MLSD of RFC 3659 §7; EPLF; VMS; AS/400; MVS). */
const forms: readonly RegExp[] = [
  /^total \d/i,
  /^[-bcdlpsDw][-rwxsStTl]{9}[+.@]?\s/,
  /^\d{2}[-/.]\d{2}[-/.]\d{2,4}\s{1,8}\d{1,2}:\d{2}\s{0,2}(?:[AP]M)?\s{1,20}(?:<DIR>|<JUNCTION>|[\d,.]{1,20})\s/i,
  /^(?:[A-Za-z][\w.-]{0,40}=[^;]{0,200};){1,30} /,
  /^[-d]\s?\[[-A-Z]{8}\]\s/,
  /^\+[^\t]{1,200}\t/,
  /^\S{1,200};\d{1,6}(?:\s|$)/,
  /^\S{1,20}\s{1,12}\d{1,15}\s{1,8}\d{2}\/\d{2}\/\d{2}\s{1,8}\d{2}:\d{2}:\d{2}\s{1,8}\*/,
  /^(?:Volume|Name)\s{1,12}(?:Unit|VV\.MM)\s/,
];

/** Whether the line has a form that clients can read. */
export function isReadableLine(line: Uint8Array): boolean {
  const text = toLatin1(line);
  return forms.some((form) => form.test(text));
}
