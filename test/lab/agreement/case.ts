/** One file that is given to the real vsftpd and to the checker. */
export interface AgreementCase {
  readonly name: string;
  /** The file in base64. */
  readonly file: string;
  /** How far a client goes with a server that starts: nowhere, or to a login, PASV and a listing. */
  readonly client: boolean;
}

/** What the real vsftpd did with a file. */
export interface AgreementResult {
  readonly name: string;
  readonly started: boolean;
  /** The exit status or the signal of a server that ended. */
  readonly ended: number | string | null;
  /** What it wrote to descriptor 0, where its fatal errors go, in Latin-1. */
  readonly said: string;
  /** The greeting, or what came in its place; null when no client went there or nothing came. */
  readonly greeting: string | null;
  /** The last reply to USER and PASS. */
  readonly login: string | null;
  readonly pasv: string | null;
  /** The last reply to LIST after PORT. */
  readonly list: string | null;
}

/** Where the private account, certificate and files of the agreement test live inside its namespaces. */
export const bench = {
  folder: '/run/bench',
  user: 'bench',
  password: 'bench-password',
  certificate: '/run/bench/server.pem',
} as const;
