/**
 * The first process of a world in which the seed's vsftpd runs as a service of Debian's init script, and the shell
 * script of the report's remedies mends it: file, restart and all. Prints what each run said and what a diagnosis then
 * finds. Usage: `service.ts CLI`.
 */
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { editScript } from '../../src/core/config/editScript.ts';
import { applyEdits } from '../../src/core/config/edit.ts';
import { createTranslate } from '../../src/core/l10n.ts';
import type { RemedyEdit, Report } from '../../src/core/report/report.ts';
import { labFolder } from './scenario.ts';
import { scenarioNamed } from './scenarios/index.ts';
import { place } from './world/machine.ts';
import { packaged, startServer } from './world/serverProgram.ts';
import { vsftpdConf } from './world/vsftpd.ts';
import { World } from './world/world.ts';

/** One run of the script. */
export interface ServiceRun {
  readonly status: number | null;
  readonly output: string;
  /** The outcome of PASV when the server is diagnosed afterwards; null when it cannot be reached. */
  readonly pasv: string | null;
  /** Whether the file is, byte for byte, what the editor's code action makes of it. */
  readonly asEditor: boolean;
  /** What the stand-in of a manager was asked. */
  readonly asked: string;
}

const conf = '/etc/vsftpd.conf';
const initScript = '/etc/init.d/vsftpd';
const daemon = packaged('vsftpd', 'usr/sbin/vsftpd');
/** Programs of these folders come before the machine's. */
const standIns = `${labFolder}/managers`;
/** What the script needs, and nothing that could restart a service. */
const tools = `${labFolder}/tools`;
const t = createTranslate();

/** Debian's own init script, which starts the vsftpd that setup unpacked. */
function installService(): void {
  const text = readFileSync(packaged('vsftpd', 'etc/init.d/vsftpd'), 'utf8');
  place(initScript, text.replace(/^DAEMON=.*$/m, `DAEMON="${daemon}"`), 0o755);
  mkdirSync(tools, { recursive: true });
  for (const name of [
    'sh',
    'awk',
    'cat',
    'cmp',
    'cp',
    'date',
    'diff',
    'mktemp',
    'rm',
    'sleep',
    'tail',
    'tr',
    'wc',
  ])
    symlinkSync(
      spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).stdout.trim(),
      `${tools}/${name}`,
    );
}

/**
 * A manager that this machine does not run: it keeps what it was asked and, like systemd with Debian's unit (Type=simple),
 * reports success before vsftpd has read its file.
 */
function standIn(name: string): void {
  mkdirSync(standIns, { recursive: true });
  const service = `--pidfile /run/vsftpd/vsftpd.pid --exec ${daemon}`;
  const lines = [
    '#!/bin/sh',
    `echo "${name} $*" >> ${labFolder}/asked`,
    `start-stop-daemon --stop --quiet --oknodo --retry 5 ${service}`,
    `start-stop-daemon --start --quiet --background -m ${service}`,
  ];
  place(`${standIns}/${name}`, `${lines.join('\n')}\n`, 0o755);
}

/** Stops the service and waits until its port is free, five seconds at most: Debian's init script only sends the signal. */
const stopped = `${initScript} stop; for n in $(seq 50); do [ -z "$(ss -Hltn 'sport = :2100')" ] && break; sleep 0.1; done`;

class Host {
  readonly #world: World;
  readonly #cli: string;
  readonly #before: string;

  constructor(world: World, cli: string, before: string) {
    this.#world = world;
    this.#cli = cli;
    this.#before = before;
  }

