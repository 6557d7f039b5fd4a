import type { PortRange } from '../../trace/trace.ts';
import type { FactDraft, FirewallTool, FirewallVerdict } from './hostFact.ts';

/** Services by name, as iptables -L, nft and firewalld print them (/etc/services). */
const services: ReadonlyMap<string, number> = new Map([
  ['ftp-data', 20],
  ['ftp', 21],
  ['ssh', 22],
  ['ftps', 990],
]);

function portOf(text: string): number | null {
  if (/^\d{1,5}$/.test(text)) return Number(text);
  return services.get(text) ?? null;
}

/** `21`, `30000:30100`, `30000-30100`, `ftp`, lists of them with commas; null when one cannot be read. */
function portsOf(text: string): readonly PortRange[] | null {
  const ranges: PortRange[] = [];
  for (const part of text.split(/[,\s]+/).filter((word) => word !== '')) {
    const [low = '', high = low] = part.split(/[:-](?=\d|\w)/, 2);
    const isName = services.has(part);
    const from = portOf(isName ? part : low);
    const to = portOf(isName ? part : high);
    if (from === null || to === null) return null;
    ranges.push({ from, to });
  }
  return ranges.length === 0 ? null : ranges;
}

function verdictOf(text: string): FirewallVerdict | null {
  switch (text.toUpperCase()) {
    case 'ACCEPT':
    case 'ALLOW':
      return 'accept';
    case 'DROP':
    case 'DENY':
      return 'drop';
    case 'REJECT':
      return 'reject';
    default:
      return null;
  }
}

function rule(
  tool: FirewallTool,
  verdict: FirewallVerdict | null,
  ports: readonly PortRange[] | null,
  partly: boolean,
): FactDraft {
  return { kind: 'rule', tool, verdict, ports, partly };
}

/** Rules that only speak of connections that are already there, of other protocols, or count and log. */
const irrelevant = /\b(?:udp|icmp|icmpv6|ipv6-icmp|igmp|esp|ah|gre)\b|-j LOG\b|\bLOG\b/;

/** `iptables -S`: `-P INPUT DROP`, `-A INPUT -p tcp --dport 21 -j ACCEPT`. */
function ofIptablesSave(text: string): FactDraft | null {
  const policy = /^(?:-P INPUT (ACCEPT|DROP)|:INPUT (ACCEPT|DROP)\b)/.exec(text);
  if (policy !== null)
    return { kind: 'policy', tool: 'iptables', verdict: verdictOf(policy[1] ?? policy[2] ?? '') ?? 'accept' };
  const appended = /^-[AI] (?:INPUT|IN_public_allow|ufw-user-input)\b(?: \d{1,4})? ?(.{0,500})$/.exec(text);
  if (appended === null) return null;
  const [, body = ''] = appended;
  const target = /(?:^| )-j (\w{1,40})/.exec(body)?.[1] ?? '';
  const isNew = !/ctstate|--state/.test(body) || /(?:ctstate|--state) [A-Z,]{0,60}NEW/.test(body);
  if (!isNew || irrelevant.test(body)) return null;
  const dport = /--dports? (\S{1,200})/.exec(body)?.[1];
  const known = dport === undefined ? null : portsOf(dport);
  const partly = /(?:^| )(?:! )?-(?:s|i|d) |--sports? |-m (?:recent|limit|connlimit|set|mac|hashlimit)/.test(
    body,
  );
  return rule('iptables', dport !== undefined && known === null ? null : verdictOf(target), known, partly);
}

/** Source and destination as `iptables -L` writes them. */
const place =
  '(?:anywhere|!?[0-9.]{7,15}(?:/[0-9.]{1,15})?|!?[0-9a-f:]{2,39}/[0-9]{1,3}|[A-Za-z][A-Za-z0-9-]{0,60}(?:\\.[A-Za-z0-9-]{1,60}){1,5})';
/** Without -v there are no interfaces between options and source. */
const listed = new RegExp(
  `^([A-Za-z][\\w-]{0,40}) +(tcp|all|6|0|udp|17|icmp|1|58) +(?:--|-f|!f|opt)? +(?:(\\S{1,20}) +\\S{1,20} +)??(${place}) +${place}(?: +(.{0,300}))?$`,
);

/** `iptables -L -n [-v]`: `Chain INPUT (policy DROP)`, `ACCEPT tcp -- 0.0.0.0/0 0.0.0.0/0 tcp dpt:21`. */
function ofIptablesList(text: string): FactDraft | null {
  const body = text
    .trim()
    .replace(/^\d{1,4} +(?=[A-Z])/, '')
    .replace(/^[\d.]{1,12}[KMG]? +[\d.]{1,12}[KMG]? +/, '');
  const match = listed.exec(body);
  if (match === null) return null;
  const [, target = '', protocol = '', into, source = '', rest = ''] = match;
  if (['udp', '17', 'icmp', '1', '58'].includes(protocol)) return null;
  if (/(?:ct)?state /.test(rest) && !/NEW/.test(rest)) return null;
  const dports = /(?:dpts?:|dports )(\S{1,200})/.exec(rest)?.[1];
  const known = dports === undefined ? null : portsOf(dports);
  const anywhere = source === '0.0.0.0/0' || source === 'anywhere' || source === '::/0';
  const partly =
    !anywhere || (into !== undefined && into !== '*') || /\bspts?:|limit:|recent:|match-set/.test(rest);
  return rule('iptables', dports !== undefined && known === null ? null : verdictOf(target), known, partly);
}

