import type { ChildProcess } from 'node:child_process';
import type { Machine } from '../world/machine.ts';

/** How long the last frames may take to reach tcpdump, in milliseconds. */
export const settling = 400;

/** tcpdump on the network card of a machine; it has begun when this resolves. */
export async function record(machine: Machine, file: string): Promise<ChildProcess> {
  const options = ['-i', 'eth0', '-U', '--immediate-mode', '-B', '8192', '-s', '0', '-Z', 'root', '-w', file];
  const child = machine.start(['tcpdump', ...options, 'tcp or icmp or icmp6'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let words = '';
  await new Promise<void>((resolve, reject) => {
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      words += chunk;
      if (words.includes('listening on')) resolve();
    });
    child.once('exit', () => reject(new Error(`tcpdump ended: ${words.trim()}`)));
  });
  return child;
}

/** Ends a tcpdump by its process id and waits until its file is whole. */
export async function finish(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGINT');
  await ended;
}
