import assert from 'node:assert/strict';
import { spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { after, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Report } from '../../src/core/report/report.ts';
import { LonelyProgram, nodePrograms, runCli } from '../support/commandLine.ts';
import { schemaFaults } from '../support/reportSchema.ts';
import { polite, silence } from '../support/scripts.ts';
import { ScriptedServer, type Step } from '../support/scriptedServer.ts';

const program = new LonelyProgram();
after(() => program.remove());

/** A server that stops where `step` is due, and a promise for the moment when that is asked. */
async function stuckServer(
  step = 'PASV',
  work: Step = silence,
): Promise<{ server: ScriptedServer; stuck: Promise<void> }> {
  let tell: () => void = () => undefined;
  const stuck = new Promise<void>((resolve) => (tell = resolve));
  const server = await new ScriptedServer({
    ...polite,
    [step]: (session, argument) => {
      tell();
      return work(session, argument);
    },
  }).start();
  return { server, stuck };
}

/** One byte of a listing ten times a second. */
const endlessDrip: Step = async (session) => {
  await session.reply('150 Here it comes.');
  const data = await session.data();
  const timer = setInterval(() => data.write('x'), 100);
  data.once('close', () => clearInterval(timer));
};

/** How long the program may live on after Ctrl-C; most of it is for a machine that is busy with other tests. */
const mostMs = 5000;

/** The phases of a run, by the step at which the server is stuck then. */
const phases: readonly (readonly [string, Step?])[] = [
  ['greeting'],
  ['USER'],
  ['PASS'],
  ['STAT'],
  ['PASV'],
  ['EPSV'],
  ['LIST'],
  ['LIST', endlessDrip],
  ['PORT'],
  ['QUIT'],
];

describe('Ctrl-C', () => {
  for (const { path, version } of nodePrograms()) {
    it(`gives the partial report, valid JSON and 130 on Node ${version}`, async () => {
      const { server, stuck } = await stuckServer();
      let child: ChildProcess | null = null;
      const run = runCli(program, [`ftp://127.0.0.1:${server.port}`, '--json', '--timeout', '60'], {
        node: path,
        started: (running) => (child = running),
      });
      await stuck;
      const pressed = performance.now();
      (child as ChildProcess | null)?.kill('SIGINT');
      const { status, stdout, stderr } = await run;
      assert.ok(performance.now() - pressed < mostMs, 'it took long to stop');
      assert.equal(status, 130, stderr);
      const report = JSON.parse(stdout) as Report;
      assert.equal(report.complete, false);
      assert.equal(report.stopped, 'ctrl-c');
      assert.ok(report.events.some((event) => event.kind === 'command' && event.text === 'PASV'));
      server.close();
    });
  }

  for (const [step, work] of phases) {
    it(`ends a run at ${step}${work === undefined ? '' : ' in the middle of the data'} at once`, async (test) => {
      const { server, stuck } = await stuckServer(step, work);
      test.after(() => server.close());
      let child: ChildProcess | null = null;
      const words = [`ftp://bob@127.0.0.1:${server.port}`, '--json', '--timeout', '60', '--samples', '1'];
      const run = runCli(program, words, {
        environment: { FTP_PASSWORD: 'secret-of-bob' },
        started: (running) => (child = running),
      });
      await stuck;
      await sleep(100);
      const pressed = performance.now();
      (child as ChildProcess | null)?.kill('SIGINT');
      const { status, stdout, stderr } = await run;
      assert.ok(performance.now() - pressed < mostMs, 'it took long to stop');
      assert.equal(status, 130, stderr);
      const report = JSON.parse(stdout) as Report;
      assert.deepEqual(schemaFaults(report), []);
      assert.deepEqual([report.complete, report.stopped], [false, 'ctrl-c']);
      assert.ok(!report.findings.some(({ severity }) => severity === 'error'), report.verdict);
      assert.ok(!stdout.includes('secret-of-bob'));
    });
  }

  it('ends a practice run too', async () => {
    let child: ChildProcess | null = null;
    const run = runCli(program, ['practice', 'slow', '--json'], { started: (running) => (child = running) });
    await sleep(1500);
    const pressed = performance.now();
    (child as ChildProcess | null)?.kill('SIGINT');
    const { status, stdout } = await run;
    assert.ok(performance.now() - pressed < mostMs, 'it took long to stop');
    assert.equal(status, 130);
    const report = JSON.parse(stdout) as Report;
    assert.deepEqual(schemaFaults(report), []);
    assert.equal(report.stopped, 'ctrl-c');
    assert.equal(report.source.target, 'practice://slow');
  });

  it('prints the partial report for a person too', async () => {
    const { server, stuck } = await stuckServer();
    let child: ChildProcess | null = null;
    const run = runCli(program, [`ftp://127.0.0.1:${server.port}`, '--timeout', '60'], {
      started: (running) => (child = running),
    });
    await stuck;
    (child as ChildProcess | null)?.kill('SIGINT');
    const { status, stdout } = await run;
    server.close();
    assert.equal(status, 130);
    assert.match(stdout, /This report is incomplete: you stopped it\./);
  });
});

describe('a reader that goes away', () => {
  it('ends the program without a stack trace and with its own status', async () => {
    const { status, stderr } = await runCli(program, ['practice', 'eip-normal', '--verbose'], {
      started: (child) => child.stdout?.destroy(),
    });
    assert.equal(stderr, '');
    assert.equal(status, 0);
  });
});

describe('a full disk behind standard output', { skip: !existsSync('/dev/full') }, () => {
  for (const words of ['practice eip-normal', 'practice eip-normal --json', 'practice', '--help']) {
    it(`is told in one line, as bad usage is (${words})`, () => {
      const line = `exec '${process.execPath}' '${program.file}' ${words} > /dev/full`;
      const { status, stderr } = spawnSync('sh', ['-c', line], { encoding: 'utf8' });
      assert.equal(
        stderr,
        'ftp-diagnose: Cannot write standard output: the disk is full; send the output somewhere else.\n',
      );
      assert.equal(status, 2);
    });
  }
});

describe('exit status', () => {
  it('is 0 for a server without error', async () => {
    const server = await new ScriptedServer(polite).start();
    const { status, stdout } = await runCli(program, [`ftp://127.0.0.1:${server.port}`, '--samples', '1']);
    server.close();
    assert.equal(status, 0, stdout);
  });

  it('is 1 for a server that is not there', async () => {
    const server = await new ScriptedServer(polite).start();
    server.close();
    const { status, stdout } = await runCli(program, [`ftp://127.0.0.1:${server.port}`]);
    assert.equal(status, 1, stdout);
  });
});
