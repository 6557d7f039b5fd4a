import { programs, tlsPrograms, labServer } from '../clients/programs.ts';
import { scenarioNamed } from '../scenarios/index.ts';
import { answerFirst } from '../world/firstProcess.ts';
import { World } from '../world/world.ts';
import { recordBothEnds } from './recorder.ts';

/**
 * The first process of a world in which one client is recorded: `fixture.ts SCENARIO FOLDER PROFILE [OPTION]` lets that
 * client list and leaves FOLDER/client.pcap and FOLDER/server.pcap.
 */
async function main(): Promise<object> {
  const [name = '', folder = '', profile = '', option = null] = process.argv.slice(2);
  const world = await World.build(scenarioNamed(name));
  const server = new URL(world.url);
  const known = server.protocol === 'ftpes:' ? tlsPrograms : programs;
  const program = known.find((candidate) => candidate.profile === profile && candidate.option === option);
  if (program === undefined) throw new Error(`No client ${profile} ${option ?? ''}`);
  const stop = await recordBothEnds(world, folder);
  await world.runOnClient([
    'timeout',
    '--kill-after=2',
    '9',
    ...program.command({ ...labServer, host: server.hostname }),
  ]);
  await stop();
  return {};
}

await answerFirst(main);
