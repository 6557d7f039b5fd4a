import { scenarioNamed } from '../scenarios/index.ts';
import { answerFirst } from '../world/firstProcess.ts';
import { World, type Finished } from '../world/world.ts';
import { answerAll, hurried, hurryDials } from './hurry.ts';
import {
  labServer,
  programs as plainPrograms,
  slowSeconds,
  succeeded,
  tlsPrograms,
  type Program,
  type Server,
} from './programs.ts';

/**
 * The first process of a world in which real clients run: `main.ts SCENARIO CLI [OPTION…]` diagnoses with the command
 * line and then lets every client try. Prints `ClientsPlayed` as JSON.
 */

/** What one client did. */
export interface Tried extends Pick<Program, 'profile' | 'option'> {
  readonly output: string;
  readonly seconds: number;
}

/** A scenario with its diagnosis and what every client did. */
export interface ClientsPlayed {
  readonly diagnosis: Finished;
  readonly tried: readonly Tried[];
}

/** How long any client may try, in seconds; none that would come through needs as long. */
const patience = 25;
/** Clients at the same time; one where the server takes one session an address. */
const atOnce = 5;

async function attempt(world: World, program: Program, server: Server): Promise<Tried> {
  const { profile, option } = program;
  const command = ['timeout', '--kill-after=2', String(patience), ...program.command(server)];
  const { stdout, stderr, seconds } = await world.runOnClient(command);
  return { profile, option, output: `${stdout}\n${stderr}`, seconds };
}

async function attemptAll(world: World, programs: readonly Program[], server: Server): Promise<Tried[]> {
  const queue = [...programs];
  const tried: Tried[] = [];
  const worker = async (): Promise<void> => {
    for (let program = queue.shift(); program !== undefined; program = queue.shift()) {
      tried.push(await attempt(world, program, server));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return tried;
}

const same =
  (profile: string, option: string | null) =>
  (other: Tried): boolean =>
    other.profile === profile && other.option === option;

const isLate = (tried: Tried | undefined): boolean =>
  tried !== undefined && succeeded(tried.output) && tried.seconds > slowSeconds;

async function main(): Promise<ClientsPlayed> {
  const [name = '', ...cli] = process.argv.slice(2);
  const scenario = hurried(scenarioNamed(name));
  const world = await World.build(scenario);
  const diagnosis = await world.runOnClient([
    process.execPath,
    ...cli,
    world.url,
    '--json',
    ...(scenario.options ?? []),
  ]);
  hurryDials(world);
  answerAll(world);
  const server = new URL(world.url);
  const target = { ...labServer, host: server.hostname };
  const programs = server.protocol === 'ftpes:' ? tlsPrograms : plainPrograms;
  const tried = await attemptAll(world, programs, target);
  // A busy machine slows a client down once; a dial that nobody answers does so every time.
  const late = programs.filter(({ profile, option }) => isLate(tried.find(same(profile, option))));
  const again = await attemptAll(world, late, target);
  const best = tried.map((each) => {
    const second = again.find(same(each.profile, each.option));
    return second !== undefined && second.seconds < each.seconds ? second : each;
  });
  return { diagnosis, tried: best };
}

await answerFirst(main);
