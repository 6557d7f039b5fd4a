import type { TraceEvent } from './event.ts';

/** A TCP port range, both ends included. */
export interface PortRange {
  readonly from: number;
  readonly to: number;
}

/** The four ways to open a data connection (RFC 959 PASV and PORT, RFC 2428 EPSV and EPRT). */
export type Mode = 'PASV' | 'EPSV' | 'PORT' | 'EPRT';

/** All modes, in the order in which they are run and shown. */
export const modes: readonly Mode[] = ['PASV', 'EPSV', 'PORT', 'EPRT'];

/** Whether the client opens the data connection: PASV and EPSV. */
export function isPassive(mode: Mode): mode is 'PASV' | 'EPSV' {
  return mode === 'PASV' || mode === 'EPSV';
}

/** Where a report came from. */
export interface TraceSource {
  readonly kind: 'probe' | 'practice' | 'transcript' | 'capture';
  /** URL without password and path, `ftp://user@host:21`; null when the evidence names none. */
  readonly target: string | null;
  /** Name of the evidence as the person gave it; absent in a live run. */
  readonly file?: string;
  /** The recognised format, `lftp-debug`, `pcapng`. */
  readonly format?: string;
}

/** One input of a case; events refer to it by `id`. */
export interface SourceEntry {
  readonly id: number;
  readonly kind: 'probe' | 'transcript' | 'capture' | 'config' | 'host-facts';
  /** Name as the person gave it; absent for the live run itself. */
  readonly file?: string;
  /** On whose machine it was recorded, where it shows. */
  readonly point: 'client' | 'server' | null;
}

/** The machine that probed. */
export interface Vantage {
  /** Its host name. */
  readonly host: string;
  /** Its own addresses, loopback left out. */
  readonly addresses: readonly string[];
  /** As Node names it, `linux`. */
  readonly platform: string;
  /** VS Code's remote name, null on the local machine and in the terminal. */
  readonly remote: string | null;
}

/** What the person asked for, as far as rules and remedies need it. */
export interface Settings {
  /** Whether any certificate is accepted. */
  readonly insecure: boolean;
  /** The modes to run. */
  readonly modes: readonly Mode[];
  /** How many ports each passive mode asks for. */
  readonly samples: number;
  /** Milliseconds for each step. */
  readonly timeoutMs: number;
  /** The configured passive range, from --range, --config or host facts. */
  readonly range: PortRange | null;
  /** Options of the server's own file that rules may read (`pasv_address`, `listen_ipv6`, …), null when no file was given. */
  readonly config: Readonly<Record<string, string>> | null;
  /** The address that PORT and EPRT name; null for the control socket's own. */
  readonly activeAddress: string | null;
  /** Ports to listen on in active mode; null for any free one. */
  readonly activePorts: PortRange | null;
}

/** Settings of evidence: nothing was asked for. */
export const noSettings: Settings = {
  insecure: false,
  modes,
  samples: 0,
  timeoutMs: 0,
  range: null,
  config: null,
  activeAddress: null,
  activePorts: null,
};

/** Why a run ended before it was through. */
export type StopReason = 'time' | 'ctrl-c' | 'login' | 'closed';

/** How much was left out because a limit was hit. */
export interface Omitted {
  /** Sessions that were read and not kept. */
  readonly sessions: number;
  /** Events that were counted and not kept. */
  readonly events: number;
  /** Characters of those events, and bytes read and not kept. */
  readonly bytes: number;
}

/** One case: all that is known of one diagnosis, the only input of facts and rules. */
export interface Trace {
  readonly source: TraceSource;
  readonly sources: readonly SourceEntry[];
  readonly vantage: Vantage | null;
  /** ISO 8601, null when unknown. */
  readonly startedAt: string | null;
  /** Milliseconds that the run took or the evidence spans; null without a clock. */
  readonly durationMs: number | null;
  readonly settings: Settings;
  /** False for a run that was stopped, and for a capture that does not hold the whole session. */
  readonly complete: boolean;
  readonly stopped: StopReason | null;
  readonly omitted: Omitted;
  readonly events: readonly TraceEvent[];
}
