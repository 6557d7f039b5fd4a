/**
 * The vocabulary of a trace. Live probes, transcripts and captures all end up as these events, and everything
 * after them (facts, rules, reports) reads nothing else. An event is plain JSON and is what a report stores.
 *
 * Order matters and is the only link between events:
 * - `session` numbers the control connections of one case from 0; `connection` is 0 for the control connection and
 *   1, 2, … for that session's data connections.
 * - Within a session a PASV, EPSV, PORT or EPRT `command` (or a note `hidden-command`) opens a data channel. The `reply` that follows it, and each
 *   `dial`, `accept`, data `tls`, `transfer` and data `close` up to the next such command, belong to that channel.
 * - Within a channel several `dial`s may run at once; each is one event, recorded when its outcome is known.
 */

/** A literal address, without brackets or zone, and a TCP port; evidence that does not show the port has 0. */
export interface SocketAddress {
  readonly address: string;
  readonly port: number;
}

/** Where an event was read: `id` indexes `Report.sources`; lines and frames count from 1. */
export interface EventSource {
  readonly id: number;
  readonly line?: number;
  readonly frame?: number;
}

/** What became of an attempt to open a TCP (or TLS) connection. */
export type DialOutcome =
  'connected' | 'refused' | 'timed-out' | 'unreachable' | 'reset' | 'tls-failed' | 'not-tried' | 'unknown';

/**
 * Why a dial to an address that a server chose was left out: our own policy, or (`refused-by-client`) that of the client
 * whose log it is.
 */
export type WithheldReason =
  'forbidden-address' | 'own-address' | 'privileged-port' | 'second-address' | 'refused-by-client';

/** Why a mode, or the idle test, was not run. */
export type SkipReason =
  'time' | 'ipv4-only' | 'login' | 'closed' | 'limit' | 'no-session' | 'pending-transfer';

/** Why a certificate would be refused by a careful client. */
export type CertificateFault =
  'expired' | 'not-yet-valid' | 'wrong-name' | 'self-signed' | 'untrusted' | 'other';

/** A server certificate as presented; times are ISO 8601. */
export interface CertificateInfo {
  /** Fingerprint of the DER form: hex in upper case, with colons. */
  readonly sha256: string;
  /** The distinguished name in one line, at most 500 characters; so is `issuer`. */
  readonly subject: string;
  readonly issuer: string;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  /** Entries of subjectAltName as OpenSSL prints them, `DNS:ftp.example.org`; at most 50. */
  readonly altNames: readonly string[];
  /** Empty when the certificate is trusted and fits the name asked for. */
  readonly faults: readonly CertificateFault[];
  /** The TLS library's own code, for example `DEPTH_ZERO_SELF_SIGNED_CERT`. */
  readonly code: string | null;
}

interface EventBase {
  /** Position in the report's `events`, from 0; the identity that evidence refers to. */
  readonly id: number;
  /** Milliseconds since the case began; null where the evidence has no clock. */
  readonly at: number | null;
  readonly session: number;
  readonly connection: number;
  readonly channel: 'control' | 'data' | 'host';
  readonly from: 'client' | 'server' | 'local';
  /** What a person reads: the command (secrets masked), the reply's lines joined by LF, or a short description. */
  readonly text: string;
  /** The same bytes in base64 where they are not UTF-8, or where the head of a listing is kept (4096 bytes at most). */
  readonly raw?: string;
  /** How long this step took, in milliseconds. */
  readonly ms?: number | null;
  readonly bytes?: number | null;
  readonly local?: SocketAddress | null;
  readonly remote?: SocketAddress | null;
  /** errno or library code, `ECONNREFUSED`. */
  readonly errno?: string | null;
  readonly source?: EventSource;
}

/** The answer to a name lookup. */
export interface ResolveEvent extends EventBase {
  readonly kind: 'resolve';
  /** As the target spells it. */
  readonly host: string;
  readonly outcome: 'ok' | 'failed';
  /** In the order in which the system gave them. */
  readonly addresses: readonly string[];
}

/** A dial of the control port; `remote` is where it went. */
export interface ConnectEvent extends EventBase {
  readonly kind: 'connect';
  readonly outcome: DialOutcome;
  /** False for an address that was only dialled and timed; true or absent for the connection that carries the session. */
  readonly used?: boolean;
}

/** A TLS handshake on the control (`connection` 0) or a data connection. */
export interface TlsEvent extends EventBase {
  readonly kind: 'tls';
  readonly outcome: 'ok' | 'failed' | 'unknown';
  /** As OpenSSL names it, `TLSv1.3`; so is `cipher`. */
  readonly protocol?: string | null;
  readonly cipher?: string | null;
  readonly certificate?: CertificateInfo | null;
  /** Whether the session was resumed; null when it cannot be told. */
  readonly resumed?: boolean | null;
  /** True when a deliberately fresh handshake was made on a data connection. */
  readonly fresh?: boolean;
  /** Text that the server sent in clear where TLS was due. */
  readonly clearText?: string;
}

/** A command line without its CRLF; PASS and ACCT arguments are masked before the event is made. */
export interface CommandEvent extends EventBase {
  readonly kind: 'command';
}

/** One whole reply; `text` holds all its lines joined by LF. A line outside a reply is a note `stray-line`. */
export interface ReplyEvent extends EventBase {
  readonly kind: 'reply';
  /** The three digits, 0 when the line has none. */
  readonly code: number;
}

