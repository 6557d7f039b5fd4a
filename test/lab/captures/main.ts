import { scenarioNamed } from '../scenarios/index.ts';
import { answerFirst } from '../world/firstProcess.ts';
import { World } from '../world/world.ts';
import { recordBothEnds } from './recorder.ts';
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

async function main(): Promise<object> {
  const [name = '', folder = '', ...cli] = process.argv.slice(2);
  const scenario = scenarioNamed(name);
  const world = await World.build(scenario);
  const stop = await recordBothEnds(world, folder);
  if (scenario.eyesClosed !== true) {
    const eyes = new URL('../world/wire.ts', import.meta.url).pathname;
    await world.runOnClient([process.execPath, eyes, world.url]);
  }
  await world.runOnClient([process.execPath, ...cli, world.url, '--json', ...(scenario.options ?? [])]);
  const server = new URL(world.url);
  const target = { ...labServer, host: server.hostname };
  for (const program of clientsOf(server))
    await world.runOnClient(['timeout', '--kill-after=2', '8', ...program.command(target)]);
  await stop();
  return {};
}

await answerFirst(main);
