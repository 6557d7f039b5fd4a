import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { optionTable } from '../../src/cli/optionTable.ts';
import { displayWidth } from '../../src/core/report/wrap.ts';
import type { Report } from '../../src/core/report/report.ts';
import { LonelyProgram, nodePrograms, runCli } from '../support/commandLine.ts';
import { schemaFaults } from '../support/reportSchema.ts';

const program = new LonelyProgram();
after(() => program.remove());
const manifest = JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', 'package.json'), 'utf8')) as {
  version: string;
};

for (const { path, version } of nodePrograms()) {
  describe(`dist/cli.cjs alone in a folder on Node ${version}`, () => {
    it('names its version', async () => {
      const { status, stdout } = await runCli(program, ['--version'], { node: path });
      assert.equal(status, 0);
      assert.equal(stdout, `ftp-diagnose ${manifest.version}\n`);
    });

    it('diagnoses a practice server', async () => {
      const { status, stdout, stderr } = await runCli(program, ['practice', 'eip-normal'], { node: path });
      assert.match(stdout, /227 says 172\.17\.9\.135:21485/);
      assert.match(stdout, /you are connected to 123\.56\.241\.199:2100/);
      assert.equal(stderr, '');
      assert.equal(status, 0);
    });

    it('speaks Chinese without a file beside it', async () => {
      const { stdout } = await runCli(program, ['practice', 'eip-normal', '--lang', 'zh-cn'], { node: path });
      assert.match(stdout, /227 声称 172\.17\.9\.135:21485/);
      assert.match(stdout, /您连接到 123\.56\.241\.199:2100/);
    });
  });
}

describe('help', () => {
  for (const lang of ['en', 'zh-cn']) {
    it(`names every option in ${lang} and fits 80 columns`, async () => {
      const { status, stdout } = await runCli(program, ['--help', '--lang', lang]);
      assert.equal(status, 0);
      for (const { name } of optionTable) assert.ok(stdout.includes(`--${name}`), name);
      for (const line of stdout.split('\n')) assert.ok(displayWidth(line) <= 80, line);
    });
  }

  it('comes whatever else stands on the line', async () => {
    for (const words of [['help'], ['-h'], ['practice', '--help'], ['--frobnicate', '--help']]) {
      const { status, stdout } = await runCli(program, words);
      assert.equal(status, 0, words.join(' '));
      assert.match(stdout, /Exit status/);
    }
  });
});

describe('language', () => {
  const cases: readonly (readonly [string, Readonly<Record<string, string>>, RegExp])[] = [
    ['LANG', { LANG: 'zh_CN.UTF-8' }, /用法/],
    ['LC_ALL over LANG', { LC_ALL: 'en_US.UTF-8', LANG: 'zh_CN.UTF-8' }, /Usage/],
    ['LC_MESSAGES over LANG', { LC_MESSAGES: 'zh_CN', LANG: 'de_DE' }, /用法/],
    ['another language as English', { LANG: 'de_DE.UTF-8' }, /Usage/],
    ['traditional Chinese as English', { LANG: 'zh_TW.UTF-8' }, /Usage/],
  ];
  for (const [name, environment, expected] of cases) {
    it(`follows ${name}`, async () => {
      const { stdout } = await runCli(program, ['--help'], { environment });
      assert.match(stdout, expected);
    });
  }
});

describe('lint --json', () => {
  it('prints what the schema describes', async () => {
    const file = join(program.folder, 'vsftpd.conf');
    writeFileSync(file, 'listen=YES\npasv_address =1.2.3.4\nanonymous_enable=maybe\n');
    const { stdout } = await runCli(program, ['lint', file, '--json']);
    assert.deepEqual(schemaFaults(JSON.parse(stdout)), []);
    assert.ok((JSON.parse(stdout) as { files: { problems: unknown[] }[] }).files[0]?.problems.length);
  });
});

describe('a port that refuses', () => {
  it('is dialled, recorded and told once', async () => {
    const listener = createServer().listen(0, '127.0.0.1');
    await once(listener, 'listening');
    const { port } = listener.address() as AddressInfo;
    listener.close();
    await once(listener, 'close');
    const url = `ftp://127.0.0.1:${port}/`;
    const { status, stdout } = await runCli(program, [url, '--json']);
    assert.equal(status, 1);
    const { events, findings } = JSON.parse(stdout) as Report;
    const connects = events.filter(({ kind }) => kind === 'connect');
    assert.equal(connects.length, 1);
    assert.equal(findings[0]?.id, 'control-unreachable');
    assert.equal(findings[0].explanation.split(`127.0.0.1:${port}`).length - 1, 1);
    const { stdout: text } = await runCli(program, [url]);
    assert.match(text, /PASV +– no session with the server came about/);
  });
});

describe('a log of more sessions than are shown', () => {
  it('is told with their number', async () => {
    const file = join(program.folder, 'many.log');
    writeFileSync(
      file,
      '220 ready\nUSER a\n331 go on\nPASV\n227 ok (10,0,0,1,1,2)\nLIST\n425 no\n'.repeat(2003),
    );
    const { status, stdout, stderr } = await runCli(program, ['explain', file]);
    assert.equal(status, 1);
    assert.match(stdout, /Report 2000 of 2000/);
    assert.equal(stderr, 'ftp-diagnose: Not shown: 3 further sessions, beyond the limit.\n');
  });
});