/** An attempt at the server's passive port. */
export interface DialEvent extends EventBase {
  readonly kind: 'dial';
  /** `advertised`: the address in the 227; `control-peer`: the control connection's remote address. */
  readonly as: 'advertised' | 'control-peer';
  readonly outcome: DialOutcome;
  /** The local interface that the route to it leaves by, where known. */
  readonly via?: string | null;
  /** Why it was not tried: a `WithheldReason`, `time`, …; evidence may hold other words. */
  readonly reason?: string | null;
}

/** The server's connection to our listener; `remote` is where it came from, null when nobody came. */
export interface AcceptEvent extends EventBase {
  readonly kind: 'accept';
  /** `foreign`: somebody came who is not the control peer. */
  readonly outcome: 'connected' | 'timed-out' | 'foreign' | 'unknown';
}

/** What a transfer command moved. */
export interface TransferEvent extends EventBase {
  readonly kind: 'transfer';
  /** `LIST`, `MLSD`, `RETR`, …; empty where the evidence does not show it. */
  readonly command: string;
  readonly outcome: 'ok' | 'rejected' | 'stalled' | 'failed' | 'unknown';
  /** True when we stopped reading while bytes still came. */
  readonly truncated: boolean;
  /** How the other end ended the data connection of a transfer that did not come through, where that was seen. */
  readonly ending?: 'server' | 'reset';
}

/** The end of a connection. */
export interface CloseEvent extends EventBase {
  readonly kind: 'close';
  readonly outcome: 'client' | 'server' | 'reset' | 'timed-out' | 'unknown';
}

/**
 * Anything else that a rule may need, named by `note` with plain data:
 * - `session` { purpose, test? }          first event of each session; a session with `test` (`alg` or
 *                                        `tls-reuse`) was made to compare, and its channels say nothing of a mode
 * - `skipped` { mode, family, tls, reason }  a mode that was not run
 * - `limit` { what }                      a later session of ours met a limit of the server
 * - `silence` { waitedFor }               a reply that did not come in time; `ms` is how long we waited
 * - `stray-line`                          a line that belongs to no reply, in `text`
 * - `line-too-long`, `reply-too-long`     a limit of the reader was hit
 * - `port-verdict` { accepted, address }  the second PORT, with the address that the server sees; it follows that PORT's
 *                                        reply, and the two belong to the channel of the PORT before
 * - `hold` { seconds, alive }             the idle test
 * - `hold-not-made` { why }               the idle test was asked for and left out
 * - `stopped` { why }                     the run ended early
 * - `password-withheld` { why }           the password was not sent: `tls-unsupported`, `certificate`, `no-password`, `fingerprint`
 * - `alg-test` { test, outcome, here?, there? }          a comparison that can show a device editing FTP; `test` is `port` or `pasv`, `outcome`
 *                                        is `rewritten`, `unchanged`, `unchecked` (the server takes any address) or `unknown`;
 *                                        between two captures `here` is the line at the client, `there` the one at the server
 * - `hidden-command` { mode }             captures: TLS hides the command that opened this data channel; `PASV` stands for PASV or
 *                                        EPSV, `PORT` for PORT or EPRT, where only IPv4 tells them apart
 * - `segments` { syns?, … }              captures: what is out of the ordinary in the segments of a data connection
 * - `gap` { from, bytes }                captures: bytes of the control connection that are not in the file
 * - `host-fact` { fact, … }               something read from host facts (interfaces, listeners, firewall, config) or from a
 *                                        second capture of the same session: `client-seen-as` { address }, `server-address`
 *                                        { address }, and for a dial (its event id) that failed here `syn-not-arrived`,
 *                                        `syn-unanswered-there` or `syn-answered-there` { port, dial }, for the server's own
 *                                        connections `inbound-not-arrived` or `inbound-unanswered` { address, port }; from host facts also
 *                                        `client-address` { address }, `server-interface` { address, name },
 *                                        `data-port-listening` { address, port, visited }, `selinux` { mode },
 *                                        `server-firewall` { port, verdict, tool, forAll } with the verdict `accept`, `drop`,
 *                                        `reject` or `off`, and `data-port-dialled` { address, port, outcome, atServer } from
 *                                        a packet trace in text: `answered`, `refused`, `unanswered` or `absent`
 * - `data-dial-failed` { outcome, errno, target? } a client's own error about a data connection of which its log does not show the
 *                                        address; `target` where it says so, but neither command nor reply
 * - `login-refused`                       a client's words about a refused login whose reply its log does not show
 * - `bind-echo`                           a client's complaint about a taken address after a refused PORT
 * - `address-replaced`                    a client says that it does not dial the advertised address
 */
export interface NoteEvent extends EventBase {
  readonly kind: 'note';
  /** Which of the above; a reader passes over one that it does not know. */
  readonly note: string;
  readonly data: Readonly<Record<string, string | number | boolean | null>>;
}

/** One timed event of a session. */
export type TraceEvent =
  | ResolveEvent
  | ConnectEvent
  | TlsEvent
  | CommandEvent
  | ReplyEvent
  | DialEvent
  | AcceptEvent
  | TransferEvent
  | CloseEvent
  | NoteEvent;

/** An event before the recorder has given it its `id` and time. */
export type EventDraft = TraceEvent extends infer E
  ? E extends TraceEvent
    ? Omit<E, 'id' | 'at'>
    : never
  : never;
