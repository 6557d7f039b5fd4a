import type { SocketAddress } from '../trace/event.ts';
import { isIPv4, isIPv6, normalizeAddress } from './address.ts';

/** How a data-port text departs from the RFCs, or why it is impossible. */
export type Deviation =
  | 'no-parentheses'
  /** A blank behind a comma of a 227, which some clients take; before one hardly any does. */
  | 'blanks'
  | 'blank-before-comma'
  | 'leading-zero'
  | 'unusual-delimiter'
  | 'address-given'
  | 'multi-line'
  | 'no-numbers'
  | 'name-given'
  | 'too-few-numbers'
  | 'too-many-numbers'
  | 'octet-out-of-range'
  | 'port-zero'
  | 'port-out-of-range'
  | 'bad-address';

/** A data port as some text gives it; `target` is null when the text cannot be read as the RFCs allow. */
export interface DataPortText<T> {
  readonly target: T | null;
  /** The numbers as they stand, before any judgement. */
  readonly numbers: readonly number[];
  /** In the order in which they were found; empty for one by the book. */
  readonly deviations: readonly Deviation[];
}

const maxLength = 4096;

/** Reads `h1,h2,h3,h4,p1,p2`; port = p1 × 256 + p2 (RFC 959 §4.1.2). Impossible values give no target. */
function readSix(digits: readonly string[], found: Deviation[]): DataPortText<SocketAddress> {
  const numbers = digits.map(Number);
  if (digits.some((text) => text.length > 1 && text.startsWith('0'))) found.push('leading-zero');
  if (numbers.length < 6) found.push('too-few-numbers');
  if (numbers.length > 6) found.push('too-many-numbers');
  if (numbers.some((value) => value > 255)) found.push('octet-out-of-range');
  const [p1, p2] = [numbers[4] ?? 0, numbers[5] ?? 0];
  if (numbers.length >= 6 && p1 === 0 && p2 === 0) found.push('port-zero');
  const possible =
    numbers.length === 6 && !found.includes('octet-out-of-range') && !found.includes('port-zero');
  return {
    target: possible ? { address: numbers.slice(0, 4).join('.'), port: p1 * 256 + p2 } : null,
    numbers,
    deviations: found,
  };
}

/**
 * Reads a 227 reply. The six numbers may stand anywhere behind the code, with or without parentheses (RFC 1123
 * §4.1.2.6); `text` is the whole reply, lines joined by LF.
 */
export function readPasvReply(text: string): DataPortText<SocketAddress> {
  return readUsualPasvReply(text) ?? readAnyPasvReply(text);
}

/** How nearly every server words it; null for anything else, for a leading zero and for impossible numbers. */
function readUsualPasvReply(text: string): DataPortText<SocketAddress> | null {
  const match =
    /^227 [A-Za-z ]{0,60}\((\d{1,3}),(\d{1,3}),(\d{1,3}),(\d{1,3}),(\d{1,3}),(\d{1,3})\)\.?\r?$/.exec(text);
  if (match === null) return null;
  const numbers: number[] = [];
  for (let index = 1; index <= 6; index += 1) {
    const digits = match[index] ?? '';
    const value = Number(digits);
    if (value > 255 || (digits.length > 1 && digits.startsWith('0'))) return null;
    numbers.push(value);
  }
  const port = (numbers[4] ?? 0) * 256 + (numbers[5] ?? 0);
  if (port === 0) return null;
  const address = `${match[1] ?? ''}.${match[2] ?? ''}.${match[3] ?? ''}.${match[4] ?? ''}`;
  return { target: { address, port }, numbers, deviations: [] };
}

