import type { FindingId } from '../../src/core/diagnosis/findingIds.ts';
import type { ProbeOutcome } from '../../src/core/report/report.ts';
import type { DialOutcome } from '../../src/core/trace/event.ts';
import type { Mode } from '../../src/core/trace/trace.ts';

/** The addresses of the seed's network, the same in every scenario. */
export const address = {
  client: '192.168.0.130',
  home: '125.120.45.15',
  /** A second public address of the home router, for lines that leave by two. */
  secondHome: '125.120.45.16',
  eip: '123.56.241.199',
  /** Another public address of the cloud gateway. */
  secondEip: '123.56.241.200',
  /** Addresses of other customers: one refuses every connection, one never answers. */
  refusingStranger: '123.56.241.77',
  silentStranger: '123.56.241.78',
  server: '172.17.9.135',
  /** An address of the server's network that nobody has. */
  nobody: '172.17.9.199',
  secondServer: '172.17.9.136',
  /** A client on the server's own network. */
  neighbour: '172.17.9.140',
  /** The cloud gateway's own address on the server's network. */
  gateway: '172.17.15.253',
  client6: '240e:390:45:15::130',
  server6: '2408:4005:9:135::135',
  controlPort: 2100,
} as const;

export const account = { user: 'ftpuser', password: 'lab-2100-secret' } as const;

/** Where the lab's own files live inside a world; nothing of it exists outside. */
export const labFolder = '/run/lab';
export const caFile = `${labFolder}/ca.pem`;

export type MachineName = 'client' | 'home' | 'internet' | 'cloud' | 'server';

/** How a scenario's network differs from the seed's. */
export interface NetworkPlan {
  /** `home`: behind the NAT router; `public`: 125.120.45.15 on its own interface; `server-lan`: beside the server. */
  readonly client?: 'home' | 'public' | 'server-lan';
  /** `nat`: the public address lives on the gateway; `nic`: on the server's interface. */
  readonly eip?: 'nat' | 'nic';
  /** What the client's provider does with packets to private addresses; reported as unreachable by default. */
  readonly privateAddresses?: 'unreachable' | 'silent';
  /** Source address of the home network's data connections, where it is not that of its control connections. */
  readonly dataLeavesAs?: string;
  /** The gateway replaces client addresses by its own, as a proxy or docker-proxy does. */
  readonly hidesClients?: boolean;
  /** Every other control connection goes to the second server, as behind a balancer without affinity. */
  readonly balances?: boolean;
  /** A second public address: passive ports are forwarded from it, and the server's own connections leave by it. */
  readonly secondAddress?: boolean;
  /** Round trip between home and cloud in milliseconds, next to nothing by default. */
  readonly roundTripMs?: number;
  /** Rate of the line between home and internet in tc's words. */
  readonly linkRate?: string;
  /** The gateway forgets connections after so many idle seconds. */
  readonly forgetsAfter?: number;
  /** Ports of the public address (`A` or `A-B`) that a program on the gateway relays, and whereto; the server by default. */
  readonly relays?: { readonly ports: readonly string[]; readonly to?: string };
  /** Further nftables rules by machine. */
  readonly rules?: Partial<Record<MachineName, string>>;
}

export type CertificateKind = 'trusted' | 'self-signed' | 'expired' | 'wrong-name';

/** One server program with its settings; an option set to null is left out. */
export interface ServerPlan {
  /** `stranger` is a server of another protocol. */
  readonly product: 'vsftpd' | 'proftpd' | 'pure-ftpd' | 'pyftpdlib' | 'stranger';
  /** Start from the file that the package ships, Debian's or Fedora's, instead of the lab's plain one. */
  readonly stock?: 'debian' | 'fedora';
  readonly set?: Readonly<Record<string, string | null>>;
  /** Text at the end of the configuration file. */
  readonly further?: string;
  /** What a stranger says to everybody who connects. */
  readonly says?: string;
  readonly certificate?: CertificateKind;
  /** Rights of the account's home folder, 755 by default. */
  readonly homeMode?: number;
  /** How many more files the home folder holds. */
  readonly files?: number;
}

/** What one mode must show, in the report and on the wire. */
export interface ModeTruth {
  readonly outcome: ProbeOutcome;
  /** The beginning of the reply to PASV, EPSV, PORT or EPRT; `*` stands for any digits. */
  readonly reply?: string;
  /** What became of the dial to the advertised address, or to the control peer. */
  readonly advertised?: DialOutcome;
  readonly peer?: DialOutcome;
  /** Where the server's active connection came from. */
  readonly from?: string;
  /** The reply that ended the listing; `*` stands for any digits; null when none came within seconds. */
  readonly listing?: string | null;
}

/** What is true of a scenario, whoever looks. */
export interface Truth {
  /** Every finding above info. Any other one is a false alarm; none at all means `healthy`. */
  readonly alarms: Partial<Record<FindingId, 'error' | 'warning'>>;
  /** Findings above info that may be there or not, by chance. */
  readonly maybe?: readonly FindingId[];
  /** Findings of severity info that must be there. */
  readonly notes?: readonly FindingId[];
  /** Findings that must not be there in any severity. */
  readonly never?: readonly FindingId[];
  /** Modes left out are not judged. */
  readonly modes?: Partial<Record<Mode, ModeTruth>>;
  /** The client's address as the server sees it. */
  readonly seenAs?: string;
  /** What became of the control connection where it did not come to a login, and the beginnings of what was said. */
  readonly control?: DialOutcome;
  readonly greeting?: string;
  readonly login?: string;
}

/** One case of the lab. */
export interface Scenario {
  readonly name: string;
  /** One line for the list: what is wrong, or what makes it healthy. */
  readonly summary: string;
  readonly network?: NetworkPlan;
  /** Null: no FTP server runs. */
  readonly server: ServerPlan | null;
  /** A second server, on 172.17.9.136. */
  readonly secondServer?: ServerPlan;
  /** Commands of another client that is logged in meanwhile. */
  readonly company?: readonly string[];
  /** Shell commands on the server machine before the server starts. */
  readonly prepare?: string;
  /** The URL to diagnose, the seed's by default. */
  readonly url?: string;
  /** Names of the client's hosts file. */
  readonly hosts?: Readonly<Record<string, readonly string[]>>;
  readonly password?: string;
  /** Files to be written in the world's private /run and /etc. */
  readonly files?: Readonly<Record<string, string>>;
  /** Further options of `ftp-diagnose`. */
  readonly options?: readonly string[];
  /** Without the lab's own look first, which would use up a limit or take too long. */
  readonly eyesClosed?: boolean;
  readonly truth: Truth;
  /** Afterwards the edits of this finding's remedies are made in the server's file and the diagnosis is repeated. */
  readonly then?: { readonly apply: FindingId; readonly truth: Truth };
}

/** The URL that a scenario's diagnosis is given. */
export function urlOf(scenario: Scenario): string {
  return scenario.url ?? `ftp://${account.user}@${address.eip}:${address.controlPort}`;
}
