import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { after, describe, it } from 'node:test';
import { LonelyProgram } from '../support/commandLine.ts';
import { polite } from '../support/scripts.ts';
import { ScriptedServer } from '../support/scriptedServer.ts';

const program = new LonelyProgram();
after(() => program.remove());

interface Typed {
  /** What has to be on the screen first. */
  readonly after: RegExp;
  readonly keys: string;
}

/** Runs the command line on a pseudo terminal (script, of bsdutils) and types into it. */
function onTerminal(
  words: readonly string[],
  { typed = [], environment = {} }: { typed?: readonly Typed[]; environment?: Record<string, string> } = {},
): Promise<{ status: number | null; screen: string }> {
  const command = [process.execPath, program.file, ...words].map((word) => `'${word}'`).join(' ');
  const child = spawn('script', ['-qec', command, '/dev/null'], {
    env: { PATH: process.env['PATH'] ?? '', TERM: 'xterm', LANG: 'C.UTF-8', ...environment },
  });
  let screen = '';
  let next = 0;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    screen += text;
    const [awaited] = typed.slice(next);
    if (awaited?.after.test(screen) === true) {
      next += 1;
      child.stdin.write(awaited.keys);
    }
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) => resolve({ status, screen }));
  });
}

const secret = 'correct horse';

describe('on a terminal', () => {
  it('asks for the password, hides it and sends it', async () => {
    const server = await new ScriptedServer(polite).start();
    const url = `ftp://bob@127.0.0.1:${server.port}`;
    const { status, screen } = await onTerminal([url, '--samples', '1'], {
      typed: [{ after: /Password for bob at 127\.0\.0\.1: $/, keys: `wrong\u0015${secret}x\u007f\r` }],
    });
    server.close();
    assert.equal(status, 0, screen);
    assert.ok(server.commands.includes(`PASS ${secret}`));
    assert.ok(!screen.includes('correct') && !screen.includes('wrong'));
  });

  it('ends with 130 when Ctrl-C answers the question', async () => {
    const server = await new ScriptedServer(polite).start();
    const url = `ftp://bob@127.0.0.1:${server.port}`;
    const { status, screen } = await onTerminal([url], {
      typed: [{ after: /Password for bob/, keys: '\u0003' }],
    });
    server.close();
    assert.equal(status, 130, screen);
    assert.match(screen, /incomplete: you stopped it/);
    assert.ok(!server.commands.some((line) => line.startsWith('PASS')));
  });

  it('shows progress while it works and erases it at the end', async () => {
    const { status, screen } = await onTerminal(['practice', 'ports-blocked']);
    assert.equal(status, 0, screen);
    const parts = screen.split('\r\u001b[K');
    assert.ok(parts.length > 3, screen);
    for (const part of parts.slice(1, -1)) assert.match(part, /^\d+\.\d s {2}\S[^\n]*$/);
    assert.match(parts.at(-1) ?? '', /✗.*\r\n/);
  });

  it('uses colours, and none with NO_COLOR, --no-color, CI or a dumb terminal', async () => {
    const coloured = await onTerminal(['practice', 'eip-normal']);
    assert.ok(coloured.screen.includes('\u001b[31m172.17.9.135\u001b[39m:21485'), coloured.screen);
    const plain = [
      onTerminal(['practice', 'eip-normal'], { environment: { NO_COLOR: '1' } }),
      onTerminal(['practice', 'eip-normal', '--no-color']),
      onTerminal(['practice', 'eip-normal'], { environment: { CI: 'true' } }),
      onTerminal(['practice', 'eip-normal'], { environment: { TERM: 'dumb' } }),
    ];
    for (const { screen } of await Promise.all(plain)) {
      assert.ok(!screen.includes('\u001b[31m'), screen);
      assert.match(screen, /227 says 172\.17\.9\.135:21485/);
    }
  });
});
