import { isIPv4, isIPv6, normalizeAddress, scopeOf } from '../../ftp/address.ts';
import type { TextLine } from '../transcript/textLines.ts';
import { FirewallReader } from './firewallLines.ts';
import type { SocketAddress } from '../../trace/event.ts';
import type { FactDraft, HostFact } from './hostFact.ts';
import { readPacketLine } from './packetLine.ts';

/** Most facts of one text. */
const mostFacts = 5000;

function socketAddress(text: string | undefined): SocketAddress | null {
  const match = /^\[?(.{0,60}?)\]?(?:%\w{1,16})?:(\d{1,5})$/.exec(text ?? '');
  if (match === null) return null;
  const address = normalizeAddress((match[1] ?? '').replace(/%.*$/, ''));
  return isIPv4(address) || isIPv6(address) ? { address, port: Number(match[2]) } : null;
}

/** `netstat -ant[p]` and `ss -tan[p]` of Linux, `netstat -an` of Windows and BSD. */
function readSocket(text: string): FactDraft | null {
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
  const here = socketAddress(local);
  if (here === null || state === undefined) return null;
  const isListening = state.toUpperCase().startsWith('LISTEN');
  return {
    kind: 'socket',
    state: isListening ? 'listening' : 'established',
    local: here,
    remote: isListening ? null : socketAddress(remote),
    program: program ?? null,
  };
}

/** Addresses of `ip addr`, `ifconfig` (old and new) and `ipconfig` (English, Chinese, German, French, Spanish, Japanese). */
const addressPatterns: readonly RegExp[] = [
  /^\s{1,8}inet6? (?:addr:)?\s?([0-9A-Fa-f.:]{3,45})(?:\/\d{1,3}| |$)/,
  /^\s{1,8}(?:IPv4|IP)[ -]?(?:Address|地址|Adresse|アドレス)?[^:：]{0,60}[:：] ([0-9.]{7,15})/i,
  /^\s{1,8}(?:Adresse|Dirección) IPv4[^:]{0,60}: ([0-9.]{7,15})/i,
];

/** `ip -br addr` gives all addresses of an interface in one line: `eth0 UP 172.17.9.135/20 fe80::1/64`. */
const briefLine =
  /^([\w.-]{1,16})(?:@[\w.-]{1,16})? +(?:UP|DOWN|UNKNOWN) +([0-9A-Fa-f][0-9A-Fa-f.:/ ]{2,800})$/;

function interfaceAddress(written: string, name: string | null): FactDraft | null {
  const address = normalizeAddress(written);
  const isAddress = isIPv4(address) || isIPv6(address);
  return isAddress && scopeOf(address) !== 'loopback' ? { kind: 'interface', address, name } : null;
}

function readInterfaces(text: string, name: string | null): FactDraft[] {
  const [, brief = name, list = ''] = briefLine.exec(text.trimEnd()) ?? [];
  const written =
    list === ''
      ? addressPatterns.map((pattern) => pattern.exec(text)?.[1] ?? '')
      : list.split(' ').map((each) => each.replace(/\/\d{1,3}$/, ''));
  const found = written.map((each) => interfaceAddress(each, brief)).filter((draft) => draft !== null);
  return list === '' ? found.slice(0, 1) : found;
}

function interfaceName(text: string): string | null {
  const match =
    /^\d{1,4}: ([\w.-]{1,16})(?:@[\w.-]{1,16})?: <|^([\w.-]{1,16}):? {1,8}(?:flags=|Link encap)|^([\w.-]{1,16}) +(?:UP|DOWN|UNKNOWN) +\d/.exec(
      text,
    );
  return match?.[1] ?? match?.[2] ?? match?.[3] ?? null;
}

/** `getenforce`, and `sestatus`. */
function readSelinux(text: string): FactDraft | null {
  const mode =
    /^(Enforcing|Permissive|Disabled)$/.exec(text.trim())?.[1] ??
    /^Current mode: {1,40}(enforcing|permissive)/.exec(text)?.[1] ??
    /^SELinux status: {1,40}(disabled)/.exec(text)?.[1];
  if (mode === undefined) return null;
  return { kind: 'selinux', mode: `${mode.charAt(0).toUpperCase()}${mode.slice(1)}` };
}

/** The machine's name in `[root@aliyun ~]# ip a`, `root@aliyun:~# …`, `[Node1]# …`; null for a line that is no prompt. */
function promptHost(text: string): string | null {
  const match =
    /^\s{0,4}(?:\[(?:[\w.-]{1,40}@)?([\w.-]{1,60})(?: [^\]]{1,80})?\]|[\w.-]{1,40}@([\w.-]{1,60}):[^#$]{0,80})[#$>]/.exec(
      text,
    );
  return match?.[1] ?? match?.[2] ?? null;
}

/** Characters by which a line may begin that says something of a host: nearly all lines of a long log do not. */
const promising =
  /^(?:\s|\[|\d|tcp|LISTEN|ESTAB|Enforcing|Permissive|Disabled|Current|SELinux|#?[a-z0-9_]{4,40}=|-[PAI] |:INPUT|Chain|ACCEPT|DROP|REJECT|iptables|not running|FirewallD|Status|状态|Default|IP |[\w.@-]{1,40}(?:: | {1,32}(?:Link|flags|UP|DOWN|UNKNOWN))|[\w.-]{1,40}@)/;

/** A line that begins with a date: of all that is read here only a packet trace has such. */
function isLogLine(text: string): boolean {
  return text[4] === '-' && text[7] === '-' && !text.includes(' IP ');
}

/** Reads what `ip addr`, `ifconfig`, `ipconfig`, `ss`, `netstat`, `getenforce`, firewalls, tcpdump and a vsftpd.conf say. */
export function readHostFacts(lines: Iterable<TextLine>): HostFact[] {
  const facts: HostFact[] = [];
  const firewall = new FirewallReader();
  let name: string | null = null;
  let host: string | null = null;
  for (const { line, text } of lines) {
    if (facts.length >= mostFacts) break;
    if (isLogLine(text) || !promising.test(text)) continue;
    const prompt = promptHost(text);
    if (prompt !== null) {
      host = prompt;
      continue;
    }
    name = interfaceName(text) ?? name;
    const option = /^\s{0,4}#?[a-z0-9_]{4,40}=\S{0,400}\s*$/.test(text);
    const socket = readSocket(text);
    const interfaces = socket === null ? readInterfaces(text, name) : [];
    const one =
      socket ??
      readSelinux(text) ??
      readPacketLine(text) ??
      (option ? ({ kind: 'option', text: text.trim() } as const) : null);
    const drafts = interfaces.length > 0 ? interfaces : one === null ? firewall.read(text) : [one];
    for (const draft of drafts) facts.push({ ...draft, line, host });
  }
  return facts;
}
