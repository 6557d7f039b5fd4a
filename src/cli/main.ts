import { runCommandLine } from './runCommandLine.ts';
import { forgiveClosedPipes, write, type Terminal } from './terminal.ts';

const terminal: Terminal = {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  environment: process.env,
};

forgiveClosedPipes(terminal);
const status = await runCommandLine(process.argv.slice(2), terminal);
await write(terminal.stdout, '');
process.exit(status);
