import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { lives } from '../editor/lives.ts';

const start = join(import.meta.dirname, '..', 'start.ts');

/** A start of `npm start` in a process group of its own, as a terminal gives one to each command. */
interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  /** What it has printed so far. */
  readonly printed: () => string;
}

function startEditor(...args: readonly string[]): Started {
  const child = spawn(process.execPath, [start, ...args], {
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  return { child, ended, printed: () => text };
}

async function until<T>(what: string, look: () => T | null | undefined | false): Promise<T> {
  for (let waited = 0; waited < 90_000; waited += 100) {
    const value = look();
    if (value !== null && value !== undefined && value !== false) return value;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`not within 90 s: ${what}`);
}

/** All that a process has started and that still lives, by /proc; empty where there is none. */
function descendants(pid: number): number[] {
  let parents: (readonly [number, number])[];
  try {
    parents = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name) => {
        try {
          const parent = / [A-Z] (\d+) /.exec(readFileSync(`/proc/${name}/stat`, 'latin1'))?.[1];
          return parent === undefined ? [] : [[Number(name), Number(parent)] as const];
        } catch {
          return [];
        }
      });
  } catch {
    return [];
  }
  const below = (parent: number): number[] =>
    parents.filter(([, of]) => of === parent).flatMap(([id]) => [id, ...below(id)]);
  return below(pid);
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}

/** A start that is expected to end by itself. */
async function runToItsEnd(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<{ readonly status: number | null; readonly stderr: string }> {
  const child = spawn(process.execPath, [start, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: 60_000,
  });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { status, stderr };
}

describe('npm start', () => {
  it('prints one address with a token and the line for a remote machine; Ctrl-C ends all that it started', async () => {
    const { child, ended, printed } = startEditor();
    const pid = child.pid ?? 0;
    try {
      const url = await until(
        'the address',
        () => /http:\/\/127\.0\.0\.1:\d+\/\?tkn=[0-9a-f]{32}\S*/.exec(printed())?.[0],
      );
      const { port, pathname, origin } = new URL(url);
      assert.match(printed(), new RegExp(`ssh -L ${port}:127\\.0\\.0\\.1:${port} \\S+@\\S+`));
      assert.equal((await fetch(url, { redirect: 'manual' })).status < 400, true);
      assert.equal((await fetch(`${origin}${pathname}`)).status, 403);
      const children = descendants(pid);
      process.kill(-pid, 'SIGINT');
      await ended;
      await until('nothing is left', () => !children.some(lives));
      await assert.rejects(fetch(url));
    } finally {
      if (child.exitCode === null) process.kill(-pid, 'SIGKILL');
    }
  });

  it('--check diagnoses the practice server without a window and prints the verdict', async () => {
    const { ended, printed } = startEditor('--check');
    assert.equal(await ended, 0);
    assert.match(printed(), /172\.17\.9\.135.*123\.56\.241\.199/);
  });

  it('--check leaves nothing behind when it is ended by Ctrl-C', async () => {
    const { child, ended } = startEditor('--check');
    const pid = child.pid ?? 0;
    const children = await until('editor and browser', () => {
      const now = descendants(pid);
      const commands = now.map(commandOf);
      const both = [/server-main\.js --host/, /chrom.*--headless/].every((each) =>
        commands.some((command) => each.test(command)),
      );
      return both && now;
    });
    process.kill(-pid, 'SIGINT');
    assert.notEqual(await ended, 0);
    await until('nothing is left', () => !children.some(lives));
  });

  it('says in one line what is not as it should be', async () => {
    const busy = createServer().listen(0, '127.0.0.1');
    await once(busy, 'listening');
    const { port } = busy.address() as AddressInfo;
    const wrong: readonly (readonly [RegExp, readonly string[], NodeJS.ProcessEnv])[] = [
      [/^npm start knows --check only, not --chek$/, ['--chek'], {}],
      [/^FTP_DIAGNOSE_PORT is no port: 70000$/, [], { FTP_DIAGNOSE_PORT: '70000' }],
      [/^The editor cannot listen on port \d+ \(EADDRINUSE\)\.$/m, [], { FTP_DIAGNOSE_PORT: String(port) }],
    ];
    try {
      for (const [words, args, env] of wrong) {
        const { status, stderr } = await runToItsEnd(args, env);
        assert.equal(status, 1, stderr);
        assert.match(stderr.trimEnd(), words);
      }
    } finally {
      busy.close();
    }
  });
});
