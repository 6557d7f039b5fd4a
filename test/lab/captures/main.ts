import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { scenarioNamed } from '../scenarios/index.ts';
import type { Machine } from '../world/machine.ts';
import { World } from '../world/world.ts';
import { labServer, programs, tlsPrograms, type Program } from '../clients/programs.ts';

/**
 * The first process of a world whose traffic is recorded: `main.ts SCENARIO FOLDER CLI [OPTION…]` lets tcpdump write
 * FOLDER/client.pcap and FOLDER/server.pcap while the lab's own eyes look, the command line diagnoses and two clients
 * list. Prints an empty JSON object at the end.
 */

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

/** Clients that add dialogues of their own: one that takes PASV, one that repairs its address. */
function clientsOf(server: URL): readonly Program[] {
  if (server.protocol === 'ftpes:')
    return tlsPrograms.filter(({ profile }) => ['curl', 'lftp'].includes(profile));
  return programs.filter(
    ({ profile, option }) =>
      (profile === 'curl' && option === '--disable-epsv') || (profile === 'lftp' && option === null),
  );
}

async function main(): Promise<void> {
  const [name = '', folder = '', ...cli] = process.argv.slice(2);
  const scenario = scenarioNamed(name);
  const world = await World.build(scenario);
  const recorders = [
    await record(world.machines.client, `${folder}/client.pcap`),
    await record(world.machines.server, `${folder}/server.pcap`),
  ];
  if (scenario.eyesClosed !== true) {
    const eyes = new URL('../world/wire.ts', import.meta.url).pathname;
    await world.runOnClient([process.execPath, eyes, world.url]);
  }
  await world.runOnClient([process.execPath, ...cli, world.url, '--json', ...(scenario.options ?? [])]);
  const server = new URL(world.url);
  const target = { ...labServer, host: server.hostname };
  for (const program of clientsOf(server))
    await world.runOnClient(['timeout', '--kill-after=2', '8', ...program.command(target)]);
  await sleep(settling);
  await Promise.all(recorders.map(finish));
  process.stdout.write('{}', () => process.exit(0));
}

try {
  await main();
} catch (error) {
  process.stderr.write(`lab: ${error instanceof Error ? error.message : String(error)}\n`, () =>
    process.exit(70),
  );
}
