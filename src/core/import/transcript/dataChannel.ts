import type { SocketAddress } from '../../trace/event.ts';

/** The passive data channel that the log is speaking of. */
export class DataChannel {
  readonly mode: 'PASV' | 'EPSV';
  /** What the reply names. */
  readonly target: SocketAddress | null;
  /** The port that the reply names, also where the log does not show at which address. */
  readonly port: number | null;
  /** Where the client says it dials, until its fate is known. */
  dialling: SocketAddress | null = null;
  /** Whether the fate of its dial is recorded. */
  settled = false;
  /** Whether the client said that it goes to the control peer instead. */
  replaced = false;
  /** Whether its dial is known to have connected. */
  stands = false;
  /** The transfer that the server said begins, until it says that it has ended. */
  begun: string | null = null;
  /** Whether a transfer was asked for over it. */
  transferred = false;

  constructor(mode: 'PASV' | 'EPSV', target: SocketAddress | null, port = target?.port ?? null) {
    this.mode = mode;
    this.target = target;
    this.port = port;
  }

  /** Whether a transfer has begun over a connection that is known to stand. */
  get isFlowing(): boolean {
    return this.stands && this.begun !== null;
  }

  /** Whether a dial that a client speaks of as of any other can only be this channel's. */
  isDialledAt(port: number | null): boolean {
    return !this.settled && port !== null && port === this.port;
  }
}
