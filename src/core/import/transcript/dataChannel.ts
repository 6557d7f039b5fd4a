import type { SocketAddress } from '../../trace/event.ts';

/** The passive data channel that the log is speaking of. */
export class DataChannel {
  readonly mode: 'PASV' | 'EPSV';
  /** What the reply names. */
  readonly target: SocketAddress | null;
  /** Where the client says it dials, until its fate is known. */
  dialling: SocketAddress | null = null;
  /** Whether the fate of its dial is recorded. */
  settled = false;
  /** Whether the client said that it goes to the control peer instead. */
  replaced = false;
  /** Whether a transfer was asked for over it. */
  transferred = false;

  constructor(mode: 'PASV' | 'EPSV', target: SocketAddress | null) {
    this.mode = mode;
    this.target = target;
  }
}
