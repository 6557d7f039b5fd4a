/** One transcript to be recorded: a real client, or a real server's log, in a scenario of the lab. */
export interface Recording {
  /** The file in test/fixtures/transcripts, or in the folder named. */
  readonly file: string;
  readonly folder?: 'evidence';
  readonly scenario: string;
  /** Server settings for this recording, beside the scenario's. */
  readonly set?: Readonly<Record<string, string | null>>;
  /**
   * The shell script that the client machine runs; what it prints is the transcript. HOST, PORT, FTP_USER, FTP_PASSWORD
   * and URL name the server, HERE the folder of these scripts. `/run/lab` is the world's own.
   */
  readonly script: string;
}
