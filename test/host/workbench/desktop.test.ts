import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { installArguments, windowArguments } from '../editor/desktop.ts';
import { packagedExtension } from '../editor/extensionPackage.ts';
import { editorFolder } from '../editor/install.ts';
import { lives } from '../editor/lives.ts';

const host = join(import.meta.dirname, '..');

/**
 * A `code` that writes down how it is called. Like the real one it gives its window a session of its own, writes the
 * window's process into `code.lock`, and waits for its end.
 */
const standIn = `#!/usr/bin/env node
const { appendFileSync, existsSync } = require('node:fs');
const { spawn } = require('node:child_process');
const args = process.argv.slice(2);
appendFileSync(process.env.RECORD, JSON.stringify(args) + '\\n');
const value = (name) => args.find((each) => each.startsWith(name + '='))?.slice(name.length + 1);
if (args.includes('--help')) {
  console.log(process.env.REMOTE ? '--install-extension <id>' : '--user-data-dir <dir>\\n--extensions-dir <dir>');
} else if (args.includes('--install-extension')) {
  process.exit(Number(process.env.INSTALL_STATUS ?? 0));
} else if (args.includes('--wait')) {
  const window = spawn(process.execPath, ['-e', \`
    const { writeFileSync, rmSync } = require('node:fs');
    const lock = process.argv[1] + '/code.lock';
    const close = () => { rmSync(lock); process.exit(0); };
    writeFileSync(lock, String(process.pid));
    process.on('SIGTERM', close);
    setTimeout(close, Number(process.env.OPEN_MS));
  \`, value('--user-data-dir')], { detached: true, stdio: 'ignore' });
  window.once('exit', () => process.exit(0));
}
`;

/** An Electron that runs no test, and says how it was called. */
const standInElectron = `#!/usr/bin/env node
require('node:fs').appendFileSync(process.env.RECORD, JSON.stringify(process.argv.slice(2)) + '\\n');
process.exit(Number(process.env.SUITE_STATUS ?? 0));
`;

interface Ended {
  readonly status: number | null;
  readonly output: string;
  /** The arguments of each call of the stand-in, in order. */
  readonly calls: readonly (readonly string[])[];
}

