import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { copyFileSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** A Node to run the command line on. */
export interface NodeProgram {
  readonly path: string;
  readonly version: string;
}

function versionOf(path: string): string | null {
  const { status, stdout } = spawnSync(path, ['--version'], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : null;
}

/** Every Node of this machine, each version once: the one that runs the tests, then those on the PATH. */
export function nodePrograms(): NodeProgram[] {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const found = new Map<string, NodeProgram>();
  for (const path of [process.execPath, ...folders.map((folder) => join(folder, 'node'))]) {
    const version = versionOf(path);
    if (version !== null && !found.has(version)) found.set(version, { path: realpathSync(path), version });
  }
  return [...found.values()];
}

/** dist/cli.cjs alone in an empty folder, as a person may copy it to another machine. */
export class LonelyProgram {
  readonly folder = mkdtempSync(join(tmpdir(), 'ftp-diagnose-'));
  readonly file = join(this.folder, 'cli.cjs');

  constructor() {
    copyFileSync(join(import.meta.dirname, '..', '..', 'dist', 'cli.cjs'), this.file);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}

/** How a run is set up. */
export interface RunOptions {
  readonly node?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** What standard input holds; empty by default. */
  readonly input?: string;
  /** Called once the program runs. */
  readonly started?: (child: ChildProcess) => void;
}

/** What came of a run. */
export interface RunResult {
  readonly status: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** An environment that says nothing about language, colour or password. */
const bareEnvironment = { PATH: process.env['PATH'] ?? '', HOME: tmpdir(), LANG: 'C.UTF-8' };

/** Runs the command line to its end. */
export function runCli(
  program: LonelyProgram,
  words: readonly string[],
  { node = process.execPath, environment = {}, input = '', started }: RunOptions = {},
): Promise<RunResult> {
  const child = spawn(node, [program.file, ...words], {
    cwd: program.folder,
    env: { ...bareEnvironment, ...environment },
    stdio: 'pipe',
  });
  started?.(child);
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status, signal) => {
      resolve({
        status,
        signal,
        stdout: Buffer.concat(out).toString('utf8'),
        stderr: Buffer.concat(err).toString('utf8'),
      });
    });
  });
}
