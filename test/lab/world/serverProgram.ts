import { type ChildProcess } from 'node:child_process';
import { existsSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { labFolder } from '../scenario.ts';
import type { Machine } from './machine.ts';

/** How to start one FTP server and which port it then listens on. */
export interface ServerProgram {
  readonly command: readonly string[];
  readonly port: number;
}

/** A server that runs; `stop` ends it and its children. */
export interface RunningServer {
  readonly output: () => string;
  stop(): Promise<void>;
}

/** The path of a file of a server package that `npm run setup` unpacked, or of the installed one. */
export function packaged(server: string, path: string): string {
  const unpacked = new URL(`../../../.lab/servers/${server}/${path}`, import.meta.url).pathname;
  return existsSync(unpacked) ? unpacked : `/${path}`;
}

/** Starts a server on a machine and waits until it listens; throws with its own words when it does not. */
export async function startServer(machine: Machine, program: ServerProgram): Promise<RunningServer> {
  const log = `${labFolder}/server.out`;
  // vsftpd writes its fatal errors to descriptor 0, so all three lead to the same file.
  const file = openSync(log, 'w+');
  const child = machine.start(program.command, {
    stdio: [file, file, file],
    detached: true,
  });
  const output = (): string => readFileSync(log, 'utf8').trim();
  for (let waited = 0; !isListening(child, program.port); waited += 5) {
    if (child.exitCode !== null || waited > 5000) {
      throw new Error(`${program.command.join(' ')} does not listen: ${output()}`);
    }
    await sleep(5);
  }
  return { output, stop: () => stop(child) };
}

/** Reads the kernel's table of the network namespace that the process is in. */
function isListening(child: ChildProcess, port: number): boolean {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  return ['tcp', 'tcp6'].some((table) => {
    const file = `/proc/${String(child.pid)}/net/${table}`;
    if (!existsSync(file)) return false;
    const rows = readFileSync(file, 'utf8').split('\n').slice(1);
    return rows.some((row) => {
      const [, local = '', , state] = row.trim().split(/\s+/);
      return state === '0A' && local.endsWith(suffix);
    });
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  process.kill(-child.pid, 'SIGKILL');
  await ended;
}
