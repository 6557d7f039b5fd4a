import { isIPv4, isIPv6, normalizeAddress, scopeOf } from '../../ftp/address.ts';
import type { TextLine } from '../transcript/textLines.ts';

/** Something that a command printed on one of the two hosts; which host is not yet known. */
export type HostFact =
  | {
      readonly kind: 'interface';
      readonly line: number;
      readonly address: string;
      readonly name: string | null;
    }
  | {
      readonly kind: 'socket';
      readonly line: number;
      readonly state: 'listening' | 'established';
      readonly local: Endpoint;
      readonly remote: Endpoint | null;
      readonly program: string | null;
    }
  | { readonly kind: 'selinux'; readonly line: number; readonly mode: string }
  | { readonly kind: 'option'; readonly line: number; readonly text: string };

export interface Endpoint {
  readonly address: string;
  readonly port: number;
}

/** Most facts of one text. */
const mostFacts = 5000;

function endpoint(text: string | undefined): Endpoint | null {
  const match = /^\[?(.{0,60}?)\]?(?:%\w{1,16})?:(\d{1,5})$/.exec(text ?? '');
  if (match === null) return null;
  const address = normalizeAddress((match[1] ?? '').replace(/%.*$/, ''));
  return isIPv4(address) || isIPv6(address) ? { address, port: Number(match[2]) } : null;
}

/** `netstat -ant[p]` and `ss -tan[p]` of Linux, `netstat -an` of Windows and BSD. */
function readSocket({ line, text }: TextLine): HostFact | null {
  const netstat =
    /^\s{0,4}tcp[46]{0,2}\s+\d{1,9}\s+\d{1,9}\s+(\S{3,60})\s+(\S{3,60})\s+(LISTEN|ESTABLISHED)\b(?:\s+(?:\d{1,10}\/)?([\w.:-]{1,40}))?/i.exec(
      text,
    );
  const ss =
    /^\s{0,4}(?:tcp\s+)?(LISTEN|ESTAB)\s+\d{1,9}\s+\d{1,9}\s+(\S{3,60})\s+(\S{3,60})(?:\s+users:\(\("([^"]{1,40})")?/.exec(
      text,
    );
  const windows = /^\s{1,4}TCP\s+(\S{3,60})\s+(\S{3,60})\s+(LISTENING|ESTABLISHED)\b/i.exec(text);
  const [local, remote, state, program] =
    netstat !== null
      ? netstat.slice(1)
      : ss !== null
        ? [ss[2], ss[3], ss[1], ss[4]]
        : windows !== null
          ? windows.slice(1)
          : [];
  const here = endpoint(local);
  if (here === null || state === undefined) return null;
  const isListening = state.toUpperCase().startsWith('LISTEN');
  return {
    kind: 'socket',
    line,
    state: isListening ? 'listening' : 'established',
    local: here,
    remote: isListening ? null : endpoint(remote),
    program: program ?? null,
  };
}

/** Addresses of `ip addr`, `ifconfig` (old and new) and `ipconfig` (English, Chinese, German, French, Spanish, Japanese). */
const addressPatterns: readonly RegExp[] = [
  /^\s{1,8}inet6? (?:addr:)?\s?([0-9A-Fa-f.:]{3,45})(?:\/\d{1,3}| |$)/,
  /^\s{1,8}(?:IPv4|IP)[ -]?(?:Address|地址|Adresse|アドレス)?[^:]{0,60}: ([0-9.]{7,15})/i,
  /^\s{1,8}(?:Adresse|Dirección) IPv4[^:]{0,60}: ([0-9.]{7,15})/i,
];

function readInterface({ line, text }: TextLine, name: string | null): HostFact | null {
  for (const pattern of addressPatterns) {
    const address = normalizeAddress(pattern.exec(text)?.[1] ?? '');
    if ((isIPv4(address) || isIPv6(address)) && scopeOf(address) !== 'loopback') {
      return { kind: 'interface', line, address, name };
    }
  }
  return null;
}

function interfaceName(text: string): string | null {
  const match =
    /^\d{1,4}: ([\w.-]{1,16})(?:@[\w.-]{1,16})?: <|^([\w.-]{1,16}):? {1,8}(?:flags=|Link encap)/.exec(text);
  return match?.[1] ?? match?.[2] ?? null;
}

/** Reads what `ip addr`, `ifconfig`, `ipconfig`, `ss`, `netstat`, `getenforce` and a vsftpd.conf say. */
export function readHostFacts(lines: Iterable<TextLine>): HostFact[] {
  const facts: HostFact[] = [];
  let name: string | null = null;
  for (const line of lines) {
    if (facts.length >= mostFacts) break;
    name = interfaceName(line.text) ?? name;
    const selinux = /^(Enforcing|Permissive|Disabled)$/.exec(line.text.trim());
    const option = /^\s{0,4}#?[a-z0-9_]{4,40}=\S{0,400}\s*$/.test(line.text);
    const found =
      readSocket(line) ??
      readInterface(line, name) ??
      (selinux === null ? null : ({ kind: 'selinux', line: line.line, mode: selinux[1] ?? '' } as const)) ??
      (option ? ({ kind: 'option', line: line.line, text: line.text.trim() } as const) : null);
    if (found !== null) facts.push(found);
  }
  return facts;
}
