import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EditorFault } from './editorFault.ts';
import { editorFolder, editorNode, type EditorVersion } from './install.ts';

/** A running editor: VS Code's own server, which a browser opens. */
export interface EditorServer {
  readonly port: number;
  /** Address of the workbench, with the connection token if there is one. */
  readonly url: string;
  /** Resolves when the server has ended, by itself or by `stop`. */
  readonly ended: Promise<number | null>;
  stop(): Promise<void>;
}

export interface ServerOptions {
  readonly version: EditorVersion;
  /** Holds settings, secrets and storage of this run; `data/User/settings.json` below it. */
  readonly dataFolder: string;
  readonly extensionsFolder: string;
  /** Null leaves the server open to whoever reaches the loopback port. */
  readonly token: string | null;
  readonly port?: number;
  /** Accepts the tests' payload; never set for a person's editor. */
  readonly smokeTest: boolean;
  readonly workspaceTrust: boolean;
  readonly env?: NodeJS.ProcessEnv;
  readonly onOutput?: (text: string) => void;
}

/** Settings without which the editor would ask, greet or look for updates. */
export const quietSettings: Readonly<Record<string, unknown>> = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.commandCenter.enabled': false,
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'update.mode': 'none',
  // The practice network listens on many ports of the loopback; none of them is for a browser.
  'remote.autoForwardPorts': false,
  'workbench.enableExperiments': false,
  'security.workspace.trust.banner': 'never',
  'security.workspace.trust.startupPrompt': 'never',
};

/** Writes the user settings of a data folder before its server starts. */
export function seedSettings(dataFolder: string, settings: Readonly<Record<string, unknown>>): void {
  const folder = join(dataFolder, 'data', 'User');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'settings.json'), JSON.stringify({ ...quietSettings, ...settings }, null, 2));
}

function serverArguments(options: ServerOptions): string[] {
  return [
    join(editorFolder(options.version), 'out', 'server-main.js'),
    '--host=127.0.0.1',
    `--port=${options.port ?? 0}`,
    '--accept-server-license-terms',
    '--disable-telemetry',
    `--server-data-dir=${options.dataFolder}`,
    `--extensions-dir=${options.extensionsFolder}`,
    ...(options.token === null ? ['--without-connection-token'] : [`--connection-token=${options.token}`]),
    ...(options.smokeTest ? ['--enable-smoke-test-driver'] : []),
    ...(options.workspaceTrust ? [] : ['--disable-workspace-trust']),
  ];
}

/** Ends a child and all that it started, by process id. */
export async function endChild(child: ChildProcess, graceMs = 3000): Promise<void> {
  const { pid } = child;
  if (pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  signalGroup(pid, 'SIGTERM');
  const timer = setTimeout(() => signalGroup(pid, 'SIGKILL'), graceMs);
  await ended;
  clearTimeout(timer);
  signalGroup(pid, 'SIGKILL');
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, signal);
  } catch {
    // The group has ended already.
  }
}

/**
 * Starts the server and resolves once it listens; rejects with its output if it ends before.
 * @throws EditorFault when the port cannot be had: the server only notes that, and lives on
 */
export async function startServer(options: ServerOptions): Promise<EditorServer> {
  const child = spawn(editorNode(options.version), serverArguments(options), {
    // Without a gallery the editor asks nobody on the internet about extensions.
    env: { ...process.env, ...options.env, EXTENSIONS_GALLERY: '{}' },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  });
  // Whatever ends this process, short of a kill, ends the editor and its children with it.
  const reap = (): void => {
    if (child.pid !== undefined) signalGroup(child.pid, 'SIGKILL');
  };
  process.once('exit', reap);
  const ended = new Promise<number | null>((resolve) =>
    child.once('exit', (code) => {
      process.off('exit', reap);
      resolve(code);
    }),
  );
  let output = '';
  const port = await new Promise<number>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      const text = chunk.toString();
      options.onOutput?.(text);
      if (output.length > 200_000) return;
      output += text;
      const match = /Extension host agent listening on (\d+)/.exec(output);
      if (match !== null) resolve(Number(match[1]));
      const refused = /listen (E[A-Z]+)/.exec(output)?.[1];
      if (refused !== undefined) {
        reap();
        reject(new EditorFault(`The editor cannot listen on port ${options.port ?? 0} (${refused}).`));
      }
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    void ended.then((code) =>
      reject(new Error(`The editor ended with ${String(code)} before it listened:\n${output}`)),
    );
  });
  const query = options.token === null ? '' : `?tkn=${options.token}`;
  return { port, url: `http://127.0.0.1:${port}/${query}`, ended, stop: () => endChild(child) };
}
