import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Machine } from '../world/machine.ts';
import type { World } from '../world/world.ts';

/** How long the last frames may take to reach tcpdump, in milliseconds. */
const settling = 400;

/** tcpdump on the network card of a machine; it has begun when this resolves. */
async function record(machine: Machine, file: string): Promise<ChildProcess> {
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
async function finish(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGINT');
  await ended;
}

/** Records FOLDER/client.pcap and FOLDER/server.pcap; what is returned ends both, once their last frames have come. */
export async function recordBothEnds(
  { machines: { client, server } }: World,
  folder: string,
): Promise<() => Promise<void>> {
  const recorders = [
    await record(client, `${folder}/client.pcap`),
    await record(server, `${folder}/server.pcap`),
  ];
  return async () => {
    await sleep(settling);
    await Promise.all(recorders.map(finish));
  };
}