/** A machine with a blank in its folders, a display, no way to the internet, and perhaps a `code`. */
class DesktopMachine {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), 'ftp-diagnose desktop ')));
  readonly home = join(this.folder, 'the home');
  readonly #record = join(this.folder, 'calls');

  constructor(hasCode: boolean) {
    const bin = join(this.folder, 'bin');
    mkdirSync(bin);
    symlinkSync(process.execPath, join(bin, 'node'));
    if (hasCode) this.#executable(join(bin, 'code'), standIn);
  }

  #executable(path: string, text: string): void {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    chmodSync(path, 0o755);
  }

  /** What test-electron has left of an earlier download. */
  addDownload(): void {
    const at = join(this.folder, '.vscode-test', 'vscode-linux-x64-1.139.1');
    this.#executable(join(at, 'code'), standInElectron);
    this.#executable(join(at, 'bin', 'code'), standIn);
    writeFileSync(join(at, 'is-complete'), '');
  }

  start(file: string, env: NodeJS.ProcessEnv): { child: ChildProcess; ended: Promise<Ended> } {
    const child = spawn(process.execPath, [join(host, file)], {
      cwd: this.folder,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        // Node alone: a `code` of the person's own is not for a test.
        PATH: join(this.folder, 'bin'),
        HOME: this.folder,
        DISPLAY: ':99',
        RECORD: this.#record,
        OPEN_MS: '100',
        FTP_DIAGNOSE_EDITOR: 'desktop',
        FTP_DIAGNOSE_EDITOR_HOME: this.home,
        npm_config_https_proxy: closedProxy,
        ...env,
      },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const ended = new Promise<Ended>((resolve) =>
      child.once('close', (status) => resolve({ status, output, calls: this.calls() })),
    );
    return { child, ended };
  }

  calls(): string[][] {
    if (!existsSync(this.#record)) return [];
    const lines = readFileSync(this.#record, 'utf8').trim().split('\n');
    return lines.map((line) => JSON.parse(line) as string[]);
  }
}

let closedProxy = '';
const machines: DesktopMachine[] = [];

function machineWith({ code = false, download = false }): DesktopMachine {
  const machine = new DesktopMachine(code);
  if (download) machine.addDownload();
  machines.push(machine);
  return machine;
}

async function startOn(
  machine: DesktopMachine,
  env: NodeJS.ProcessEnv = {},
  file = 'start.ts',
): Promise<Ended> {
  return machine.start(file, env).ended;
}

before(async () => {
  packagedExtension();
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closedProxy = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await new Promise((resolve) => server.close(resolve));
});
after(() => {
  for (const { folder } of machines) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
});

describe('npm start with the desktop VS Code', () => {
  it('installs the package, then opens the sample, with folders of its own, and waits', async () => {
    const machine = machineWith({ code: true });
    const { status, output, calls } = await startOn(machine);
    assert.equal(status, 0, output);
    const own = [
      `--user-data-dir=${join(machine.home, 'data', 'desktop')}`,
      `--extensions-dir=${join(machine.home, 'extensions', 'desktop')}`,
    ];
    const sandbox = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const sample = join(machine.home, 'sample');
    assert.deepEqual(calls, [
      [...own, '--help'],
      [...own, '--install-extension', packagedExtension(), '--force'],
      [...own, ...sandbox, '--wait', '--new-window', sample],
    ]);
    assert.ok(existsSync(join(sample, 'vsftpd.conf')));
    const file = join(machine.home, 'data', 'desktop', 'User', 'settings.json');
    const settings = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    assert.equal(settings['workbench.startupEditor'], 'readme');
    assert.ok(existsSync(join(sample, 'README.md')));
    assert.equal(settings['workbench.secondarySideBar.defaultVisibility'], 'hidden');
    assert.deepEqual(
      (settings['ftpDiagnose.endpoints'] as { url: string }[])[0]?.url,
      'practice://eip-normal',
    );
  });

  it('keeps the settings that a person has changed there', async () => {
    const machine = machineWith({ code: true });
    const user = join(machine.home, 'data', 'desktop', 'User');
    mkdirSync(user, { recursive: true });
    writeFileSync(join(user, 'settings.json'), '{ "mine": 1 }');
    assert.equal((await startOn(machine)).status, 0);
    assert.equal(readFileSync(join(user, 'settings.json'), 'utf8'), '{ "mine": 1 }');
  });

  it('ends the window by Ctrl-C, though it is in a session of its own', async () => {
    const machine = machineWith({ code: true });
    const { child, ended } = machine.start('start.ts', { OPEN_MS: '60000' });
    const lock = join(machine.home, 'data', 'desktop', 'code.lock');
    for (let waited = 0; waited < 20_000 && !existsSync(lock); waited += 50)
      await new Promise((resolve) => setTimeout(resolve, 50));
    const window = Number(readFileSync(lock, 'utf8'));
    assert.ok(lives(window));
    process.kill(-(child.pid ?? 0), 'SIGINT');
    const { status, output } = await ended;
    assert.equal(status, 0, output);
    assert.equal(output, '');
    assert.equal(lives(window), false);
    assert.equal(existsSync(lock), false);
  });

  it('says which command failed, and opens no window without the extension', async () => {
    const { status, output, calls } = await startOn(machineWith({ code: true }), { INSTALL_STATUS: '1' });
    assert.equal(status, 1);
    assert.match(output, /^code .*--install-extension .* ended with 1\n$/);
    assert.equal(calls.length, 2);
  });

  it('installs nothing by the command of a remote window, which would install for the person', async () => {
    const machine = machineWith({ code: true });
    const { status, output, calls } = await startOn(machine, { REMOTE: '1' });
    assert.equal(status, 1);
    assert.equal(calls.length, 1);
    assert.match(output, /^VS Code could not be downloaded .*ECONNREFUSED.*\n$/);
  });

  it('says in one line what is missing, and leaves nothing behind', async () => {
    const machine = machineWith({});
    const offline = await startOn(machine);
    assert.equal(offline.status, 1);
    assert.match(
      offline.output,
      /^VS Code could not be downloaded .*ECONNREFUSED.*`code` is on the path.*\n$/,
    );
    if (process.platform === 'linux') {
      const blind = await startOn(machine, { DISPLAY: '' });
      assert.equal(blind.status, 1);
      assert.match(blind.output, /^There is no display .*xvfb-run.*\n$/);
    }
    assert.equal(existsSync(machine.home), false);
    assert.equal(existsSync(join(machine.folder, '.vscode-test')), false);
  });

  it('takes the VS Code that was downloaded before, also without a network', async () => {
    if (process.platform !== 'linux' || process.arch !== 'x64') return;
    const { status, output, calls } = await startOn(machineWith({ download: true }));
    assert.equal(status, 0, output);
    assert.equal(calls.length, 2);
    assert.match(calls[1]?.join(' ') ?? '', /--wait --new-window/);
  });

  it('gives only arguments that VS Code knows, with a value where it wants one', () => {
    const options = { data: '/d', extensions: '/e', sample: '/s', vsix: '/x.vsix', settings: {} };
    const table = readFileSync(join(editorFolder('newest'), 'out', 'server-cli.js'), 'utf8');
    const kind = (name: string): string | undefined =>
      new RegExp(`[{,]"?${name}"?:\\{type:"([a-z[\\]]+)"`).exec(table)?.[1];
    assert.equal(kind('no-such-option'), undefined);
    const root = { platform: 'linux', env: {}, user: 0 } as const;
    const lines = [installArguments(options), windowArguments(options, root)];
    const flags = lines.flatMap((line) => line.filter((argument) => argument.startsWith('--')));
    assert.equal(flags.length, 9);
    for (const flag of flags) {
      const [name = '', value] = flag.slice(2).split('=');
      const expected = name === 'install-extension' ? 'string[]' : value === undefined ? 'boolean' : 'string';
      assert.equal(kind(name), expected, flag);
    }
  });
});

describe('npm run test:host with the desktop VS Code', () => {
  it('runs the whole suite in the one that was downloaded, and its result is the result', async () => {
    if (process.platform !== 'linux' || process.arch !== 'x64') return;
    const machine = machineWith({ download: true });
    const passed = await startOn(machine, {}, 'run.ts');
    assert.equal(passed.status, 0, passed.output);
    assert.equal(passed.calls.length, 1);
    const [args = []] = passed.calls;
    assert.ok(args.includes('--no-sandbox'));
    assert.ok(args.some((each) => /^--extensionTestsPath=.*suite\.cjs$/.test(each)));
    const failed = await startOn(machine, { SUITE_STATUS: '1' }, 'run.ts');
    assert.equal(failed.status, 1);
    assert.match(failed.output, /# desktop, all\n[^]*Test run failed with code 1/);
  });

  it('says in one line what is missing', async () => {
    const { status, output } = await startOn(machineWith({}), {}, 'run.ts');
    assert.equal(status, 1);
    assert.match(output, /^VS Code could not be downloaded .*ECONNREFUSED.*\n$/);
  });
});
