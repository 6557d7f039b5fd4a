import { answerAll, hurried, hurryDials } from '../clients/hurry.ts';
import { account } from '../scenario.ts';
import type { Scenario } from '../scenario.ts';
import { scenarioNamed } from '../scenarios/index.ts';
import { packaged } from '../world/serverProgram.ts';
import { answerFirst } from '../world/firstProcess.ts';
import { World } from '../world/world.ts';
import { clientRecordings } from './clients.ts';
import { hostRecordings } from './hosts.ts';
import { logRecordings } from './logs.ts';
import type { Recording } from './recording.ts';

/** The first process of a world in which one transcript is recorded: `main.ts FILE`. Prints `{ text }` as JSON. */

function prepared({ scenario, set }: Recording): Scenario {
  const plan = hurried(scenarioNamed(scenario));
  if (plan.server === null || set === undefined) return plan;
  return { ...plan, server: { ...plan.server, set: { ...plan.server.set, ...set } } };
}

async function main(): Promise<{ text: string }> {
  const recording = [...clientRecordings, ...logRecordings, ...hostRecordings].find(
    ({ file }) => file === process.argv[2],
  );
  if (recording === undefined) throw new Error(`No recording is named ${process.argv[2] ?? ''}`);
  const world = await World.build(prepared(recording));
  hurryDials(world);
  answerAll(world);
  const { hostname, port } = new URL(world.url);
  const words = {
    HOST: hostname,
    PORT: port,
    FTP_PASSWORD: world.scenario.password ?? account.password,
    HERE: import.meta.dirname,
    NODE: process.execPath,
    PURE_FTPD: packaged('pure-ftpd', 'usr/sbin/pure-ftpd'),
  };
  const exports = Object.entries(words).map(([name, value]) => `export ${name}='${value}'`);
  const script = `exec 2>&1\ncd /run/lab; export HOME=/run/lab\n${exports.join('\n')}\n${recording.script}`;
  const { stdout } = await world.runOnClient(['timeout', '--kill-after=2', '60', 'bash', '-c', script]);
  return { text: stdout };
}

await answerFirst(main);
