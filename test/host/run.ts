/**
 * `npm run test:host`: the suite in a real extension host, then the workbench as a person uses it, on the newest editor
 * and on the floor. `FTP_DIAGNOSE_HOST=newest` or `floor` runs one; `FTP_DIAGNOSE_EDITOR=desktop` runs the suite in the
 * desktop VS Code that test-electron downloads.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { downloadedDesktop, needDisplay, thisMachine } from './editor/desktop.ts';
import { EditorFault } from './editor/editorFault.ts';
import { packagedExtension } from './editor/extensionPackage.ts';
import { installEditors, type EditorVersion } from './editor/install.ts';
import { bundleSuite, runSuite, type DesktopEditor, type SuiteRun } from './editor/suiteRun.ts';

const root = join(import.meta.dirname, '..', '..');
const desktop = process.env['FTP_DIAGNOSE_EDITOR'] === 'desktop';
const asked = process.env['FTP_DIAGNOSE_HOST'];
const versions: readonly EditorVersion[] =
  asked === 'newest' || asked === 'floor' ? [asked] : ['newest', 'floor'];

const runs: readonly SuiteRun[] = [
  { name: 'all', arguments: [] },
  { name: 'restricted', arguments: ['--restricted'] },
  { name: 'chinese', arguments: ['--locale=zh-cn'] },
];

/** Restricted Mode and another language are our wrapper's doing; the desktop runs the whole suite once. */
async function desktopRuns(): Promise<(readonly [string, SuiteRun, DesktopEditor])[]> {
  try {
    needDisplay(thisMachine());
    const executable = await downloadedDesktop();
    return runs.slice(0, 1).map((run) => ['desktop', run, { executable }]);
  } catch (error) {
    if (!(error instanceof EditorFault)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

const planned = desktop
  ? await desktopRuns()
  : versions.flatMap((version) =>
      (version === 'floor' ? runs.slice(0, 1) : runs).map((run) => [version, run, version] as const),
    );
if (!desktop) installEditors(versions);
packagedExtension();
await bundleSuite();
let failed = 0;
for (const [title, run, editor] of planned) {
  process.stdout.write(`\n# ${title}, ${run.name}\n`);
  try {
    await runSuite(run, editor);
  } catch (error) {
    failed += 1;
    process.stdout.write(`${error instanceof Error ? error.message : String(error)}\n`);
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
      // Whatever a failed test has left open must not keep the run from its end.
      '--test-force-exit',
      '--test-reporter=spec',
      join(import.meta.dirname, 'workbench', files),
    ],
    { stdio: 'inherit', cwd: root, env: { ...process.env, FTP_DIAGNOSE_HOST_VERSION: version } },
  );
  if (status !== 0) failed += 1;
}
process.exitCode = failed === 0 ? 0 : 1;
