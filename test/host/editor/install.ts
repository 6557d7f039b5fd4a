import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EditorFault } from './editorFault.ts';

/** `newest` is what people have today; `floor` is the oldest that `engines.vscode` allows. */
export type EditorVersion = 'newest' | 'floor';

const root = join(import.meta.dirname, '..');
const packages: Readonly<Record<EditorVersion, string>> = {
  newest: 'code-server',
  floor: 'code-server-floor',
};

/** The folder of VS Code's own server inside an installed code-server. */
export function editorFolder(version: EditorVersion): string {
  return join(root, 'node_modules', packages[version], 'lib', 'vscode');
}

/**
 * The Node.js that runs an editor. 1.105 was made for Node 22 and its extension host deadlocks under 24 (a module hook
 * waits for itself), so the floor brings its own.
 */
export function editorNode(version: EditorVersion): string {
  if (version === 'newest') return process.execPath;
  const architecture = process.platform === 'darwin' ? 'x64' : process.arch;
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${architecture}`;
  return join(root, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

function npm(args: readonly string[], cwd: string): void {
  const { status } = spawnSync(
    'npm',
    [...args, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd,
      stdio: ['ignore', 'ignore', 'inherit'],
      shell: process.platform === 'win32',
    },
  );
  if (status !== 0) throw new EditorFault(`npm ${args.join(' ')} failed in ${cwd}.`);
}

/**
 * Takes dependencies that come from a git repository from the registry instead (4.105.1 pins a commit of
 * @parcel/watcher), so that the registry is the only place anything is fetched from.
 */
function replaceGitDependencies(folder: string): void {
  const manifestFile = join(folder, 'package.json');
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as { dependencies: Record<string, string> };
  const lockFile = join(folder, 'npm-shrinkwrap.json');
  const lock = JSON.parse(readFileSync(lockFile, 'utf8')) as {
    packages: Record<string, { dependencies?: Record<string, string>; resolved?: string }>;
  };
  let changed = false;
  for (const [name, spec] of Object.entries(manifest.dependencies)) {
    if (!spec.includes('/') || !spec.includes('#')) continue;
    changed = true;
    manifest.dependencies[name] = registryVersions[name] ?? 'latest';
    const whole = lock.packages[''];
    if (whole?.dependencies !== undefined) whole.dependencies[name] = manifest.dependencies[name];
    for (const path of Object.keys(lock.packages)) {
      if (path === `node_modules/${name}` || path.startsWith(`node_modules/${name}/`)) {
        Reflect.deleteProperty(lock.packages, path);
      }
    }
  }
  if (!changed) return;
  writeFileSync(manifestFile, JSON.stringify(manifest, null, 2));
  writeFileSync(lockFile, JSON.stringify(lock, null, 2));
}

const registryVersions: Readonly<Record<string, string>> = { '@parcel/watcher': '2.5.6' };

/** Whether an editor is installed whole. */
export function isInstalled(version: EditorVersion): boolean {
  return existsSync(join(editorFolder(version), 'node_modules', '.ftp-diagnose-ready'));
}

/** Installs the editors that are missing; nothing of theirs is run while installing. */
export function installEditors(versions: readonly EditorVersion[]): void {
  const missing = versions.filter((version) => !isInstalled(version));
  if (missing.length === 0) return;
  process.stderr.write(
    `Installing ${missing.map((version) => packages[version]).join(' and ')} from npm, once, ` +
      `about 600 MB each on disk, into test/host/node_modules …\n`,
  );
  npm(['ci', ...(versions.includes('floor') ? [] : ['--omit=dev', '--omit=optional'])], root);
  for (const version of versions) {
    const folder = editorFolder(version);
    replaceGitDependencies(folder);
    npm(['install', '--omit=dev'], folder);
    writeFileSync(join(folder, 'node_modules', '.ftp-diagnose-ready'), '');
  }
}
