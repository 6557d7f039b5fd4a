import type { FindingId } from '../core/diagnosis/findingIds.ts';
import type { Translate } from '../core/l10n.ts';
import type { Scheme } from '../core/ftp/target.ts';

/** What the practice network does with a connection attempt: pass it, swallow it, answer with RST, answer with ICMP. */
export type Fate = 'open' | 'dropped' | 'refused' | 'unreachable';

/** The command that opened a passive port. */
export type PassiveCommand = 'PASV' | 'EPSV';

/** The machine that diagnoses. */
export interface PracticeClient {
  readonly address: string;
  /** Where its control connections seem to come from; a NAT's address when it sits behind one. */
  readonly seenAs: string;
  /** Where its data connections seem to come from, when a NAT has several addresses. */
  readonly dataSeenAs?: string;
  /** The interface that its routes leave by. */
  readonly interfaceName: string;
  /** The broadcast address of its network. */
  readonly broadcast: string;
  /** What becomes of the server's connections to this client's listeners. */
  readonly inbound: Fate;
}

/** The way between both machines. */
export interface PracticeNetwork {
  readonly client: PracticeClient;
  /** The server's own address, which vsftpd advertises unless it is told otherwise. */
  readonly serverAddress: string;
  /** The addresses under which the client reaches the server's ports. */
  readonly reachableAt: readonly string[];
  /** The address that the server's own connections come from when they arrive at the client. */
  readonly serverSeenAs: string;
  readonly controlPort: number;
  /** What becomes of a dial of the control port. */
  readonly control: Fate;
  /** What becomes of a dial of one of the server's other ports: the security group or host firewall in front of it. */
  ports(port: number, openedBy: PassiveCommand | null): Fate;
  /** Addresses that are not the server's, and what a dial of them comes to; every other address swallows it. */
  readonly elsewhere: Readonly<Record<string, Fate>>;
  /** How long a packet takes there and back, in milliseconds. */
  readonly roundTripMs: number;
}

/** How the practice server differs from a plain vsftpd beyond what its configuration file says. */
export interface PracticeServerTraits {
  /** Another service answers on the control port, with this line. */
  readonly foreignGreeting?: string;
  /** The server waits for a name or ident service before it greets, in milliseconds. */
  readonly greetingDelayMs?: number;
  /** Where random passive ports start; further ones follow by a fixed stride, so that runs look alike. */
  readonly firstPort: number;
  /** The user's directory is writable, which vsftpd refuses as root of a chroot. */
  readonly homeWritable?: boolean;
  /** What a 227 says instead of its six numbers. */
  readonly pasvText?: string;
}

/** What must come out of a scenario. */
export interface PracticeTruth {
  /** The finding that names the fault; `healthy` for none. */
  readonly expected: FindingId;
  /** Further findings that must be there. */
  readonly also: readonly FindingId[];
  /** Findings that would be wrong here. */
  readonly absent: readonly FindingId[];
}

/** One practice network with a chosen fault. */
export interface PracticeScenario extends PracticeTruth {
  /** What a person types, in kebab case. */
  readonly name: string;
  /** One line that says what the person will see. */
  describe(t: Translate): string;
  readonly scheme: Scheme;
  /** Who logs in. */
  readonly user: string;
  /** What the client sends; the server knows `practicePassword`. */
  readonly password: string;
  /** The server's vsftpd.conf, as option → value. */
  readonly config: Readonly<Record<string, string>>;
  /** What the file cannot say. */
  readonly server: PracticeServerTraits;
  /** The way to it, and what becomes of dials. */
  readonly network: PracticeNetwork;
}

/** The password of the practice user; it opens nothing but the practice server. */
export const practicePassword = 'open-sesame';
