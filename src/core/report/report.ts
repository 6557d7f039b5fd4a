import type { FindingId } from '../diagnosis/findingIds.ts';
import type { AddressScope } from '../ftp/address.ts';
import type { Language } from '../l10n.ts';
import type { CertificateInfo, DialOutcome, SocketAddress, TraceEvent } from '../trace/event.ts';
import type {
  Mode,
  Omitted,
  Settings,
  SourceEntry,
  StopReason,
  TraceSource,
  Vantage,
} from '../trace/trace.ts';

/** How bad a finding is: `error` stops a transfer that common clients would try, `warning` costs time or bites some clients, `info` is the rest. */
export type Severity = 'error' | 'warning' | 'info';
/** How sure a finding is. */
export type Confidence = 'proven' | 'likely' | 'possible';
/** Who has to act. */
export type Owner = 'server' | 'server-network' | 'client-network' | 'client' | 'path';
/** The server programs that remedies know. */
export type ServerProduct =
  'vsftpd' | 'proftpd' | 'pure-ftpd' | 'pyftpdlib' | 'filezilla-server' | 'iis' | 'unknown';

/** One change of an option in a server's configuration file. */
export interface RemedyEdit {
  readonly op: 'set' | 'remove';
  /** As the server's manual spells it, `pasv_address`. */
  readonly option: string;
  /** Absent for `remove`. */
  readonly value?: string;
  /** Path on the server; null for the file that the server reads. */
  readonly file: string | null;
}

/** What to do about a finding. */
export interface Remedy {
  /** Stable, in kebab case. */
  readonly id: string;
  readonly title: string;
  /** Whose language the steps speak: `vsftpd`, `firewall`, `security-group`, `client`, `router`, `cloud`, … */
  readonly target: string;
  /** Remedies of one group belong together and are done in order. */
  readonly group: string;
  /** True when it is another way to reach what an earlier remedy of the group reaches. */
  readonly alternative: boolean;
  /** True when it lowers security; such a remedy stands last. */
  readonly weakens: boolean;
  /** What makes the running server take the change. */
  readonly apply: 'restart' | 'reload' | 'none';
  /**
   * All that a person has to do, in order: a sentence, and behind a LF each the literal lines to type or to write
   * (the lines of `edits` are among them).
   */
  readonly steps: readonly string[];
  /** The same change for a program to make; empty where it is none of a configuration file. */
  readonly edits: readonly RemedyEdit[];
  /** URL of the manual or source that the remedy rests on. */
  readonly reference: string | null;
}

/** Another cause of the same symptoms, and what tells the two apart. */
export interface Alternative {
  /** The other cause, as a sentence. */
  readonly text: string;
  /** What to try, and what it shows if this is the cause. */
  readonly tellApart: string;
}

/** A diagnosis that would tell more, ready to run. */
export interface NextTest {
  /** What it tells, without a full stop. */
  readonly text: string;
  /** The whole command line, quoted for a shell. */
  readonly command: string;
  /** Its URL, without a password. */
  readonly target: string;
  /** Its further options, `['--hold', '60']`. */
  readonly options: readonly string[];
  /** Where it must run to tell anything; absent where it is the machine that diagnosed. */
  readonly where?: 'another-network' | 'server';
}

/** One fault, or one thing worth knowing, with its proof and its cure. */
export interface Finding {
  readonly id: FindingId;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly title: string;
  /** Sentences; each line is a paragraph. */
  readonly explanation: string;
  readonly owner: Owner;
  /** Event ids; the first is where a view jumps. */
  readonly evidence: readonly number[];
  readonly alternatives: readonly Alternative[];
  /** Sentences; those that offer a test carry its command line. */
  readonly nextSteps: readonly string[];
  /** The tests of `nextSteps` for a view that can start them. */
  readonly nextTests?: readonly NextTest[];
  readonly remedies: readonly Remedy[];
}

/** One dial of a data connection, or the server’s own to us. */
export interface Attempt {
  /** `inbound` is the server's own connection in active mode. */
  readonly as: 'advertised' | 'control-peer' | 'inbound';
  /** Where the dial went, or where an `inbound` came from; null where nobody came or the evidence does not say. */
  readonly address: string | null;
  /** As `address`; null where unknown. */
  readonly port: number | null;
  readonly outcome: DialOutcome;
  /** Milliseconds until the outcome was known; null where the evidence has no clock. */
  readonly ms: number | null;
  /** Name of the system's error, `ECONNREFUSED`; null for a time limit of our own. */
  readonly errno: string | null;
  /** The local interface that the route leaves by, for a dial that nobody answered. */
  readonly via: string | null;
  /** Why it was `not-tried`, or `foreign` for an arrival that was not the server's. */
  readonly reason: string | null;
  /** Id of the event that records it. */
  readonly event: number | null;
}

/** What became of LIST or another transfer. */
export interface Transfer {
  /** `LIST`, `MLSD`, `RETR`, …; empty where the evidence does not show it. */
  readonly command: string;
  /** `rejected`: refused before it began; `failed`: after; `stalled`: the bytes stopped without an end. */
  readonly outcome: 'ok' | 'rejected' | 'stalled' | 'failed' | 'unknown';
  /** The last reply of 200 or more, its lines joined by LF. */
  readonly reply: string | null;
  /** How many bytes moved; null where nobody counted them. */
  readonly bytes: number | null;
  /** True when reading stopped while bytes still came. */
  readonly truncated: boolean;
  /** Whether the data connection's TLS session was resumed; null without TLS or when unknown. */
  readonly resumed: boolean | null;
}

/** The address and port that a 227 or 229 names. */
export interface Advertised {
  /** For a 229, which names none, the control peer's (RFC 2428 §3). */
  readonly address: string;
  readonly port: number;
  readonly scope: AddressScope;
}

