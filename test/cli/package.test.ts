import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { lintRuleIds } from '../../src/core/config/lint/ruleIds.ts';
import { findingIds } from '../../src/core/diagnosis/findingIds.ts';

const root = join(import.meta.dirname, '..', '..');
const manifest = readFileSync(join(root, 'package.json'), 'utf8');
const readme = readFileSync(join(root, 'README.md'), 'utf8');

/** Every picture, grammar and language file that the manifest or the README points to. */
const media = [
  ...new Set(
    [...manifest.matchAll(/"(?:\.\/)?(media\/[^"]+)"/g), ...readme.matchAll(/\]\((media\/[^)]+)\)/g)].map(
      ([, file = '']) => file,
    ),
  ),
];

/** What the extension ships, and nothing else. */
const expected = [
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'package.json',
  'package.nls.json',
  'package.nls.zh-cn.json',
  'dist/cli.cjs',
  'dist/extension.cjs',
  'dist/webview.css',
  'dist/webview.js',
  'dist/l10n/bundle.l10n.zh-cn.json',
  'media/icon.svg',
  ...media,
  'docs/eip-modes.md',
  'docs/rules/README.md',
  ...findingIds.map((id) => `docs/rules/${id}.md`),
  'docs/rules/vsftpd-conf/README.md',
  ...lintRuleIds.map((id) => `docs/rules/vsftpd-conf/${id.replace(/^vsftpd-/, '')}.md`),
];

describe('the package', () => {
  it('holds exactly these files', () => {
    const { stdout, stderr, status } = spawnSync(
      join(root, 'node_modules', '.bin', 'vsce'),
      ['ls', '--no-dependencies'],
      { cwd: root, encoding: 'utf8', env: { ...process.env, npm_config_loglevel: 'silent' } },
    );
    assert.equal(status, 0, stderr);
    assert.deepEqual(stdout.trim().split('\n').sort(), expected.sort());
  });

  it('is made without a warning and stays under a megabyte', () => {
    const folder = mkdtempSync(join(tmpdir(), 'ftp-diagnose-package-'));
    try {
      const file = join(folder, 'extension.vsix');
      const { stdout, stderr, status } = spawnSync(
        'npm',
        ['run', '--silent', 'package', '--', '--out', file],
        {
          cwd: root,
          encoding: 'utf8',
          shell: process.platform === 'win32',
        },
      );
      assert.equal(status, 0, stdout + stderr);
      assert.doesNotMatch(stdout + stderr, /warn/i);
      const { size } = statSync(file);
      assert.ok(size < 1_000_000, `${size} bytes`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('a bundle', () => {
  const { dependencies } = JSON.parse(manifest) as { dependencies: Readonly<Record<string, string>> };
  const licences = Object.keys(dependencies).map((name) => {
    const folder = join(root, 'node_modules', name);
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry)) ?? '';
    return readFileSync(join(folder, file), 'utf8').trim();
  });

  it('carries the licences of the packages in it, also when it is copied alone', () => {
    assert.equal(licences.length, 2);
    const tool = readFileSync(join(root, 'dist', 'cli.cjs'), 'utf8');
    for (const licence of licences) assert.ok(tool.includes(licence), licence.slice(0, 60));
  });

  it('holds no other package than the README names', () => {
    for (const file of ['cli.cjs', 'extension.cjs', 'webview.js']) {
      const text = readFileSync(join(root, 'dist', file), 'utf8');
      const named = [...text.matchAll(/^\/\*\n(\S+)\n\n/gm)].map(([, name = '']) => name);
      for (const name of named) assert.match(readme, new RegExp(`- \\[${name}\\]`));
    }
  });
});

describe('the README', () => {
  it('shows what the program prints', () => {
    const printed = spawnSync(process.execPath, [join(root, 'dist', 'cli.cjs'), 'practice', 'eip-normal'], {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'] ?? '', LANG: 'C.UTF-8' },
    }).stdout;
    /** Times and the blanks around them differ from run to run. */
    const lasting = (text: string): string =>
      text
        .replace(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/g, '<date>')
        .replace(/[\d.]+ m?s\b/g, '<time>')
        .replace(/\s+/g, ' ');
    const blocks = [...readme.matchAll(/```text\n([\s\S]*?)```/g)].map(([, block = '']) => block);
    assert.equal(blocks.length, 2);
    for (const block of blocks) assert.ok(lasting(printed).includes(lasting(block).trim()), block);
  });

  it('names the test command that CI runs', () => {
    const command = 'npm ci && npm run setup && npm test';
    assert.ok(readme.includes(`\n    ${command}\n`));
    assert.ok(readFileSync(join(root, '.ci', 'run'), 'utf8').endsWith(`\n${command}\n`));
  });
});
