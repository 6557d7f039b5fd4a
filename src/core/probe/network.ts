import type { CertificateInfo, DialOutcome, SocketAddress } from '../trace/event.ts';
import type { PortRange } from '../trace/trace.ts';

/** What a name lookup gave; `errno` is null when there is at least one address. */
export interface Lookup {
  /** In the order in which a client would try them. */
  readonly addresses: readonly string[];
  /** `ENOTFOUND`, `EAI_AGAIN`. */
  readonly errno: string | null;
  /** Milliseconds that it took. */
  readonly ms: number;
}

/** A dial that did not connect. */
export interface FailedDial {
  readonly outcome: Exclude<DialOutcome, 'connected'>;
  /** Name of the system's error; null for the time limit of the dial. */
  readonly errno: string | null;
  /** Where it left from; null when the system did not say. */
  readonly local: SocketAddress | null;
  /** Milliseconds until the outcome was known. */
  readonly ms: number;
}

/** A dial that connected. */
export interface OpenDial<C> {
  readonly outcome: 'connected';
  readonly connection: C;
  readonly local: SocketAddress;
  readonly remote: SocketAddress;
  /** Milliseconds until it stood. */
  readonly ms: number;
}

/** How long a dial may take, in ms, and what ends it early. */
export interface DialLimits {
  /** Milliseconds after which the dial is `timed-out`. */
  readonly timeoutMs: number;
  /** Aborting it gives `not-tried`. */
  readonly signal: AbortSignal;
}

/** How a connection ended. */
export interface Ending {
  /** `failed`: by an error of this side or of TLS. */
  readonly how: 'server' | 'reset' | 'client' | 'failed';
  /** Name of the error that ended it, null for an orderly end. */
  readonly errno: string | null;
  /** What the server wrote in clear inside TLS, recovered from the raw bytes. */
  readonly clearText: string | null;
}

/** How a TLS handshake is to be made. */
export interface TlsOptions {
  /** The name for SNI and the certificate check; a literal address gives no SNI. */
  readonly name: string;
  /** Further trusted certificates in PEM; null for the platform's own. */
  readonly ca: string | null;
  /** Milliseconds for the whole handshake. */
  readonly timeoutMs: number;
}

/** What a TLS handshake came to. */
export interface TlsResult {
  readonly outcome: 'ok' | 'failed';
  /** As OpenSSL names it, `TLSv1.3`; null unless `ok`, as are `cipher` and `resumed`. */
  readonly protocol: string | null;
  readonly cipher: string | null;
  /** What the server presented, its faults judged; null unless `ok`. */
  readonly certificate: CertificateInfo | null;
  readonly resumed: boolean | null;
  /** Code of the system or of OpenSSL, null when `ok`. */
  readonly errno: string | null;
  /** The TLS library's own words, at most 300 characters; null when `ok`. */
  readonly message: string | null;
  /** What the server wrote in clear where TLS was due; null for nothing readable. */
  readonly clearText: string | null;
  /** Milliseconds that it took. */
  readonly ms: number;
}

/** A line or reply as it came, bytes kept: `raw` is base64 where they are not UTF-8. */
export interface ReceivedText {
  /** The three digits of a reply, 0 for a line without. */
  readonly code: number;
  /** Lines joined by LF, without CRLF; latin1 where the bytes are not UTF-8. */
  readonly text: string;
  readonly raw: string | null;
}

/** Everything that a control connection reports without being asked, in the order of arrival. */
export interface ControlWatcher {
  reply(reply: ReceivedText): void;
  /** A line that belongs to no reply. */
  stray(line: ReceivedText): void;
  /** Something was too long and has been cut. */
  limit(what: 'line-too-long' | 'reply-too-long'): void;
  /** Called once, last of all. */
  ended(ending: Ending): void;
}

/** What a command came to. */
export type Answer =
  | { readonly kind: 'reply'; readonly code: number; readonly text: string }
  | { readonly kind: 'silence' }
  | { readonly kind: 'ended'; readonly ending: Ending };

/** A control connection. It reads whole lines only and lets its owner see each reply before the answer resolves. */
export interface ControlConnection {
  readonly local: SocketAddress;
  readonly remote: SocketAddress;
  /** Tells `watcher` everything from the first byte on. */
  watch(watcher: ControlWatcher): void;
  /**
   * Sends `command` (nothing for null) and waits for one reply, `timeoutMs` at most by our own clock. After `silence`
   * a reply that still comes is seen by the watcher only.
   */
  request(command: string | null, timeoutMs: number): Promise<Answer>;
  /** Sends several commands in one write, without waiting. */
  send(commands: readonly string[]): void;
  /** Makes the handshake; a connection whose handshake failed is closed. */
  startTls(options: TlsOptions): Promise<TlsResult>;
  /** Whether it is under TLS. */
  readonly secure: boolean;
  /** Closes at once, without QUIT. */
  destroy(): void;
}

/** Bytes of a data connection as they come. */
export interface DataReader {
  data(chunk: Uint8Array): void;
  /** Called once, last of all. */
  ended(ending: Ending): void;
}

/** A data connection, passive or active. */
export interface DataConnection {
  readonly local: SocketAddress;
  readonly remote: SocketAddress;
  /** TLS with the session of `control`; `fresh` offers no session. */
  startTls(
    options: TlsOptions & { readonly control: ControlConnection; readonly fresh: boolean },
  ): Promise<TlsResult>;
  /** Starts reading; nothing is read before. */
  read(reader: DataReader): void;
  /** Closes at once. */
  destroy(): void;
}

/** A listener for active mode. */
export interface DataListener {
  /** Where it listens. */
  readonly local: SocketAddress;
  /** Tells of each connection, those before the call included; the receiver owns it. */
  onArrival(handler: (connection: DataConnection) => void): void;
  close(): void;
}

/** What probing needs of the network; `core/node` implements it over any `Transport`. Nothing here rejects. */
export interface Network {
  /** Milliseconds of a clock that only goes forward. */
  now(): number;
  /** Looks `host` up; a literal address resolves to itself. `family` 0 means both. */
  resolve(host: string, family: 0 | 4 | 6): Promise<Lookup>;
  /** Dials one literal address for a control connection. */
  dialControl(remote: SocketAddress, limits: DialLimits): Promise<OpenDial<ControlConnection> | FailedDial>;
  /** Dials one literal address for a data connection. */
  dialData(remote: SocketAddress, limits: DialLimits): Promise<OpenDial<DataConnection> | FailedDial>;
  /** Listens on a local literal address, on a port of `ports` if given. */
  listen(address: string, ports: PortRange | null): Promise<DataListener | { readonly errno: string }>;
  /** This machine's own addresses, loopback included. */
  ownAddresses(): readonly string[];
  /** The broadcast addresses of this machine's own networks. */
  broadcastAddresses(): readonly string[];
  /** The local interface that the route to `address` leaves by, null where unknown. */
  interfaceTo(address: string): string | null;
}
