import type { CertificateInfo, DialOutcome, SocketAddress } from '../trace/event.ts';
import type { PortRange } from '../trace/trace.ts';

/** What a name lookup gave; `errno` is null when there is at least one address. */
export interface Lookup {
  readonly addresses: readonly string[];
  readonly errno: string | null;
  readonly ms: number;
}

/** A dial that did not connect. */
export interface FailedDial {
  readonly outcome: Exclude<DialOutcome, 'connected'>;
  readonly errno: string | null;
  readonly local: SocketAddress | null;
  readonly ms: number;
}

/** A dial that connected. */
export interface OpenDial<C> {
  readonly outcome: 'connected';
  readonly connection: C;
  readonly local: SocketAddress;
  readonly remote: SocketAddress;
  readonly ms: number;
}

/** How long a dial may take, in ms, and what ends it early. */
export interface DialLimits {
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** How a connection ended. */
export interface Ending {
  readonly how: 'server' | 'reset' | 'client' | 'failed';
  readonly errno: string | null;
  /** What the server wrote in clear inside TLS, recovered from the raw bytes. */
  readonly clearText: string | null;
}

/** How a TLS handshake is to be made. */
export interface TlsOptions {
  /** The name for SNI and the certificate check; a literal address gives no SNI. */
  readonly name: string;
  readonly ca: string | null;
  readonly timeoutMs: number;
}

/** What a TLS handshake came to. */
export interface TlsResult {
  readonly outcome: 'ok' | 'failed';
  readonly protocol: string | null;
  readonly cipher: string | null;
  readonly certificate: CertificateInfo | null;
  readonly resumed: boolean | null;
  readonly errno: string | null;
  readonly message: string | null;
  readonly clearText: string | null;
  readonly ms: number;
}

/** A line or reply as it came, bytes kept: `raw` is base64 where they are not UTF-8. */
export interface ReceivedText {
  readonly code: number;
  readonly text: string;
  readonly raw: string | null;
}

/** Everything that a control connection reports without being asked, in the order of arrival. */
export interface ControlWatcher {
  reply(reply: ReceivedText): void;
  stray(line: ReceivedText): void;
  limit(what: 'line-too-long' | 'reply-too-long'): void;
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
  watch(watcher: ControlWatcher): void;
  /**
   * Sends `command` (nothing for null) and waits for one reply, `timeoutMs` at most by our own clock. After `silence`
   * a reply that still comes is seen by the watcher only.
   */
  request(command: string | null, timeoutMs: number): Promise<Answer>;
  /** Sends several commands in one write, without waiting. */
  send(commands: readonly string[]): void;
  startTls(options: TlsOptions): Promise<TlsResult>;
  readonly secure: boolean;
  /** Closes at once, without QUIT. */
  destroy(): void;
}

/** Bytes of a data connection as they come. */
export interface DataReader {
  data(chunk: Uint8Array): void;
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
  destroy(): void;
}

/** A listener for active mode. */
export interface DataListener {
  readonly local: SocketAddress;
  onArrival(handler: (connection: DataConnection) => void): void;
  close(): void;
}

/** What probing needs of the network; `core/node` implements it over any `Transport`. Nothing here rejects. */
export interface Network {
  /** Milliseconds of a clock that only goes forward. */
  now(): number;
  resolve(host: string, family: 0 | 4 | 6): Promise<Lookup>;
  dialControl(remote: SocketAddress, limits: DialLimits): Promise<OpenDial<ControlConnection> | FailedDial>;
  dialData(remote: SocketAddress, limits: DialLimits): Promise<OpenDial<DataConnection> | FailedDial>;
  listen(address: string, ports: PortRange | null): Promise<DataListener | { readonly errno: string }>;
  ownAddresses(): readonly string[];
  broadcastAddresses(): readonly string[];
  interfaceTo(address: string): string | null;
}