/** A line inside an nft chain: `tcp dport { 21, 30000-30100 } accept`, `drop`, `reject with icmpx …`. */
function ofNft(text: string): FactDraft | null {
  const body = text.trim().replace(/ ?(?:comment "[^"]{0,200}"|# handle \d{1,9})$/, '');
  const verdict = /(?:^| )(accept|drop|reject)(?: with .{1,60})?$/.exec(body)?.[1];
  const jump = /(?:^| )(?:jump|goto) /.test(body);
  if (verdict === undefined && !jump) return null;
  if (/ct state (?![^a-z]*\b(?:new|.*,new)\b)/.test(body) && !/\bnew\b/.test(body)) return null;
  if (/^(?:ip protocol|meta l4proto|ip6 nexthdr) (?!tcp)|\b(?:udp|icmp|icmpv6) /.test(body)) return null;
  const dport = /tcp dport (?:\{ ?([^}]{1,300})\}|(\S{1,60}))/.exec(body);
  const ports = dport === null ? null : portsOf((dport[1] ?? dport[2] ?? '').trim());
  const partly = /\b(?:iif|iifname|ip saddr|ip6 saddr|limit|ct (?:count|mark)|meta mark|@)/.test(body);
  const unknown = jump || (dport !== null && ports === null);
  return rule('nft', unknown ? null : verdictOf(verdict ?? ''), ports, partly);
}

/** What firewalld and ufw say of themselves. */
function ofFrontEnd(text: string): FactDraft | readonly FactDraft[] | null {
  if (/^iptables: Firewall is not running|^not running$|^FirewallD is not running/i.test(text.trim()))
    return { kind: 'firewall-off', tool: /firewalld|^not/i.test(text) ? 'firewalld' : 'iptables' };
  if (/^(?:Status|状态)[:：] (?:inactive|不活动)\s*$/.test(text))
    return { kind: 'firewall-off', tool: 'ufw' };
  const ports = /^ {2}ports: ?(.{0,500})$/.exec(text);
  if (ports !== null) {
    const tcp = (ports[1] ?? '').split(/\s+/).filter((word) => word.endsWith('/tcp'));
    const known = portsOf(tcp.map((word) => word.replace('/tcp', '')).join(','));
    return [
      ...(known === null ? [] : [rule('firewalld', 'accept', known, false)]),
      { kind: 'policy', tool: 'firewalld', verdict: 'reject' },
    ];
  }
  const named = /^ {2}services: ?(.{0,500})$/.exec(text);
  if (named !== null) {
    const known = (named[1] ?? '').split(/\s+/).filter((word) => services.has(word));
    const open = portsOf(known.join(','));
    return open === null ? null : rule('firewalld', 'accept', open, false);
  }
  const ufw = /^(\d{1,5}(?::\d{1,5})?)(?:\/tcp)? +(ALLOW|DENY|REJECT)(?: IN)? +(\S{1,50})/.exec(text);
  if (ufw !== null)
    return rule('ufw', verdictOf(ufw[2] ?? ''), portsOf(ufw[1] ?? ''), !/^Anywhere/.test(ufw[3] ?? ''));
  const standard = /^Default: (allow|deny|reject) \(incoming\)/.exec(text);
  return standard === null
    ? null
    : { kind: 'policy', tool: 'ufw', verdict: verdictOf(standard[1] ?? '') ?? 'drop' };
}

/** Reads what iptables, nft, firewalld and ufw print; it remembers in which chain a line stands. */
export class FirewallReader {
  #chain: 'iptables' | 'nft' | null = null;

  read(text: string): readonly FactDraft[] {
    const list = /^Chain (\S{1,60}) \((?:policy (ACCEPT|DROP)|\d{1,6} references)/.exec(text);
    if (list !== null) {
      this.#chain = list[1] === 'INPUT' ? 'iptables' : null;
      const verdict = verdictOf(list[2] ?? '');
      return this.#chain === null || verdict === null ? [] : [{ kind: 'policy', tool: 'iptables', verdict }];
    }
    const hook = /type filter hook (\w{1,12}) priority [^;]{1,40};(?: policy (accept|drop))?/.exec(text);
    if (hook !== null) {
      this.#chain = hook[1] === 'input' ? 'nft' : null;
      if (this.#chain === null) return [];
      return [{ kind: 'policy', tool: 'nft', verdict: verdictOf(hook[2] ?? 'accept') ?? 'accept' }];
    }
    if (/^\s*\}\s*$/.test(text) || text.trim() === '') this.#chain = null;
    const found = this.#inChain(text) ?? ofIptablesSave(text.trim()) ?? ofFrontEnd(text);
    if (found === null) return [];
    return Array.isArray(found) ? (found as readonly FactDraft[]) : [found as FactDraft];
  }

  #inChain(text: string): FactDraft | null {
    if (this.#chain === 'iptables') return ofIptablesList(text);
    return this.#chain === 'nft' ? ofNft(text) : null;
  }
}
