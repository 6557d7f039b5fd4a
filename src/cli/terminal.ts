import { printable } from '../core/report/printable.ts';
import { ansiStyle, plainStyle, type Style } from '../core/report/style.ts';

/** The streams and the environment that the command line works with. */
export interface Terminal {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Whether a person can be shown moving things and asked questions. */
export function isInteractive({ stdin, stderr, environment }: Terminal): boolean {
  return stdin.isTTY && stderr.isTTY && environment['TERM'] !== 'dumb';
}

/** Colours for a terminal that a person looks at; none for NO_COLOR (no-color.org), pipes, CI and dumb terminals. */
export function styleFor({ stdout, environment }: Terminal, noColor: boolean): Style {
  const { NO_COLOR: declined = '', CI: ci = '', TERM: kind } = environment;
  const plain = noColor || declined !== '' || (ci !== '' && ci !== 'false') || kind === 'dumb';
  return plain || !stdout.isTTY ? plainStyle : ansiStyle;
}

/** Columns to write: the terminal's own up to 100, 80 elsewhere. */
export function widthFor({ stdout }: Terminal): number {
  return stdout.isTTY ? Math.min(100, Math.max(40, stdout.columns || 80)) : 80;
}

/** Standard output that cannot be written, as on a full disk; `cause` is the error of the system. */
export class OutputFault extends Error {
  override readonly name = 'OutputFault';
}

function isReaderGone(error: NodeJS.ErrnoException): boolean {
  return error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED';
}

/** Writes all of `text`; resolves when it has left this program. A reader that has gone away is no fault. @throws OutputFault */
export function write(stream: NodeJS.WriteStream, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    if (stream.destroyed) resolve();
    else
      stream.write(text, (error) => {
        if (error === null || error === undefined || isReaderGone(error)) resolve();
        else reject(new OutputFault('Cannot write the output', { cause: error }));
      });
  });
}

/** One line for the person on standard error; where that cannot be written, nobody is left to be told. */
export function say({ stderr }: Terminal, message: string): Promise<void> {
  return write(stderr, `ftp-diagnose: ${printable(message)}\n`).catch(() => undefined);
}

/** Leaves the faults of the streams to those who wait for `write`, so that none ends the program with a stack trace. */
export function outliveStreams({ stdout, stderr }: Terminal): void {
  for (const stream of [stdout, stderr]) stream.on('error', () => undefined);
}