  async diagnose(): Promise<Report> {
    const words = [
      process.execPath,
      this.#cli,
      this.#world.url,
      '--mode',
      'pasv',
      '--json',
      '--timeout',
      '2',
    ];
    return JSON.parse((await this.#world.runOnClient(words)).stdout) as Report;
  }

  /** The seed's file again, served by the init script. */
  begin(text: string): void {
    writeFileSync(conf, text);
    this.#shell(`${stopped}; ${initScript} start`, process.env['PATH'] ?? '');
    rmSync(`${labFolder}/asked`, { force: true });
  }

  end(): void {
    this.#shell(stopped, process.env['PATH'] ?? '');
  }

  #shell(command: string, path: string): { status: number | null; output: string } {
    const [program = '', ...args] = this.#world.machines.server.command([
      '/usr/bin/env', `PATH=${path}`, '/bin/sh', '-c', `${command} 2>&1`,
    ]); // prettier-ignore
    const { status, stdout } = spawnSync(program, args, { encoding: 'utf8' });
    return { status, output: stdout };
  }

  /** Runs the script as root of the server, without arguments: it has to find the file and the manager itself. */
  async script(edits: readonly RemedyEdit[], path = process.env['PATH'] ?? ''): Promise<ServiceRun> {
    const before = readFileSync(conf, 'utf8');
    writeFileSync(`${labFolder}/mend.sh`, editScript(edits, null, t));
    const { status, output } = this.#shell(`sh ${labFolder}/mend.sh`, path);
    const report = await this.diagnose();
    return {
      status,
      output,
      pasv: report.probes.find(({ mode }) => mode === 'PASV')?.outcome ?? null,
      asEditor: readFileSync(conf, 'utf8') === applyEdits(before, edits).text,
      asked: existsSync(`${labFolder}/asked`) ? readFileSync(`${labFolder}/asked`, 'utf8') : '',
    };
  }

  get seed(): string {
    return this.#before;
  }
}

/** The edits that a person takes who follows the first finding's remedies. */
function firstEdits(report: Report): readonly RemedyEdit[] {
  const remedies = report.findings[0]?.remedies ?? [];
  return remedies
    .filter(({ alternative, weakens }) => !alternative && !weakens)
    .flatMap(({ edits }) => edits);
}

async function main(cli: string): Promise<void> {
  const world = await World.build(scenarioNamed('seed-eip-normal'));
  await world.stop();
  copyFileSync(vsftpdConf, conf);
  installService();
  const host = new Host(world, cli, readFileSync(conf, 'utf8'));
  const path = process.env['PATH'] ?? '';
  const runs: Record<string, ServiceRun> = {};

  host.begin(host.seed);
  const edits = firstEdits(await host.diagnose());
  runs['service'] = await host.script(edits);

  host.begin(host.seed);
  runs['init script alone'] = await host.script(edits, tools);

  for (const name of ['rc-service', 'systemctl']) {
    standIn(name);
    host.begin(host.seed);
    // What systemd's own test for itself looks at (sd_booted); the init script would hand over to it too.
    if (name === 'systemctl') mkdirSync('/run/systemd/system', { recursive: true });
    runs[name] = await host.script(edits, `${standIns}:${path}`);
  }

  writeFileSync(conf, `${host.seed}no_such_option=YES\n`);
  runs['systemctl, a file that vsftpd refuses'] = await host.script(edits, `${standIns}:${path}`);
  rmSync('/run/systemd', { recursive: true });

  host.begin(host.seed);
  writeFileSync(conf, `${host.seed}no_such_option=YES\n`);
  runs['service, a file that vsftpd refuses'] = await host.script(edits);

  host.end();
  rmSync(initScript);
  writeFileSync(conf, host.seed);
  const byHand = await startServer(world.machines.server, { command: [daemon, conf], port: 2100 });
  runs['no manager'] = await host.script(edits, tools);
  writeFileSync(conf, host.seed);
  place(initScript, '#!/bin/sh\nexit 0\n', 0o755);
  runs['a server that was started by hand'] = await host.script(edits);
  await byHand.stop();

  writeFileSync(conf, host.seed.replace('listen=YES', 'listen=NO'));
  runs['no listener'] = await host.script(edits.filter(({ option }) => !option.startsWith('listen')));
  process.stdout.write(JSON.stringify(runs), () => process.exit(0));
}

try {
  await main(process.argv[2] ?? '');
} catch (error) {
  process.stderr.write(
    `lab: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    () => process.exit(70),
  );
}
