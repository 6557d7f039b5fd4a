import { build } from 'esbuild';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import type { EditorVersion } from './install.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const suiteFile = join(root, '.tsbuild', 'host', 'suite.cjs');

/** One run of the suite in an extension host, with settings, language and trust of its own. */
export interface SuiteRun {
  /** Chooses the tests: `all`, `activation`, `restricted` or `chinese`. */
  readonly name: string;
  readonly arguments: readonly string[];
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** Puts the suite into the one file that an extension host loads. */
export async function bundleSuite(): Promise<void> {
  await build({
    entryPoints: [join(import.meta.dirname, '..', 'suite', 'index.ts')],
    outfile: suiteFile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode'],
    logLevel: 'warning',
  });
}

/** A desktop VS Code, by its executable. */
export interface DesktopEditor {
  readonly executable: string;
}

/** Runs the suite in our wrapper around an editor, or in a desktop VS Code. @throws Error when a test fails. */
export async function runSuite(run: SuiteRun, editor: EditorVersion | DesktopEditor): Promise<void> {
  const desktop = typeof editor === 'object';
  const folder = mkdtempSync(join(tmpdir(), 'ftp-diagnose-suite-'));
  try {
    await runTests({
      vscodeExecutablePath: desktop ? editor.executable : join(import.meta.dirname, 'code'),
      extensionDevelopmentPath: root,
      extensionTestsPath: suiteFile,
      launchArgs: [
        folder,
        ...run.arguments,
        `--user-data-dir=${join(folder, 'data')}`,
        `--extensions-dir=${join(folder, 'extensions')}`,
      ],
      extensionTestsEnv: {
        ...(desktop ? {} : { FTP_DIAGNOSE_HOST_VERSION: editor }),
        FTP_DIAGNOSE_SUITE: run.name,
        FTP_DIAGNOSE_HOST_SETTINGS: JSON.stringify(run.settings ?? {}),
        // The server keeps a user's files one folder deeper than the desktop.
        FTP_DIAGNOSE_HOST_USER: join(folder, 'data', ...(desktop ? [] : ['data']), 'User'),
        HOME: folder,
      },
    });
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
