import type { Mode } from '../trace/trace.ts';
import type { AddressRule } from './addressRules.ts';

/** How one way to a data connection ends for a client. */
export type Failure =
  /** PASV, EPSV, PORT or EPRT is answered by 4xx or 5xx. */
  | 'command-refused'
  /** The reply to PASV or EPSV cannot be read. */
  | 'unreadable'
  /** The client does not dial the address that the 227 names. */
  | 'address-rejected'
  /** The dial is refused, or there is no route. */
  | 'dial-error'
  /** The same for an address that the client has put in place of the advertised one. */
  | 'dial-error-after-repair'
  | 'dial-timeout'
  /** The server's connection does not arrive in active mode. */
  | 'no-arrival'
  /** It arrives from another address, and the client refuses it. */
  | 'foreign-arrival'
  /** The data connection stands, and the server does not want it: 425 and its like. */
  | 'data-refused'
  /** The server refuses the listing itself. */
  | 'listing-refused'
  /** Only some of the passive ports answer. */
  | 'now-and-then';

/** What a client does for a listing over IPv4, by itself or under one of its options. */
export interface Behaviour {
  /** The command for a data connection that is tried first. */
  readonly first: Mode;
  /** Which mode is tried next, by the mode that has failed and how; none by default. */
  readonly then?: Partial<Record<Mode, Partial<Record<Failure, Mode>>>>;
  /** What is dialled after a 227; null when nobody knows. */
  readonly address: AddressRule | null;
  /** Which blanks in a 227 it reads: any, those behind commas, or none; absent where nobody knows. */
  readonly readsBlanks?: 'any' | 'behind-commas' | 'none';
  /** How long a dial waits, in ms; null when the operating system decides. */
  readonly dialTimeoutMs: number | null;
  /** Whether a data connection from another address than the control peer's is refused in active mode. */
  readonly checksArrivals?: boolean;
}

/** An option of a client and how it behaves with it. */
export interface ClientOption {
  /** What the person types or sets, as it is spelled. */
  readonly text: string;
  /** What it does under that option. */
  readonly behaviour: Behaviour;
}

/**
 * What a client prints at a failure, for any mode or for one; `{address}`, `{port}`, `{error}`, `{reply}`, `{replyText}`
 * (without the code), `{host}` and `{controlPort}` are filled in. The texts are literal parts of what appears, in English as the client has them.
 */
export type Messages = Partial<Record<Failure | `${Failure}/${Mode}`, string>>;

/** How a client comes to TLS: by itself where the server offers it, by an option, or not at all. */
export interface TlsUse {
  readonly how: 'itself' | 'option' | 'never';
  /** What the person types or sets, for `option`. */
  readonly text?: string;
  /** Whether data connections resume the control connection's session; absent where nobody knows. */
  readonly resumes?: boolean;
}

/** How well a row is known: executed, read in the source or in documents, told by others, or not at all. */
export type Evidence = 'run' | 'source' | 'docs' | 'secondary' | 'unknown';

/** One client in one band of versions. */
export interface ClientProfile {
  /** Stable name of the row, as the report has it. */
  readonly id: string;
  /** Name and versions, in at most 30 columns where possible. */
  readonly name: string;
  /** Several where it is not known which one holds; a prediction is made where they agree. */
  readonly behaviours: readonly Behaviour[];
  /** What may make it work where it fails or wait less, the best first. */
  readonly options: readonly ClientOption[];
  readonly messages: Messages;
  /** It fetches files and has no listing, so that a refused listing says nothing about it. */
  readonly fetchesOnly?: boolean;
  /** Null where nothing is known. */
  readonly tls: TlsUse | null;
  readonly evidence: Evidence;
}
