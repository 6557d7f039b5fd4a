import type { Deviation } from '../ftp/passive.ts';
import type {
  Advertised,
  Attempt,
  ControlSummary,
  ProbeOutcome,
  ServerProduct,
  Transfer,
} from '../report/report.ts';
import type {
  CloseEvent,
  CommandEvent,
  ConnectEvent,
  NoteEvent,
  ReplyEvent,
  ResolveEvent,
  SocketAddress,
  TlsEvent,
} from '../trace/event.ts';
import type { Mode, Trace } from '../trace/trace.ts';

/** One command and the replies up to the next command; `command` is null for the greeting and unasked replies. */
export interface Exchange {
  readonly command: CommandEvent | null;
  /** In upper case, empty for the greeting. */
  readonly verb: string;
  /** In their order; a 1xx and the reply that ends it are two. */
  readonly replies: readonly ReplyEvent[];
}

/** What became of USER and PASS. */
export interface LoginFacts {
  /** `withheld`: we kept the password back; `unknown`: asked, and the answer was not seen. */
  readonly outcome: 'ok' | 'refused' | 'withheld' | 'not-tried' | 'unknown';
  /** Argument of USER; null where it was not sent or does not show. */
  readonly user: string | null;
  /** The reply that decided it. */
  readonly reply: ReplyEvent | null;
}

/** How one channel went; `dial-failed` and `transfer-failed` say which half of it did. */
export type ChannelOutcome = 'ok' | 'reached' | 'refused' | 'dial-failed' | 'transfer-failed' | 'unknown';

/** One data channel: what a PASV, EPSV, PORT or EPRT led to. */
export interface ChannelFacts {
  readonly mode: Mode;
  /** Address family of the session; null where nothing shows it. */
  readonly family: 4 | 6 | null;
  /** Whether the control connection was under TLS. */
  readonly tls: boolean;
  /** `id` of its session. */
  readonly session: number;
  /** Null where the evidence does not show it, as under TLS. */
  readonly command: CommandEvent | null;
  /** The reply to that command, null when none was seen. */
  readonly reply: ReplyEvent | null;
  /** The server's answer: positive, refused (4xx or 5xx), or not seen. */
  readonly accepted: boolean | null;
  /** What a 227 or 229 names; a 229's address is the control peer's. */
  readonly advertised: Advertised | null;
  /** How its 227 or 229 departs from the RFCs. */
  readonly deviations: readonly Deviation[];
  /** What a PORT or EPRT names. */
  readonly sent: SocketAddress | null;
  /** Dials in the order of their events, then arrivals as `inbound`. */
  readonly attempts: readonly Attempt[];
  /** Connections that came to the client's listener; `ms` since PORT or EPRT. */
  readonly arrivals: readonly {
    readonly address: string;
    readonly port: number;
    readonly ms: number | null;
  }[];
  /** Handshakes on its data connections. */
  readonly dataTls: readonly TlsEvent[];
  /** What was asked for over it; null when nothing was. */
  readonly transfer: Transfer | null;
  /** The attempt whose connection the transfer used; null when there was none or the evidence does not show it. */
  readonly carrier: Attempt | null;
  /** How this one channel went, by the same measure as a mode; `reached` means that a dial connected and no transfer was asked for. */
  readonly outcome: ChannelOutcome;
  /** Why it failed: `refused`, `malformed`, a dial's outcome, `transfer`, … */
  readonly reason: string | null;
  /** Every reply between the data command and the next channel: 150, 226, 425, … */
  readonly transferReplies: readonly ReplyEvent[];
  /** Ids of every event of the channel, in order. */
  readonly events: readonly number[];
}

/** One mode over one family and TLS state: `probes` of the report. */
export interface ModeFacts {
  readonly mode: Mode;
  readonly family: 4 | 6 | null;
  readonly tls: boolean;
  readonly outcome: ProbeOutcome;
  /** Why it was skipped, or how it failed; `n of m` for `partial`. */
  readonly reason: string | null;
  /** `id` of its first channel's session. */
  readonly session: number;
  /** Its samples, in order; empty for a skipped mode. */
  readonly channels: readonly ChannelFacts[];
}

/** One control connection. */
export interface SessionFacts {
  readonly id: number;
  /** What the probe opened it for, `survey, PASV`; null in evidence. */
  readonly purpose: string | null;
  /** What the session was made to compare, null for an ordinary one. */
  readonly test: string | null;
  /** The dial that carries the session; null where the evidence does not show it. */
  readonly connect: ConnectEvent | null;
  /** The address that it reached; null when it reached nobody. */
  readonly peer: string | null;
  /** Null also where the evidence does not show the port. */
  readonly peerPort: number | null;
  /** The client's own address. */
  readonly local: string | null;
  readonly localPort: number | null;
  readonly exchanges: readonly Exchange[];
  /** The first reply, before any command. */
  readonly greeting: ReplyEvent | null;
  readonly login: LoginFacts;
  /** The last control handshake. */
  readonly tls: TlsEvent | null;
  /** Lines of FEAT without the leading blank, upper case; null when FEAT was not seen. */
  readonly features: readonly string[] | null;
  /** The client address that STAT or a refusal prints, with the event that shows it. */
  readonly seenAs: { readonly address: string; readonly event: number } | null;
  /** The last end of the control connection; null when it was not seen. */
  readonly close: CloseEvent | null;
  readonly notes: readonly NoteEvent[];
}

/** What a trace says, derived once; rules read this and nothing else. Unknown is null, never guessed. */
export interface Facts {
  readonly trace: Trace;
  /** What the report's `control` says. */
  readonly control: ControlSummary;
  /** The lookup of the target's name; null when none was made. */
  readonly resolve: ResolveEvent | null;
  /** Every dial of a control port, all sessions. */
  readonly connects: readonly ConnectEvent[];
  readonly sessions: readonly SessionFacts[];
  /** Every data channel in the order of their commands. */
  readonly channels: readonly ChannelFacts[];
  /** Channels of sessions that were made to compare (`session` notes with `test`); in no mode and not in `channels`. */
  readonly testChannels: readonly ChannelFacts[];
  /** What the report's `probes` say in a live run. */
  readonly modes: readonly ModeFacts[];
  readonly server: {
    readonly product: ServerProduct;
    readonly version: string | null;
    readonly evidence: readonly number[];
  };
  /** The address of the control peer, null when unknown. */
  readonly peer: string | null;
  /** The client's address as the server prints it anywhere, with the event that shows it. */
  readonly seenAs: { readonly address: string; readonly event: number } | null;
  /** All notes, of every session. */
  readonly notes: readonly NoteEvent[];
}
