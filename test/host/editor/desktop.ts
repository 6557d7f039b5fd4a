import {
  downloadAndUnzipVSCode,
  ProgressReportStage,
  resolveCliPathFromVSCodeExecutablePath,
  type ProgressReport,
} from '@vscode/test-electron';
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { EditorFault } from './editorFault.ts';
import { lives } from './lives.ts';
import { quietSettings } from './server.ts';

/** Where an editor of ours keeps what it keeps; a desktop gets a folder of its own below each. */
export interface DesktopFolders {
  readonly data: string;
  readonly extensions: string;
}

/** What a desktop window is opened with. */
export interface DesktopOptions extends DesktopFolders {
  readonly sample: string;
  readonly vsix: string;
  readonly settings: Readonly<Record<string, unknown>>;
}

/** How a command is started: what `spawn` takes. */
export interface CommandLine {
  readonly command: string;
  readonly args: readonly string[];
  readonly shell: boolean;
}

/** What of the machine decides how VS Code is started on it. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
  /** The user's number, 0 for root; null on Windows. */
  readonly user: number | null;
}

/** This machine. */
export function thisMachine(): Machine {
  return { platform: process.platform, env: process.env, user: process.getuid?.() ?? null };
}

/**
 * `code` is a .cmd on Windows, which Node starts only through cmd.exe, and then it joins the arguments with blanks and
 * quotes nothing (CVE-2024-27980): quoted here, or a folder with a blank in its name falls into pieces.
 */
export function commandLine(
  platform: NodeJS.Platform,
  command: string,
  args: readonly string[],
): CommandLine {
  if (platform !== 'win32') return { command, args, shell: false };
  const quoted = (text: string): string => `"${text}"`;
  return { command: quoted(command), args: args.map(quoted), shell: true };
}

/** Folders of our own, never the person's; without them VS Code also refuses to start as root. */
export function ownFolders({ data, extensions }: DesktopFolders): string[] {
  return [`--user-data-dir=${join(data, 'desktop')}`, `--extensions-dir=${join(extensions, 'desktop')}`];
}

/** What installs the packaged extension. */
export function installArguments(options: DesktopOptions): string[] {
  return [...ownFolders(options), '--install-extension', options.vsix, '--force'];
}

/**
 * What opens the sample in a window and waits for its end. The folder is not declared trusted: all of FTP Diagnose
 * works in Restricted Mode, and a window that trusts everything would run the tasks of any project opened in it.
 */
export function windowArguments(options: DesktopOptions, { platform, user }: Machine): string[] {
  return [
    ...ownFolders(options),
    // Chromium's sandbox does not work for root.
    ...(platform === 'linux' && user === 0 ? ['--no-sandbox'] : []),
    '--wait',
    '--new-window',
    options.sample,
  ];
}

function start(line: CommandLine, output: 'inherit' | 'pipe'): ChildProcess {
  return spawn(line.command, [...line.args], {
    shell: line.shell,
    stdio: output === 'inherit' ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'ignore'],
    windowsHide: true,
  });
}

async function endOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    child.once('error', () => resolve(null));
    child.once('exit', (code) => resolve(code));
  });
}

/**
 * Whether `code` on the path is a desktop's. In the terminal of a remote window, in WSL and in a container it is VS
 * Code's remote command, which drops the folders of our own and would install into the person's.
 */
async function hasDesktopCommand(folders: DesktopFolders, { platform }: Machine): Promise<boolean> {
  const child = start(commandLine(platform, 'code', [...ownFolders(folders), '--help']), 'pipe');
  // A `code` that asks something instead of answering waits for ever.
  setTimeout(() => child.kill(), 30_000).unref();
  let help = '';
  child.stdout?.on('data', (chunk: Buffer) => (help += chunk.toString()));
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  if ((await endOf(child)) !== 0) return false;
  await closed;
  return help.includes('--user-data-dir') && help.includes('--extensions-dir');
}

/** Throws in one line when a window of a desktop can not be seen on this machine. */
export function needDisplay({ platform, env }: Machine): void {
  const shown = (env['DISPLAY'] ?? '') !== '' || (env['WAYLAND_DISPLAY'] ?? '') !== '';
  if (platform === 'linux' && !shown)
    throw new EditorFault(
      'There is no display for a desktop VS Code (neither DISPLAY nor WAYLAND_DISPLAY is set): ' +
        'use a desktop session or xvfb-run, or leave out FTP_DIAGNOSE_EDITOR for the editor in the browser.',
    );
}

