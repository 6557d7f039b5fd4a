import assert from 'node:assert/strict';
import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { PassThrough, Readable } from 'node:stream';
import { runCommandLine } from '../../../src/cli/runCommandLine.ts';
import type { Terminal } from '../../../src/cli/terminal.ts';

const folder = mkdtempSync(join(tmpdir(), 'lint-'));
const clean = 'listen=YES\nlisten_ipv6=NO\nanonymous_enable=NO\nlocal_enable=YES\n';
const faulty = `${clean}Write_Enable = on\n# \u88ab\u52a8\n`;

after(() => rmSync(folder, { recursive: true }));

function path(name: string, content: string | Uint8Array): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

/** Runs the command in this process, which is a hundred times quicker than a process of its own. */
async function lint(
  args: readonly string[],
  input: string | Uint8Array = '',
): Promise<{ status: number; out: string; err: string }> {
  const streams = { stdout: new PassThrough(), stderr: new PassThrough() };
  const terminal = { ...streams, stdin: Readable.from([Buffer.from(input)]), environment: { LC_ALL: 'C' } };
  const status = await runCommandLine(['lint', ...args], terminal as unknown as Terminal);
  const text = (stream: PassThrough): string => String((stream.read() as Buffer | null) ?? '');
  return { status, out: text(streams.stdout), err: text(streams.stderr) };
}

describe('ftp-diagnose lint', () => {
  it('prints one line a problem and exits 1 for an error', async () => {
    const file = path('a.conf', `${clean}max_clients =5\n`);
    const { status, out, err } = await lint([file]);
    assert.equal(status, 1);
    assert.match(
      out,
      /^\S+a\.conf:5:12: error: .*vsftpd refuses to start: ".*max_clients "\. \[blank-before-equals\]\n$/,
    );
    assert.match(err, /Errors: 1, warnings: 0, remarks: 0\. --fix mends 1 of them\.\n.*strictest reading/);
  });

  it('exits 0 without an error, also with warnings, and reads standard input', async () => {
    assert.deepEqual([(await lint(['-'], clean)).status, (await lint(['-'], clean)).out], [0, '']);
    assert.equal((await lint(['-'], `${clean}pasv_promiscuous=YES\n`)).status, 0);
  });

  it('mends a file in place, keeping mode, owner and a link to it', async () => {
    const file = path('mode.conf', faulty);
    chmodSync(file, 0o640);
    const root = process.getuid?.() === 0;
    if (root) chownSync(file, 12, 34);
    const link = join(folder, 'link.conf');
    symlinkSync('mode.conf', link);
    const { status, err } = await lint(['--fix', '--for', '3.0.3-debian', link]);
    assert.equal(status, 0, err);
    assert.equal(readFileSync(file, 'utf8'), `${clean}write_enable=YES\n# \u88ab\u52a8\n`);
    const after = statSync(file);
    assert.equal(after.mode & 0o7777, 0o640);
    if (root) assert.deepEqual([after.uid, after.gid], [12, 34]);
    assert.ok(lstatSync(link).isSymbolicLink());
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.startsWith('.')),
      [],
    );
  });

  it('prints the JSON of the contract and nothing else', async () => {
    const file = path('json.conf', faulty);
    const { status, out } = await lint(['--json', file]);
    const report = JSON.parse(out) as {
      schema: string;
      files: { file: string; problems: Record<string, unknown>[] }[];
    };
    assert.equal(status, 1);
    assert.equal(report.schema, 'ftp-diagnose/lint@1');
    assert.equal(report.files[0]?.file, file);
    const [problem] = report.files[0].problems;
    for (const key of ['id', 'severity', 'line', 'column', 'endLine', 'endColumn', 'message', 'edits'])
      assert.ok(problem !== undefined && key in problem, key);
    assert.deepEqual(problem?.['edits'], [
      { line: 5, column: 1, endLine: 5, endColumn: 13, newText: 'write_enable' },
    ]);
  });

  it('prints SARIF whose results point into the file and name known rules', async () => {
    const { out } = await lint(['--sarif', path('sa rif.conf', faulty)]);
    const log = JSON.parse(out) as {
      version: string;
      runs: {
        tool: { driver: { rules: { id: string }[] } };
        results: {
          ruleId: string;
          ruleIndex: number;
          level: string;
          locations: {
            physicalLocation: { artifactLocation: { uri: string }; region: { startLine: number } };
          }[];
        }[];
      }[];
    };
    assert.equal(log.version, '2.1.0');
    const [run] = log.runs;
    const [result] = run?.results ?? [];
    assert.equal(run?.tool.driver.rules[result?.ruleIndex ?? -1]?.id, result?.ruleId);
    assert.equal(result?.level, 'error');
    const place = result.locations[0]?.physicalLocation;
    assert.equal(place?.region.startLine, 5);
    assert.match(place.artifactLocation.uri, /^file:\/\/\/.*sa%20rif\.conf$/);
  });

  it('refuses what is no vsftpd.conf in one line, exits 2, changes nothing and checks the other files', async () => {
    const wrong: readonly (readonly [string, string | Uint8Array])[] = [
      ['utf16.conf', Buffer.from(`\ufeff${clean}`, 'utf16le')],
      ['binary.conf', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2])],
      ['endless.conf', 'x'.repeat(1_000_001)],
    ];
    for (const [name, content] of wrong) {
      const file = path(name, content);
      const { status, out, err } = await lint(['--fix', file, path('good.conf', `${clean}hide_ids=maybe\n`)]);
      assert.equal(status, 2, name);
      assert.match(err.split('\n')[0] ?? '', /^ftp-diagnose: Cannot check ".*": it .*\.$/, name);
      assert.match(out, /good\.conf:5:10: error/);
      assert.ok(Buffer.from(content).equals(readFileSync(file)), name);
    }
    assert.match((await lint([join(folder, 'none.conf')])).err, /no such file/);
    assert.match((await lint([folder])).err, /it is a directory/);
    assert.match((await lint(['/dev/zero'])).err, /no regular file/);
    assert.match((await lint(['-'], 'x'.repeat(2_000_000))).err, /too large/);
  });

  it('explains bad usage', async () => {
    assert.match((await lint([])).err, /Nothing to check/);
    assert.match(
      (await lint(['--for', '1.0', '-'])).err,
      /no known build of vsftpd; known are 3\.0\.5-1-debian/,
    );
    assert.match((await lint(['--fix', '-'])).err, /name the file/);
    for (const args of [[], ['--for', '1.0', '-'], ['--json', '--sarif', '-']])
      assert.equal((await lint(args)).status, 2);
  });

  it('never lets control characters of a file or its name reach a terminal', async () => {
    const { out } = await lint([path('\u001b]0;x\u0007.conf', `${clean}\u001b[31mfoo=1\n`)]);
    assert.doesNotMatch(out.replaceAll('\n', ''), /\p{Cc}/u);
    assert.match(out, /\\x1b\]0;x\\x07\.conf:5:1/);
  });
});
