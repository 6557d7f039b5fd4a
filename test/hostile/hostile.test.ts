import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { traceFromReport } from '../../src/core/report/readReport.ts';
import type { Report } from '../../src/core/report/report.ts';
import { forbiddenAddresses, hostileCases, terminalAttack } from '../support/hostileScripts.ts';
import { ScriptedServer } from '../support/scriptedServer.ts';

const cli = new URL('../../dist/cli.cjs', import.meta.url).pathname;
const preload = new URL('../support/recordPeak.cjs', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'ftp-diagnose-hostile-'));
const password = 'hostile-secret';

/** The step limit of these runs, and what the whole may then take (DESIGN: login 2 × timeout + 5 s each step, then 3 × timeout + 5 s). */
const timeoutSeconds = 0.5;
const mostSeconds = 3 * (2 * timeoutSeconds + 5) + 3 * timeoutSeconds + 5;
const mostMegabytes = 150;

interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number | null;
  readonly seconds: number;
  readonly megabytes: number;
}

async function diagnose(port: number, name: string, ...options: readonly string[]): Promise<Outcome> {
  const peakFile = join(folder, name.replace(/\W+/g, '-'));
  const began = performance.now();
  const url = `ftp://somebody@127.0.0.1:${port}`;
  const words = ['--require', preload, cli, url, '--timeout', String(timeoutSeconds), ...options];
  const child = spawn(process.execPath, words, {
    env: { ...process.env, FTP_PASSWORD: password, PEAK_FILE: peakFile },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('latin1').on('data', (chunk: string) => (stdout += chunk));
  child.stderr.setEncoding('latin1').on('data', (chunk: string) => (stderr += chunk));
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
  const seconds = (performance.now() - began) / 1000;
  return { stdout, stderr, status, seconds, megabytes: Number(readFileSync(peakFile, 'utf8')) / 1024 };
}

function judge({ stdout, stderr, status, seconds, megabytes }: Outcome): Report {
  assert.ok(seconds < mostSeconds, `took ${seconds.toFixed(1)} s`);
  assert.ok(megabytes < mostMegabytes, `held ${megabytes.toFixed(0)} MB`);
  assert.ok(status === 0 || status === 1, `exit ${String(status)}: ${stderr}`);
  assert.ok(!stdout.includes(password) && !stderr.includes(password), 'the password is shown');
  const report = JSON.parse(Buffer.from(stdout, 'latin1').toString()) as Report;
  const trace = traceFromReport(report);
  assert.ok(!('fault' in trace), `no valid report: ${JSON.stringify(trace)}`);
  assert.notEqual(report.verdict, '');
  const internal = report.events.filter((event) => event.kind === 'note' && event.note === 'internal-error');
  assert.deepEqual(internal, []);
  const healthy = report.findings.some(({ id }) => id === 'healthy');
  const pasv = report.probes.find(({ mode }) => mode === 'PASV');
  if (healthy) assert.equal(pasv?.outcome, 'ok', 'called healthy without a listing through PASV');
  return report;
}

async function against<T>(name: string, work: (port: number) => Promise<T>): Promise<T> {
  const found = hostileCases.find((each) => each.name === name) ?? assert.fail(name);
  const server = await new ScriptedServer(found.script).start();
  try {
    return await work(server.port);
  } finally {
    server.close();
  }
}

/** Anything but line feeds that a terminal would obey: C0, DEL, C1 (as UTF-8 or bare) and direction marks. */
function obeyed(bytes: string): string | null {
  const text = Buffer.from(bytes, 'latin1').toString();
  return /(?!\n)[\p{Cc}\u202a-\u202e\u2066-\u2069\ufffd]/u.exec(text)?.[0] ?? null;
}

describe('a hostile server', { concurrency: 4 }, () => {
  before(() => assert.ok(existsSync(cli), 'dist/cli.cjs is missing: run "npm run build"'));
  after(() => rmSync(folder, { recursive: true }));

  it('would be seen to write control characters', () => assert.notEqual(obeyed(terminalAttack), null));

  for (const { name } of hostileCases) {
    it(`with ${name} ends in bounded time and memory and with a valid report`, async () => {
      judge(await against(name, (port) => diagnose(port, name, '--json')));
    });
  }

  for (const address of forbiddenAddresses) {
    it(`never makes us dial ${address.replaceAll(',', '.')}`, async () => {
      const name = `a 227 towards ${address}`;
      const report = judge(await against(name, (port) => diagnose(port, `${name} dials`, '--json')));
      const wanted = address.replaceAll(',', '.');
      const attempts = report.probes.flatMap((probe) => probe.attempts);
      const there = attempts.filter((attempt) => attempt.address === wanted);
      assert.ok(there.length > 0, 'what is withheld is not shown');
      for (const attempt of there) assert.equal(attempt.outcome, 'not-tried');
    });
  }

  const poisoned = hostileCases.filter(({ name }) => /escape|binary|NUL/.test(name)).map(({ name }) => name);
  for (const name of poisoned) {
    for (const options of [['--verbose'], ['--verbose', '--lang', 'zh-cn']]) {
      it(`with ${name} writes no control character to the terminal (${options.join(' ')})`, async () => {
        const { stdout, stderr, seconds } = await against(name, (port) =>
          diagnose(port, `${name} ${options.join(' ')}`, ...options),
        );
        assert.ok(seconds < mostSeconds);
        assert.equal(obeyed(stdout), null);
        assert.equal(obeyed(stderr), null);
        assert.ok(!stdout.includes(terminalAttack));
      });
    }
  }
});
