import type { Facts } from '../diagnosis/facts.ts';
import { readHostFirewall, readSelinuxMode, type HostFirewall } from '../diagnosis/hostFacts.ts';
import { familyOf, isPublicScope, scopeOf } from '../ftp/address.ts';
import type { ServerProduct } from '../report/report.ts';
import type { PortRange, Settings } from '../trace/trace.ts';

/**
 * A range to propose where none is known. It lies inside 32768-60999, which SELinux lets an FTP server bind without
 * a boolean (fedora-selinux/selinux-policy, ftp.te), and holds a hundred transfers at once.
 */
export const proposedRange: PortRange = { from: 50000, to: 50100 };

/** The products as they call themselves. */
export const productNames: Readonly<Record<Exclude<ServerProduct, 'unknown'>, string>> = {
  vsftpd: 'vsftpd',
  proftpd: 'ProFTPD',
  'pure-ftpd': 'Pure-FTPd',
  pyftpdlib: 'pyftpdlib',
  'filezilla-server': 'FileZilla Server',
  iis: 'IIS',
};

/** What remedies need to know of the case. */
export interface Situation {
  readonly product: ServerProduct;
  /** As the server says it, null when it does not. */
  readonly version: string | null;
  /** The IPv4 address at which the client reached the server, null when none is known. */
  readonly reached: string | null;
  /** The same if it is globally routable: the only value that may be proposed as the advertised address. */
  readonly publicAddress: string | null;
  /** The name by which the server was asked for, null for a literal address. */
  readonly hostName: string | null;
  readonly controlPort: number;
  /** The configured passive range, else the proposed one. */
  readonly range: PortRange;
  readonly rangeKnown: boolean;
  readonly tls: boolean;
  /** vsftpd whose file is known to have both listeners off: an inetd starts it. */
  readonly inetd: boolean;
  /** Whether some IPv6 address of the server answered. */
  readonly ipv6: boolean;
  /** What the rules of the server's own firewall, where they were shown, do with its data ports. */
  readonly hostFirewall: HostFirewall | null;
  /** What getenforce printed on the server, null when it was not shown. */
  readonly selinux: string | null;
}

/** Whether a vsftpd boolean is NO as the file spells it (`NO`, `FALSE`, `0`, any letter case). */
function isOff(value: string | undefined): boolean {
  return value !== undefined && /^(no|false|0)$/i.test(value);
}

/** The IPv4 address of the session that asked for PASV, else of any session, else of any dial that connected. */
function reachedAddress(facts: Facts): string | null {
  const asked = facts.channels.find((channel) => channel.mode === 'PASV' && channel.family !== 6);
  const sessions = [...facts.sessions].sort(
    (a, b) => Number(b.id === asked?.session) - Number(a.id === asked?.session),
  );
  const candidates = [
    ...sessions.map((session) => session.peer),
    facts.peer,
    ...facts.control.addresses.filter((entry) => entry.outcome === 'connected').map((entry) => entry.address),
  ];
  return candidates.find((address) => address !== null && familyOf(address) === 4) ?? null;
}

/** The range that somebody has chosen; a file that sets none leaves vsftpd its own (5001-65535), which nobody opens. */
function chosenRange({ range, config }: Settings): PortRange | null {
  const isDefault =
    config !== null && config['pasv_min_port'] === undefined && config['pasv_max_port'] === undefined;
  return isDefault && range?.from === 5001 && range.to === 65535 ? null : range;
}

/** Reads off the facts what remedies need. */
export function situationOf(facts: Facts): Situation {
  const reached = reachedAddress(facts);
  const config = facts.trace.settings.config;
  const host = facts.control.host;
  const chosen = chosenRange(facts.trace.settings);
  return {
    product: facts.server.product,
    version: facts.server.version,
    reached,
    publicAddress: reached !== null && isPublicScope(scopeOf(reached)) ? reached : null,
    hostName: host !== null && familyOf(host) === null ? host : null,
    controlPort: facts.control.port ?? 21,
    range: chosen ?? proposedRange,
    rangeKnown: chosen !== null,
    tls: facts.control.tls === 'explicit' || facts.control.tls === 'implicit',
    inetd: config !== null && isOff(config['listen']) && !isOn(config['listen_ipv6']),
    ipv6: facts.control.addresses.some((entry) => entry.family === 6 && entry.outcome === 'connected'),
    hostFirewall: readHostFirewall(facts),
    selinux: readSelinuxMode(facts),
  };
}

function isOn(value: string | undefined): boolean {
  return value !== undefined && !isOff(value);
}

/** Whether the server runs on Windows: IIS always does, FileZilla Server nearly always. */
export function isOnWindows({ product }: Pick<Situation, 'product'>): boolean {
  return product === 'iis' || product === 'filezilla-server';
}
