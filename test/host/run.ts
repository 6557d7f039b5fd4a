/**
 * `npm run test:host`: the suite in a real extension host, then the workbench as a person uses it, on the newest editor
 * and on the floor. `FTP_DIAGNOSE_HOST=newest` or `floor` runs one; `FTP_DIAGNOSE_EDITOR=desktop` runs the suite in the
 * desktop VS Code that test-electron downloads.
 */
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { packagedExtension } from './editor/extensionPackage.ts';
import { installEditors, type EditorVersion } from './editor/install.ts';

const root = join(import.meta.dirname, '..', '..');
const suiteFile = join(root, '.tsbuild', 'host', 'suite.cjs');
const desktop = process.env['FTP_DIAGNOSE_EDITOR'] === 'desktop';
const asked = process.env['FTP_DIAGNOSE_HOST'];
const versions: readonly EditorVersion[] =
  asked === 'newest' || asked === 'floor' ? [asked] : ['newest', 'floor'];

/** One run of the suite with settings, language and trust of its own. */
interface SuiteRun {
  readonly name: string;
  readonly arguments: readonly string[];
  readonly settings?: Readonly<Record<string, unknown>>;
}

const runs: readonly SuiteRun[] = [
  { name: 'all', arguments: [] },
  { name: 'restricted', arguments: ['--restricted'] },
  { name: 'chinese', arguments: ['--locale=zh-cn'] },
];

async function runSuite(run: SuiteRun, version: EditorVersion): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'ftp-diagnose-suite-'));
  try {
    await runTests({
      ...(desktop ? {} : { vscodeExecutablePath: join(import.meta.dirname, 'editor', 'code') }),
      extensionDevelopmentPath: root,
      extensionTestsPath: suiteFile,
      launchArgs: [
        folder,
        ...run.arguments,
        `--user-data-dir=${join(folder, 'data')}`,
        `--extensions-dir=${join(folder, 'extensions')}`,
      ],
      extensionTestsEnv: {
        FTP_DIAGNOSE_HOST_VERSION: version,
        FTP_DIAGNOSE_SUITE: run.name,
        FTP_DIAGNOSE_HOST_SETTINGS: JSON.stringify(run.settings ?? {}),
        FTP_DIAGNOSE_HOST_DATA: join(folder, 'data'),
        HOME: folder,
      },
    });
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function bundleSuite(): Promise<void> {
  await build({
    entryPoints: [join(import.meta.dirname, 'suite', 'index.ts')],
    outfile: suiteFile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode'],
    logLevel: 'warning',
  });
}

if (!desktop) installEditors(versions);
packagedExtension();
await bundleSuite();
let failed = 0;
for (const version of versions) {
  for (const run of version === 'floor' ? runs.slice(0, 1) : runs) {
    process.stdout.write(`\n# ${desktop ? 'desktop' : version}, ${run.name}\n`);
    try {
      await runSuite(run, version);
    } catch (error) {
      failed += 1;
      process.stdout.write(`${error instanceof Error ? error.message : String(error)}\n`);
    }
  }
}
for (const version of desktop ? [] : versions) {
  process.stdout.write(`\n# ${version}, worked as a person does\n`);
  // What the workbench around the panel is like is the same question in both versions.
  const files = version === 'floor' ? 'timeline.test.ts' : '*.test.ts';
  const { status } = spawnSync(
    process.execPath,
    [
      '--test',
      '--test-concurrency=1',
      '--test-timeout=240000',
      '--test-reporter=spec',
      join(import.meta.dirname, 'workbench', files),
    ],
    { stdio: 'inherit', cwd: root, env: { ...process.env, FTP_DIAGNOSE_HOST_VERSION: version } },
  );
  if (status !== 0) failed += 1;
}
process.exitCode = failed === 0 ? 0 : 1;
