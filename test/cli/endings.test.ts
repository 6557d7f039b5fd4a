import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { after, describe, it } from 'node:test';
import type { Report } from '../../src/core/report/report.ts';
import { LonelyProgram, nodePrograms, runCli } from '../support/commandLine.ts';
import { polite, silence } from '../support/scripts.ts';
import { ScriptedServer } from '../support/scriptedServer.ts';

const program = new LonelyProgram();
after(() => program.remove());

/** A server that never answers STAT, and a promise for the moment when it is asked. */
async function stuckServer(): Promise<{ server: ScriptedServer; stuck: Promise<void> }> {
  let tell: () => void = () => undefined;
  const stuck = new Promise<void>((resolve) => (tell = resolve));
  const server = await new ScriptedServer({
    ...polite,
    PASV: (session, argument) => {
      tell();
      return silence(session, argument);
    },
  }).start();
  return { server, stuck };
}

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
      assert.ok(performance.now() - pressed < 15_000, 'it took long to stop');
      assert.equal(status, 130, stderr);
      const report = JSON.parse(stdout) as Report;
      assert.equal(report.complete, false);
      assert.equal(report.stopped, 'ctrl-c');
      assert.ok(report.events.some((event) => event.kind === 'command' && event.text === 'PASV'));
      server.close();
    });
  }

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
