import type { DialOutcome } from '../../trace/event.ts';

/** What one line of a log says, before it is known to which session it belongs. */
export type LogItem =
  | { readonly kind: 'command'; readonly text: string }
  /** One physical line of a reply. */
  | { readonly kind: 'reply'; readonly text: string }
  /** A new control connection begins: to an address, where the log names one. */
  | {
      readonly kind: 'connected';
      readonly address: string | null;
      readonly port: number | null;
      readonly host?: string;
    }
  /** The control port is being dialled; what follows tells whether it was reached. */
  | {
      readonly kind: 'connecting';
      readonly address: string | null;
      readonly port: number | null;
      readonly host?: string;
    }
  /** The host name has no address, or could not be looked up. */
  | { readonly kind: 'unresolved'; readonly host: string; readonly errno: string }
  /** A dial of the control port that failed; without an address the one that was being dialled. */
  | {
      readonly kind: 'unreached';
      readonly address: string | null;
      readonly port: number | null;
      readonly errno: string;
    }
  /** The log shows that a data connection goes to this address. */
  | { readonly kind: 'dialling'; readonly address: string; readonly port: number }
  /** What became of the data connection that is being opened. */
  | {
      readonly kind: 'dialled';
      readonly outcome: DialOutcome;
      readonly errno: string | null;
      readonly port?: number;
      /** Whether the client says that it was a data connection, so that it was logged in before. */
      readonly isData?: boolean;
    }
  /** The client counts what the transfer that has just failed had moved, so its data connection had stood. */
  | { readonly kind: 'moved'; readonly bytes: number }
  /** The client says that a data connection which stood was torn down. */
  | { readonly kind: 'torn'; readonly errno: string | null }
  /** The client says that it does not dial the advertised address. */
  | { readonly kind: 'replaced' }
  /** The client refuses the advertised address and dials nothing. */
  | { readonly kind: 'refused-by-client' }
  /** A handshake has come about; `protocol` where the log names it. */
  | { readonly kind: 'tls'; readonly protocol?: string | null }
  /** TLS failed, on the connection that the session stands at; `errno` is the library's code where it is one of certificates. */
  | { readonly kind: 'tls-failed'; readonly text: string; readonly errno?: string | null }
  /** The client was refused, in its own words: the reply itself is not in the log. */
  | { readonly kind: 'login-refused'; readonly text: string }
  /** A word of the client that explains something and stays a note. */
  | { readonly kind: 'remark'; readonly note: string; readonly text: string }
  /** The control connection has ended; `by` where the log says that it was the server who ended it, or that it was cut. */
  | { readonly kind: 'closed'; readonly by?: 'server' | 'reset' };

/** How a client or server writes its dialogue. */
export interface LogFormat {
  /** As `source.format` names it. */
  readonly id: string;
  /**
   * Whether the client dials the very address of a 227, so that a connect error is that address's: always, or unless it
   * says that it does not. False: it may go elsewhere without a word.
   */
  readonly dialsAsAdvertised: boolean | 'unless-said';
  /** Whether the log is the server's, so that addresses in it are the server's view. */
  readonly server?: boolean;
  /** A reader of one file; formats may remember lines. */
  reader(): (line: string) => LineReading | null;
}

/** What a format makes of one line; null when the line is none of its. */
export interface LineReading {
  /** What the line says, in order; empty for one that says nothing of FTP. */
  readonly items: readonly LogItem[];
  /** Milliseconds of the line's own clock, null where it has none. */
  readonly time?: number | null;
  /** What tells the sessions of one file apart: a process id, a client; absent where there is one dialogue. */
  readonly key?: string;
  /** How sure the line shows this format: 2 for a mark that no other has, 1 for a usual line, 0 for words of the client. */
  readonly weight: 0 | 1 | 2;
}
