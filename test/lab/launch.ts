import { spawn, spawnSync, type ChildProcess, type StdioOptions } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { Readable } from 'node:stream';
import type { Scenario } from './scenario.ts';
import type { Played } from './world/play.ts';
import { debianPython, pyftpdlibFolder, pyOpensslFolder } from './world/pyftpdlib.ts';
import { packaged } from './world/serverProgram.ts';

/** The built command line, which the lab judges. */
export const cli = new URL('../../dist/cli.cjs', import.meta.url).pathname;

/** Starts a world with the scenario and verb in `args`. */
export function launch(args: readonly string[], stdio: StdioOptions): ChildProcess {
  return launchAlone(new URL('world/main.ts', import.meta.url).pathname, args, stdio);
}

/**
 * Starts a program of ours as process 1 of new process, mount, network, IPC and host-name namespaces. The kernel kills
 * it when the process that started it dies, however that happens (`--pdeathsig`, `--kill-child`), and with it goes every
 * process, mount and network namespace inside. Nothing is written to the machine, so two runs cannot collide.
 */
export function launchAlone(main: string, args: readonly string[], stdio: StdioOptions): ChildProcess {
  const namespaces = [
    '--mount',
    '--net',
    '--pid',
    '--ipc',
    '--uts',
    '--propagation',
    'private',
    '--mount-proc',
  ];
  const keeper = ['--pdeathsig', 'KILL', 'unshare', ...namespaces, '--fork', '--kill-child=KILL'];
  return spawn('setpriv', [...keeper, process.execPath, main, ...args], { stdio });
}

/** What this machine lacks for the lab, as one line for a person; null when the lab can run. */
export function missing(): string | null {
  if (process.getuid?.() !== 0) return 'The lab needs root: run it as root or with sudo installed.';
  const programs = ['setpriv', 'unshare', 'ip', 'nft', 'openssl'].filter((name) => !canRun(name));
  programs.push(...missingServers());
  if (programs.length > 0) return `The lab needs ${programs.join(', ')}: run "npm run setup".`;
  const trial = spawnSync('unshare', ['--net', '--mount', '--pid', '--fork', '--mount-proc', 'ip', 'link'], {
    encoding: 'utf8',
  });
  if (trial.status !== 0) return `The lab cannot make namespaces here: ${trial.stderr.trim()}`;
  return null;
}

/** The files without which a server of the lab cannot run. */
const serverFiles: readonly (readonly [string, string])[] = [
  ['vsftpd', packaged('vsftpd', 'usr/sbin/vsftpd')],
  ['ProFTPD', packaged('proftpd', 'usr/sbin/proftpd')],
  ['ProFTPD mod_tls', packaged('proftpd', 'usr/lib/proftpd/mod_tls.so')],
  ['Pure-FTPd', packaged('pure-ftpd', 'usr/sbin/pure-ftpd')],
  ['Python of Debian', debianPython],
  ['pyftpdlib', pyftpdlibFolder],
  ['pyOpenSSL', pyOpensslFolder],
];

/** The names of the lab's servers that are not there; `exists` looks for a file or folder. */
export function missingServers(exists: (path: string) => boolean = existsSync): readonly string[] {
  return serverFiles.filter(([, path]) => !exists(path)).map(([name]) => name);
}

/** Which of these programs are not there, as one line for a person; null when all are. */
export function missingPrograms(names: readonly string[]): string | null {
  const programs = names.filter((name) => !canRun(name));
  return programs.length === 0 ? null : `This needs ${programs.join(', ')}: run "npm run setup".`;
}

function canRun(name: string): boolean {
  const folders = `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin`.split(':');
  return folders.some((folder) => existsSync(`${folder}/${name}`));
}

/** Plays a scenario in a world of its own: the wire, then the diagnosis with `options`. */
export async function playInWorld(scenario: Scenario, options: readonly string[]): Promise<Played> {
  const child = launch([scenario.name, 'play', cli, ...options], ['ignore', 'pipe', 'pipe']);
  return (await resultOf(child, scenario.name)) as Played;
}

/** What a world prints as JSON when it has come to its end. */
export async function resultOf(child: ChildProcess, name: string): Promise<unknown> {
  const [out, error, status] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve) => child.once('close', resolve)),
  ]);
  if (status !== 0) throw new Error(`${name} could not be played: ${error.trim()}`);
  return JSON.parse(out);
}

async function text(stream: Readable | null): Promise<string> {
  let whole = '';
  for await (const chunk of stream?.setEncoding('utf8') ?? []) whole += String(chunk);
  return whole;
}
