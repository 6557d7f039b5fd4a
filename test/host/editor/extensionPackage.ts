import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { editorFolder, editorNode, type EditorVersion } from './install.ts';

const root = join(import.meta.dirname, '..', '..', '..');

function run(command: string, args: readonly string[], cwd: string): string {
  const { status, stdout, stderr, error } = spawnSync(command, [...args], { cwd, encoding: 'utf8' });
  if (status !== 0) {
    throw new Error(
      `${command} ${args.join(' ')} ended with ${String(status)}: ${stdout}${stderr}${error?.message ?? ''}`,
    );
  }
  return stdout + stderr;
}

function newestTime(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((newest, entry) => Math.max(newest, statSync(join(entry.parentPath, entry.name)).mtimeMs), 0);
}

let packaged: string | null = null;

/** The .vsix of the working copy, packaged anew when a source is newer than it; once a process. */
export function packagedExtension(): string {
  packaged ??= packageExtension();
  return packaged;
}

function packageExtension(): string {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
  };
  const file = join(root, `${manifest.name}-${manifest.version}.vsix`);
  const sources = Math.max(
    ...['src', 'l10n', 'media', 'docs'].map((folder) => newestTime(join(root, folder))),
    ...['package.json', 'package.nls.json', 'package.nls.zh-cn.json', '.vscodeignore', 'esbuild.js'].map(
      (name) => statSync(join(root, name)).mtimeMs,
    ),
  );
  if (!existsSync(file) || statSync(file).mtimeMs < sources) {
    process.stderr.write('Packaging the extension …\n');
    const vsce = join(root, 'node_modules', '@vscode', 'vsce', 'vsce');
    run(process.execPath, [join(root, 'esbuild.js')], root);
    const output = run(
      process.execPath,
      [vsce, 'package', '--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links'],
      root,
    );
    if (/warning/i.test(output)) throw new Error(`The package has warnings:\n${output}`);
  }
  return file;
}

/** Installs a .vsix as a person would, for all windows that use these folders. */
export function installExtension(
  version: EditorVersion,
  vsix: string,
  dataFolder: string,
  extensionsFolder: string,
): void {
  run(
    editorNode(version),
    [
      join(editorFolder(version), 'out', 'server-main.js'),
      `--install-extension=${vsix}`,
      '--force',
      '--accept-server-license-terms',
      '--disable-telemetry',
      `--server-data-dir=${dataFolder}`,
      `--extensions-dir=${extensionsFolder}`,
    ],
    root,
  );
}
