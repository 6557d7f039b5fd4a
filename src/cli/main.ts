import { errorStack } from '../core/errorText.ts';
import { runCommandLine } from './runCommandLine.ts';
import { outliveStreams, write, type Terminal } from './terminal.ts';

const terminal: Terminal = {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  environment: process.env,
};

/** A fault of this program is told apart from a fault of the server by its status and by its words. */
function tellOwnFault(error: unknown): Promise<number> {
  return write(
    terminal.stderr,
    `ftp-diagnose: internal error, please report it\n${errorStack(error)}\n`,
  ).then(
    () => 2,
    () => 2,
  );
}

outliveStreams(terminal);
void runCommandLine(process.argv.slice(2), terminal)
  .catch(tellOwnFault)
  .then(async (status) => {
    await write(terminal.stdout, '').catch(() => undefined);
    process.exit(status);
  });
