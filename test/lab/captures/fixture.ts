import { setTimeout as sleep } from 'node:timers/promises';
import { programs, tlsPrograms, labServer } from '../clients/programs.ts';
import { scenarioNamed } from '../scenarios/index.ts';
import { World } from '../world/world.ts';
import { finish, record, settling } from './recorder.ts';

/**
 * The first process of a world in which one client is recorded: `fixture.ts SCENARIO FOLDER PROFILE [OPTION]` lets that
 * client list and leaves FOLDER/client.pcap and FOLDER/server.pcap.
 */
async function main(): Promise<void> {
  const [name = '', folder = '', profile = '', option = null] = process.argv.slice(2);
  const world = await World.build(scenarioNamed(name));
  const server = new URL(world.url);
  const known = server.protocol === 'ftpes:' ? tlsPrograms : programs;
  const program = known.find((candidate) => candidate.profile === profile && candidate.option === option);
  if (program === undefined) throw new Error(`No client ${profile} ${option ?? ''}`);
  const recorders = [
    await record(world.machines.client, `${folder}/client.pcap`),
    await record(world.machines.server, `${folder}/server.pcap`),
  ];
  await world.runOnClient([
    'timeout',
    '--kill-after=2',
    '9',
    ...program.command({ ...labServer, host: server.hostname }),
  ]);
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
