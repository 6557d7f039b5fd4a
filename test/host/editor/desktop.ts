import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { downloadAndUnzipVSCode, resolveCliPathFromVSCodeExecutablePath } from '@vscode/test-electron';

/** What a desktop window is opened with. */
export interface DesktopOptions {
  readonly data: string;
  readonly extensions: string;
  readonly sample: string;
  readonly vsix: string;
  readonly settings: Readonly<Record<string, unknown>>;
}

const shell = process.platform === 'win32';

/** The desktop's own `code` command, else the one of the VS Code that test-electron downloads. */
async function codeCommand(): Promise<string> {
  if (spawnSync('code', ['--version'], { shell, stdio: 'ignore' }).status === 0) return 'code';
  return resolveCliPathFromVSCodeExecutablePath(await downloadAndUnzipVSCode('stable'));
}

/** Opens the desktop VS Code with folders of its own and waits until its window is closed. */
export async function openDesktop(options: DesktopOptions): Promise<void> {
  const code = await codeCommand();
  const data = join(options.data, 'desktop');
  const settingsFile = join(data, 'User', 'settings.json');
  if (!existsSync(settingsFile)) {
    mkdirSync(join(data, 'User'), { recursive: true });
    writeFileSync(
      settingsFile,
      JSON.stringify({ 'workbench.startupEditor': 'none', ...options.settings }, null, 2),
    );
  }
  const own = [`--user-data-dir=${data}`, `--extensions-dir=${join(options.extensions, 'desktop')}`];
  for (const args of [
    [...own, '--install-extension', options.vsix, '--force'],
    [...own, '--disable-workspace-trust', '--wait', '--new-window', options.sample],
  ]) {
    const { status } = spawnSync(code, args, { shell, stdio: 'inherit' });
    if (status !== 0) throw new Error(`${code} ended with ${String(status)}`);
  }
}
