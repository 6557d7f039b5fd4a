import { scenarioNamed } from '../scenarios/index.ts';
import { play, show } from './play.ts';
import { failFirst } from './firstProcess.ts';
import { World } from './world.ts';

/**
 * The first process of a world (launch.ts starts it): it builds one scenario's network and server around itself,
 * runs something on the client, and ends. Whatever it started or mounted ends with it, by the kernel's hand.
 *
 * Usage: `main.ts SCENARIO run PROGRAM [ARGUMENT…]`, `main.ts SCENARIO show PROGRAM [ARGUMENT…]` (a diagnosis, by hand)
 * or `main.ts SCENARIO play CLI [OPTION…]` (what the tests do).
 */
const [name = '', verb, ...words] = process.argv.slice(2);
// Ctrl-C reaches the program on the client by itself; this process must outlive it.
process.on('SIGINT', () => undefined);
try {
  const world = await World.build(scenarioNamed(name));
  if (verb === 'play') {
    const played = JSON.stringify(await play(world, words));
    process.stdout.write(played, () => process.exit(0));
  } else if (verb === 'show') {
    process.exit(await show(world, words));
  } else {
    process.exit(await world.runInTerminal(words));
  }
} catch (error) {
  failFirst(error);
}