function readAnyPasvReply(text: string): DataPortText<SocketAddress> {
  const found: Deviation[] = text.includes('\n') ? ['multi-line'] : [];
  const body = text.slice(0, maxLength).replace(/^\d{3}[ -]?/, '');
  const runs = body.match(/\d{1,10}(?:[ \t]{0,8},[ \t]{0,8}\d{1,10})+/g) ?? [];
  const run = runs.find((candidate) => candidate.split(',').length >= 6) ?? runs[0];
  if (run === undefined) return { target: null, numbers: [], deviations: [...found, 'no-numbers'] };
  // pyftpdlib puts masquerade_address into the reply as it stands, its dots as commas (tried on 1.5.7).
  if (/\((?:[\w-]{1,63},){0,12}[A-Za-z][\w-]{0,62},\d{1,3},\d{1,3}\)/.test(body)) found.push('name-given');
  const at = body.indexOf(run);
  if (!/\([ \t]{0,8}$/.test(body.slice(0, at)) || !/^[ \t]{0,8}\)/.test(body.slice(at + run.length))) {
    found.push('no-parentheses');
  }
  if (/[ \t],/.test(run)) found.push('blank-before-comma');
  if (/,[ \t]/.test(run)) found.push('blanks');
  return readSix(
    run.split(',').map((part) => part.trim()),
    found,
  );
}

/** Reads a 229 reply, `(<d><d><d>port<d>)` with any delimiter (RFC 2428 §3); the address is the control peer's. */
export function readEpsvReply(text: string): DataPortText<{ readonly port: number }> {
  const found: Deviation[] = text.includes('\n') ? ['multi-line'] : [];
  const body = text.slice(0, maxLength).replace(/^\d{3}[ -]?/, '');
  const match = /([!-/:-@[-`{-~])([0-9]?)\1([0-9a-fA-F.:]{0,45})\1(\d{1,10})\1/.exec(
    body.replace(/[()]/g, ' '),
  );
  if (match === null) return { target: null, numbers: [], deviations: [...found, 'no-numbers'] };
  if (!/\([!-~]+\)/.test(body)) found.push('no-parentheses');
  if (match[1] !== '|') found.push('unusual-delimiter');
  if (match[2] !== '' || match[3] !== '') found.push('address-given');
  const port = Number(match[4]);
  if (port === 0) found.push('port-zero');
  if (port > 65535) found.push('port-out-of-range');
  const possible = port > 0 && port <= 65535;
  return { target: possible ? { port } : null, numbers: [port], deviations: found };
}

/** Reads the argument of a PORT command. */
export function readPortArgument(argument: string): DataPortText<SocketAddress> {
  const parts = argument.slice(0, maxLength).split(',');
  const trimmed = parts.map((part) => part.trim());
  if (trimmed.some((part) => !/^\d{1,10}$/.test(part)))
    return { target: null, numbers: [], deviations: ['no-numbers'] };
  return readSix(trimmed, parts.some((part) => part !== part.trim()) ? ['blanks'] : []);
}

/** Reads the argument of an EPRT command, `|1|address|port|` (RFC 2428 §2). */
export function readEprtArgument(argument: string): DataPortText<SocketAddress> {
  const text = argument.slice(0, maxLength).trim();
  const delimiter = text[0] ?? '';
  const [, family, address = '', portText = ''] = text.split(delimiter);
  const found: Deviation[] = delimiter === '|' ? [] : ['unusual-delimiter'];
  if (!/^\d{1,10}$/.test(portText))
    return { target: null, numbers: [], deviations: [...found, 'no-numbers'] };
  const port = Number(portText);
  if (port === 0) found.push('port-zero');
  if (port > 65535) found.push('port-out-of-range');
  const goodAddress = family === '1' ? isIPv4(address) : family === '2' && isIPv6(address);
  if (!goodAddress) found.push('bad-address');
  const possible = goodAddress && port > 0 && port <= 65535;
  return {
    target: possible ? { address: normalizeAddress(address), port } : null,
    numbers: [port],
    deviations: found,
  };
}

/** The PORT argument for an IPv4 socket address. */
export function formatPort({ address, port }: SocketAddress): string {
  return [...address.split('.'), String(port >> 8), String(port & 255)].join(',');
}

/** The EPRT argument for a socket address. */
export function formatEprt({ address, port }: SocketAddress): string {
  return `|${address.includes(':') ? 2 : 1}|${address}|${port}|`;
}
