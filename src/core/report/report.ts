import type { FindingId } from '../diagnosis/findingIds.ts';
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
/** What kind of address it is (RFC 1918, 6598, 3927, 4193). */
export type AddressScope =
  | 'public'
  | 'private'
  | 'cgnat'
  | 'loopback'
  | 'link-local'
  | 'unspecified'
  | 'multicast'
  | 'broadcast'
  | 'documentation'
  | 'benchmarking'
  | 'unique-local'
  | 'reserved';
/** The server programs that remedies know. */
export type ServerProduct =
  'vsftpd' | 'proftpd' | 'pure-ftpd' | 'pyftpdlib' | 'filezilla-server' | 'iis' | 'unknown';

/** One change of an option in a server's configuration file; `file` null means the file that the server reads. */
export interface RemedyEdit {
  readonly op: 'set' | 'remove';
  readonly option: string;
  /** Absent for `remove`. */
  readonly value?: string;
  readonly file: string | null;
}

/** What to do about a finding. */
export interface Remedy {
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
  readonly apply: 'restart' | 'reload' | 'none';
  /**
   * All that a person has to do, in order: a sentence, and behind a LF each the literal lines to type or to write
   * (the lines of `edits` are among them).
   */
  readonly steps: readonly string[];
  readonly edits: readonly RemedyEdit[];
  readonly reference: string | null;
}

/** Another cause of the same symptoms, and what tells the two apart. */
export interface Alternative {
  readonly text: string;
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
  readonly as: 'advertised' | 'control-peer' | 'inbound';
  readonly address: string | null;
  readonly port: number | null;
  readonly outcome: DialOutcome;
  readonly ms: number | null;
  readonly errno: string | null;
  readonly via: string | null;
  readonly reason: string | null;
  readonly event: number | null;
}

/** What became of LIST or another transfer. */
export interface Transfer {
  readonly command: string;
  readonly outcome: 'ok' | 'rejected' | 'stalled' | 'failed' | 'unknown';
  readonly reply: string | null;
  readonly bytes: number | null;
  readonly truncated: boolean;
  /** Whether the data connection's TLS session was resumed; null without TLS or when unknown. */
  readonly resumed: boolean | null;
}

/** The address and port that a 227 or 229 names. */
export interface Advertised {
  readonly address: string;
  readonly port: number;
  readonly scope: AddressScope;
}

/** One further port of a passive mode. */
export interface Sample {
  readonly reply: string | null;
  readonly advertised: Advertised | null;
  readonly attempts: readonly Attempt[];
  readonly transfer: Transfer | null;
  readonly events: readonly number[];
}

/** What became of a mode; a PASV is `ok` only by the address as advertised. */
export type ProbeOutcome = 'ok' | 'failed' | 'partial' | 'unknown' | 'skipped';

/** One mode of one address family, with and without TLS apart. */
export interface Probe {
  readonly id: number;
  readonly mode: Mode;
  readonly family: 4 | 6 | null;
  readonly tls: boolean;
  readonly session: number;
  readonly outcome: ProbeOutcome;
  readonly reason: string | null;
  readonly sent: SocketAddress | null;
  readonly accepted: readonly {
    readonly address: string;
    readonly port: number;
    readonly ms: number | null;
  }[];
  readonly reply: string | null;
  readonly advertised: Advertised | null;
  readonly attempts: readonly Attempt[];
  readonly transfer: Transfer | null;
  readonly samples: readonly Sample[];
  readonly events: readonly number[];
}

/** One control connection. */
export interface ReportSession {
  readonly id: number;
  readonly peer: string | null;
  readonly peerPort: number | null;
  readonly local: string | null;
  readonly localPort: number | null;
  readonly seenAs: string | null;
  readonly tls: {
    readonly protocol: string | null;
    readonly cipher: string | null;
    readonly certSha256: string | null;
  } | null;
  readonly purpose: string | null;
  readonly ended: string | null;
}

/** What session 0 shows of the server. */
export interface ControlSummary {
  readonly host: string | null;
  readonly port: number | null;
  readonly peer: string | null;
  readonly local: string | null;
  /** The client's address as the server sees it, from STAT or a refusal that prints it. */
  readonly seenAs: string | null;
  readonly serverAddress: { readonly address: string; readonly from: string } | null;
  readonly tls: 'none' | 'explicit' | 'implicit' | null;
  readonly certificate: CertificateInfo | null;
  readonly banner: string | null;
  readonly server: { readonly product: ServerProduct; readonly version: string | null };
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
  readonly id: string;
  readonly name: string;
  readonly outcome: 'works' | 'fails' | 'slow' | 'unknown';
  readonly because: string;
  readonly message: string | null;
  readonly delayMs: number | null;
  readonly option: string | null;
}

/** The report, version 1; docs/report.schema.json is its JSON Schema. */
export interface Report {
  readonly schema: 'ftp-diagnose/report@1';
  readonly toolVersion: string;
  readonly lang: Language;
  readonly complete: boolean;
  readonly stopped: StopReason | null;
  readonly omitted: Omitted;
  readonly source: TraceSource;
  readonly sources: readonly SourceEntry[];
  readonly vantage: Vantage | null;
  readonly settings: Settings;
  readonly startedAt: string | null;
  readonly durationMs: number | null;
  readonly verdict: string;
  readonly control: ControlSummary;
  readonly sessions: readonly ReportSession[];
  readonly probes: readonly Probe[];
  readonly findings: readonly Finding[];
  readonly clients: readonly ClientPrediction[];
  /** Rules that failed by a fault of their own and were left out; absent when all ran. */
  readonly skippedRules?: readonly FindingId[];
  readonly events: readonly TraceEvent[];
}