/** One data channel of a mode: in passive modes one port. */
export interface Sample {
  /** The whole reply to the data command, its lines joined by LF. */
  readonly reply: string | null;
  readonly advertised: Advertised | null;
  readonly attempts: readonly Attempt[];
  readonly transfer: Transfer | null;
  /** Ids of all events of the channel, in order. */
  readonly events: readonly number[];
}

/** What became of a mode; a PASV is `ok` only by the address as advertised. */
export type ProbeOutcome = 'ok' | 'failed' | 'partial' | 'unknown' | 'skipped';

/** One mode of one address family, with and without TLS apart. */
export interface Probe {
  readonly id: number;
  readonly mode: Mode;
  /** Address family of the session; null where the evidence does not show it. */
  readonly family: 4 | 6 | null;
  /** Whether the control connection was under TLS. */
  readonly tls: boolean;
  /** `id` of the session that it ran in. */
  readonly session: number;
  readonly outcome: ProbeOutcome;
  /** Why it was skipped, or how it failed; `n of m` for `partial`. */
  readonly reason: string | null;
  /** What PORT or EPRT named; null in passive modes. */
  readonly sent: SocketAddress | null;
  /** Connections that came to the client's listener, of the server or of anybody else. */
  readonly accepted: readonly {
    readonly address: string;
    readonly port: number;
    readonly ms: number | null;
  }[];
  /** This and what follows up to `transfer` are the first sample's. */
  readonly reply: string | null;
  readonly advertised: Advertised | null;
  readonly attempts: readonly Attempt[];
  readonly transfer: Transfer | null;
  /** Every channel of the mode, the first included. */
  readonly samples: readonly Sample[];
  /** Ids of all events of the mode, in order. */
  readonly events: readonly number[];
}

/** One control connection. */
export interface ReportSession {
  readonly id: number;
  readonly peer: string | null;
  readonly peerPort: number | null;
  readonly local: string | null;
  readonly localPort: number | null;
  /** The client's address as the server prints it in this session. */
  readonly seenAs: string | null;
  /** Null in clear and when the handshake failed. */
  readonly tls: {
    readonly protocol: string | null;
    readonly cipher: string | null;
    readonly certSha256: string | null;
  } | null;
  /** What the probe opened it for, `survey, PASV`; null in evidence. */
  readonly purpose: string | null;
  /** Who ended it, as the outcome of its `close` event; null when that was not seen. */
  readonly ended: string | null;
}

/** What session 0 shows of the server. */
export interface ControlSummary {
  /** As the target or the lookup names it, else the peer. */
  readonly host: string | null;
  readonly port: number | null;
  /** The address that session 0 reached. */
  readonly peer: string | null;
  /** The client's own address of session 0. */
  readonly local: string | null;
  /** The client's address as the server sees it, from STAT or a refusal that prints it. */
  readonly seenAs: string | null;
  /** The server's address on its own network, and where it shows: `227`, `220`, … */
  readonly serverAddress: { readonly address: string; readonly from: string } | null;
  /** Null where the evidence does not tell. */
  readonly tls: 'none' | 'explicit' | 'implicit' | null;
  /** Null in clear and where the evidence does not hold it. */
  readonly certificate: CertificateInfo | null;
  /** The whole greeting, its lines joined by LF. */
  readonly banner: string | null;
  readonly server: { readonly product: ServerProduct; readonly version: string | null };
  /** Every address that the name has or that was dialled, with the last outcome. */
  readonly addresses: readonly {
    readonly address: string;
    readonly family: 4 | 6;
    readonly outcome: DialOutcome;
    readonly ms: number | null;
    readonly used: boolean;
  }[];
}

/** What a client would meet at this server. */
export interface ClientPrediction {
  /** Stable name of the row, `lftp`. */
  readonly id: string;
  /** Name and versions, for a person. */
  readonly name: string;
  readonly outcome: 'works' | 'fails' | 'slow' | 'unknown';
  /** Why, as one clause. */
  readonly because: string;
  /** What the client would print, in its own words; null when it works or nobody knows. */
  readonly message: string | null;
  /** Milliseconds of waiting, null unless `slow`. */
  readonly delayMs: number | null;
  /** What to set in the client to make it work or faster; null for none. */
  readonly option: string | null;
}

/** The report, version 1; docs/report.schema.json is its JSON Schema. */
export interface Report {
  readonly schema: 'ftp-diagnose/report@1';
  /** Version of the program that made it. */
  readonly toolVersion: string;
  /** The language of all its sentences. */
  readonly lang: Language;
  /** False for a run that was stopped, and for a capture that does not hold the whole session. */
  readonly complete: boolean;
  readonly stopped: StopReason | null;
  /** What limits left out; `events` and `bytes` may be of any session. */
  readonly omitted: Omitted;
  readonly source: TraceSource;
  readonly sources: readonly SourceEntry[];
  readonly vantage: Vantage | null;
  /** What was asked for; `explain` needs it to find the same again. */
  readonly settings: Settings;
  /** ISO 8601 in UTC; null where the evidence has no date. */
  readonly startedAt: string | null;
  /** Milliseconds that the run took or the evidence spans; null without a clock. */
  readonly durationMs: number | null;
  /** One sentence that a person can act on. */
  readonly verdict: string;
  /** What session 0 shows. */
  readonly control: ControlSummary;
  readonly sessions: readonly ReportSession[];
  readonly probes: readonly Probe[];
  /** In the order to mend them. */
  readonly findings: readonly Finding[];
  readonly clients: readonly ClientPrediction[];
  /** Rules that failed by a fault of their own and were left out; absent when all ran. */
  readonly skippedRules?: readonly FindingId[];
  /** The whole trace. */
  readonly events: readonly TraceEvent[];
}