/** Says what takes long; the library's own spinner would stay on the screen when there is no network. */
const reporter = {
  report({ stage }: ProgressReport): void {
    if (stage === ProgressReportStage.ResolvingCDNLocation)
      process.stderr.write('Downloading VS Code, once, about 500 MB on disk, into .vscode-test …\n');
  },
  error: (): void => undefined,
};

/** The executable of the VS Code in `.vscode-test`, downloaded when none is there. @throws EditorFault */
export async function downloadedDesktop(): Promise<string> {
  try {
    return await downloadAndUnzipVSCode({ version: 'stable', reporter });
  } catch (error) {
    const reason =
      error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? error.message) : String(error);
    throw new EditorFault(
      `VS Code could not be downloaded from update.code.visualstudio.com (${reason}): install it so that ` +
        '`code` is on the path, or leave out FTP_DIAGNOSE_EDITOR for the editor in the browser.',
    );
  }
}

/** Runs a command to its end; an abort ends it. */
async function run(line: CommandLine, signal: AbortSignal): Promise<number | null> {
  const child = start(line, 'inherit');
  const stop = (): void => void child.kill('SIGTERM');
  signal.addEventListener('abort', stop);
  const status = await endOf(child);
  signal.removeEventListener('abort', stop);
  // A Ctrl-C reaches the child as well as us, and the child may be the quicker one.
  if (status !== 0) await delay(50);
  return status;
}

/** Sends a signal to a process; false when there is none. */
function signalled(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

/** The process of the instance that uses a data folder, null for none; VS Code writes it there when it starts. */
function instanceOf(data: string): number | null {
  try {
    const pid = Number(readFileSync(join(data, 'code.lock'), 'utf8'));
    return pid > 0 && lives(pid) ? pid : null;
  } catch {
    return null;
  }
}

/**
 * `code` gives its window a session of its own, where no Ctrl-C arrives: ends that instance, kindly at first. It may have
 * been about to start; one that ran before is the person's and stays.
 */
async function endInstance(data: string, earlier: number | null): Promise<void> {
  let instance: number | null = null;
  for (let waited = 0; instance === null && waited < 3000; waited += 100) {
    const now = instanceOf(data);
    if (now !== earlier) instance = now;
    if (instance === null) await delay(100);
  }
  // Once only: to Chromium a second SIGTERM is an order to die at once.
  if (instance === null || !signalled(instance, 'SIGTERM')) return;
  for (let waited = 0; waited < 10_000; waited += 100) {
    await delay(100);
    if (!lives(instance)) return;
  }
  signalled(instance, 'SIGKILL');
}

function seed(data: string, settings: Readonly<Record<string, unknown>>): void {
  const file = join(data, 'User', 'settings.json');
  if (existsSync(file)) return;
  mkdirSync(join(data, 'User'), { recursive: true });
  writeFileSync(file, JSON.stringify({ ...quietSettings, ...settings }, null, 2));
}

/** The `code` command that opens a desktop VS Code on this machine. @throws EditorFault */
export async function desktopCommand(folders: DesktopFolders): Promise<string> {
  const machine = thisMachine();
  needDisplay(machine);
  if (await hasDesktopCommand(folders, machine)) return 'code';
  return resolveCliPathFromVSCodeExecutablePath(await downloadedDesktop());
}

/**
 * Opens a desktop VS Code with folders of its own and waits until its window is closed or `signal` aborts, which closes
 * it. @throws EditorFault when a command of VS Code fails.
 */
export async function openDesktop(code: string, options: DesktopOptions, signal: AbortSignal): Promise<void> {
  const machine = thisMachine();
  const data = join(options.data, 'desktop');
  seed(data, options.settings);
  const earlier = instanceOf(data);
  const steps = [installArguments(options), windowArguments(options, machine)];
  for (const args of steps) {
    const status = await run(commandLine(machine.platform, code, args), signal);
    if (stopped(signal)) return args === steps[1] ? endInstance(data, earlier) : undefined;
    if (status !== 0) throw new EditorFault(`${code} ${args.join(' ')} ended with ${String(status)}`);
  }
}

/** Asked anew each time: an abort comes while we wait. */
function stopped(signal: AbortSignal): boolean {
  return signal.aborted;
}
