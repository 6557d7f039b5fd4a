import { readFileSync, writeFileSync } from 'node:fs';
import type { Report } from '../../../src/core/report/report.ts';
import { vsftpdConf, withOptions } from './vsftpd.ts';
import type { Wire } from './wire.ts';
import type { Finished, World } from './world.ts';

/** A scenario played to its end: what the wire shows, then each diagnosis. */
export interface Played {
  /** Null where the scenario keeps the lab's eyes closed. */
  readonly wire: Wire | null;
  readonly runs: readonly Finished[];
}

/**
 * Looks at the wire, runs the diagnosis (`cli` with its options), and where the scenario says so applies the edits
 * of a finding's remedies to the server's file and diagnoses again.
 */
export async function play(world: World, cli: readonly string[]): Promise<Played> {
  const wire = world.scenario.eyesClosed === true ? null : await look(world);
  if (cli.length === 0) return { wire, runs: [] };
  const diagnosis = [process.execPath, ...cli, world.url, '--json', ...(world.scenario.options ?? [])];
  const runs = [await world.runOnClient(diagnosis)];
  const { then } = world.scenario;
  if (then !== undefined) {
    applyRemedies(runs[0]?.stdout ?? '', then.apply);
    await world.restart();
    runs.push(await world.runOnClient(diagnosis));
  }
  return { wire, runs };
}

async function look(world: World): Promise<Wire> {
  const eyes = new URL('wire.ts', import.meta.url).pathname;
  const { stdout } = await world.runOnClient([process.execPath, eyes, world.url]);
  return JSON.parse(stdout) as Wire;
}

/** The diagnosis as a person sees it, and again after the report's own edits where the scenario says so. */
export async function show(world: World, diagnosis: readonly string[]): Promise<number> {
  const status = await world.runInTerminal(diagnosis);
  const { then } = world.scenario;
  if (then === undefined) return status;
  const { stdout } = await world.runOnClient([...diagnosis, '--json']);
  const edits = applyRemedies(stdout, then.apply);
  await world.restart();
  process.stdout.write(
    `\nlab: made the report's edits in the server's vsftpd.conf and restarted it:\n${edits}\n\n`,
  );
  return world.runInTerminal(diagnosis);
}

/** Makes the edits that the report gives for a finding, as a person would who takes each first choice; gives them. */
function applyRemedies(json: string, finding: string): string {
  const report = JSON.parse(json) as Report;
  const remedies = report.findings.find(({ id }) => id === finding)?.remedies ?? [];
  const edits = remedies
    .filter(({ alternative, weakens }) => !alternative && !weakens)
    .flatMap((r) => r.edits);
  const changes = edits.map(
    ({ op, option, value }) => [option, op === 'set' ? (value ?? '') : null] as const,
  );
  if (changes.length === 0) throw new Error(`The report has no edits for ${finding}`);
  writeFileSync(vsftpdConf, withOptions(readFileSync(vsftpdConf, 'utf8'), Object.fromEntries(changes)));
  return changes
    .map(([option, value]) => (value === null ? `  without ${option}` : `  ${option}=${value}`))
    .join('\n');
}
