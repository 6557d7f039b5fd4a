import type { CertificateInfo, TraceEvent } from '../trace/event.ts';
import type { Settings, Trace, Vantage } from '../trace/trace.ts';
import type { Network } from './network.ts';

/** Questions that a run may put to a person; without an answerer they count as refused. */
export interface Prompt {
  /** Asks for the password of `user` once; null gives up. */
  password?(user: string): Promise<string | null>;
  /** Asks whether a certificate with faults is accepted, before any password is sent. */
  certificate?(certificate: CertificateInfo): Promise<boolean>;
}

/** How a target is diagnosed. */
export interface DiagnoseOptions {
  /** The way to the network, `createNetwork(transport)`. */
  readonly network: Network;
  /** Becomes the kind of the report's source. */
  readonly kind: 'probe' | 'practice';
  /** How the report names its target; the URL without password by default. */
  readonly targetName?: string;
  readonly settings: Settings;
  /** 0 runs the modes over IPv4 and IPv6, as far as both work. */
  readonly family: 0 | 4 | 6;
  /** Milliseconds of the idle test, null for none; it stands outside the time bound. */
  readonly holdMs: number | null;
  /** Further trusted certificates in PEM, null for the platform's own. */
  readonly ca: string | null;
  /** Kept in memory only, sent at most once before a login has succeeded. */
  readonly password: string | null;
  /** SHA-256 fingerprints (hex, upper case, colons) of certificates that the person accepted before. */
  readonly acceptedCertificates?: readonly string[];
  /** The machine that probes, for the report. */
  readonly vantage: Vantage;
  /** Aborting it ends the run with what was seen so far. */
  readonly signal?: AbortSignal;
  /** Called for each event as it is recorded. */
  readonly onEvent?: (event: TraceEvent) => void;
  /** Asks the person what the options leave open. */
  readonly prompt?: Prompt;
}

/** A run under way: `trace()` is valid at any moment and grows; `done` resolves with the last one and never rejects. */
export interface Diagnosis {
  readonly done: Promise<Trace>;
  trace(): Trace;
}
