import { setTimeout as sleep } from 'node:timers/promises';
import { scenarioNamed } from '../scenarios/index.ts';
import { World } from '../world/world.ts';
import { finish, record, settling } from './recorder.ts';
import { labServer, programs, tlsPrograms, type Program } from '../clients/programs.ts';

/**
 * The first process of a world whose traffic is recorded: `main.ts SCENARIO FOLDER CLI [OPTION…]` lets tcpdump write
 * FOLDER/client.pcap and FOLDER/server.pcap while the lab's own eyes look, the command line diagnoses and two clients
 * list. Prints an empty JSON object at the end.
 */

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
