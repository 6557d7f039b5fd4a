import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import type { Report } from '../../src/core/report/report.ts';
import { judgeProduct, judgeReport, judgeWire } from './judge.ts';
import { cli, launchAlone, missing, playInWorld, resultOf } from './launch.ts';
import type { Seconded } from './second.ts';
import { row, table, unplayed, type Row } from './table.ts';
import type { Scenario, Truth } from './scenario.ts';
import { scenarioNamed, scenarios } from './scenarios/index.ts';
import type { Finished } from './world/world.ts';

/** Seconds that one step of a diagnosis may wait here; the product's own default is 5. */
const timeout = 3;
/** Most of a scenario is waiting, so several play at once. */
const atOnce = 6;

const lacking = missing();
const skip = lacking !== null && process.env['CI'] !== 'true' ? lacking : false;
const rows: Row[] = [];
if (skip !== false) process.stdout.write(`The lab is skipped. ${skip}\n`);

function judgeRun({ server }: Scenario, truth: Truth, run: Finished): readonly string[] {
  let report: Report;
  try {
    report = JSON.parse(run.stdout) as Report;
  } catch {
    return [`no report: exit ${String(run.status)} ${run.stderr.trim()}`];
  }
  const bound = 3 * timeout + 5;
  const late = afterLogin(report) > bound ? [`took more than ${bound} s after the login`] : [];
  return [
    ...judgeReport(truth, report, run.status),
    ...judgeProduct(server, report),
    ...late,
    ...explainedAgain(run.stdout, report),
  ];
}

/** A report is evidence too: what `explain` finds in it must be what was found live. */
function explainedAgain(json: string, report: Report): readonly string[] {
  const again = spawnSync(process.execPath, [cli, 'explain', '-', '--json'], {
    input: json,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  try {
    const [explained] = (JSON.parse(again.stdout) as { reports: Report[] }).reports;
    assert.deepEqual(explained?.findings, report.findings);
    assert.equal(explained.verdict, report.verdict);
    assert.deepEqual(explained.probes, report.probes);
    return [];
  } catch (error) {
    return [`explain finds something else in the report: ${String(error).slice(0, 300)} ${again.stderr}`];
  }
}

/** Seconds from the first login to the end of the run; 0 where nobody logged in. */
function afterLogin({ events, durationMs }: Report): number {
  const login = events.find((event) => event.kind === 'reply' && event.code === 230);
  return login === undefined ? 0 : ((durationMs ?? 0) - (login.at ?? 0)) / 1000;
}

async function judgeScenario(scenario: Scenario): Promise<void> {
  const { wire, runs } = await playInWorld(scenario, ['--timeout', String(timeout)]).catch(
    (error: unknown) => {
      rows.push(unplayed(scenario.name, scenario, scenario.truth));
      throw error;
    },
  );
  const truths = [scenario.truth, scenario.then?.truth].filter((truth) => truth !== undefined);
  const onWire = judgeWire(scenario.truth, wire);
  const complaints = [...onWire];
  for (const [index, truth] of truths.entries()) {
    const run = runs[index];
    const name = index === 0 ? scenario.name : `${scenario.name}, after the edits`;
    if (run === undefined) {
      complaints.push('the diagnosis did not run again');
      rows.push(unplayed(name, scenario, truth));
      continue;
    }
    const found = judgeRun(scenario, truth, run);
    const isRight = found.length === 0 && (index > 0 || onWire.length === 0);
    complaints.push(...found.map((line) => (index === 0 ? line : `after the edits: ${line}`)));
    rows.push(row(name, scenario, truth, run, isRight));
  }
  assert.deepEqual(complaints, []);
}

describe('the lab', { skip, concurrency: atOnce }, () => {
  before(() => {
    assert.equal(lacking, null);
    assert.ok(existsSync(cli), 'dist/cli.cjs is missing: run "npm run build"');
  });
  for (const scenario of scenarios) {
    it(`${scenario.name}: ${scenario.summary}`, () => judgeScenario(scenario));
  }
  after(() => {
    process.stdout.write(`\n${table(rows)}\n`);
  });
});

describe('a healthy server', { skip }, () => {
  for (const [name, bound] of [
    ['range-open', 2],
    ['tls-explicit', 4],
  ] as const) {
    it(`is diagnosed in less than ${bound} s (${name})`, async () => {
      const { runs } = await playInWorld(scenarioNamed(name), []);
      const seconds = runs[0]?.seconds ?? Number.POSITIVE_INFINITY;
      assert.ok(seconds < bound, `${seconds.toFixed(1)} s`);
    });
  }
});

describe('a server for both families', { skip }, () => {
  it('is two: the first keeps IPv6, the second serves IPv4 with pasv_address', async () => {
    const second = new URL('second.ts', import.meta.url).pathname;
    const child = launchAlone(second, [cli], ['ignore', 'pipe', 'pipe']);
    assert.deepEqual(await resultOf(child, 'second'), {
      ipv4: { modes: { PASV: 'ok', EPSV: 'ok' }, alarms: [] },
      ipv6: { modes: { PASV: 'skipped', EPSV: 'ok' }, alarms: [] },
    } satisfies Seconded);
  });
});

describe('a machine on which the lab ran', { skip }, () => {
  it('has no namespace, mount or account of it', () => {
    const namespaces = spawnSync('ip', ['netns', 'list'], { encoding: 'utf8' }).stdout;
    assert.doesNotMatch(namespaces, /^(client|home|internet|cloud|server)\b/m);
    assert.ok(!existsSync('/run/lab'));
  });
});
