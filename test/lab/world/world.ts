import { account, address, labFolder, urlOf, type Scenario, type ServerPlan } from '../scenario.ts';
import { buildAccounts } from './accounts.ts';
import { makeCertificate, type KeyPair } from './certificates.ts';
import { run } from './machine.ts';
import { buildNetwork, lengthenLine, startRelay, type Machines } from './network.ts';
import { proftpd } from './proftpd.ts';
import { pureFtpd } from './pureFtpd.ts';
import { pyftpdlib } from './pyftpdlib.ts';
import { startServer, type RunningServer, type ServerProgram } from './serverProgram.ts';
import { vsftpd } from './vsftpd.ts';

/** What a program on the client printed, and how long it took. */
export interface Finished {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number | null;
  readonly seconds: number;
}

/** One scenario, built: its machines are cabled and its server listens. */
export class World {
  readonly scenario: Scenario;
  readonly machines: Machines;
  readonly url: string;
  #server: RunningServer | null = null;
  #program: ServerProgram | null;

  constructor(scenario: Scenario, machines: Machines, program: ServerProgram | null) {
    this.scenario = scenario;
    this.machines = machines;
    this.#program = program;
    this.url = urlOf(scenario);
  }

  static async build(scenario: Scenario): Promise<World> {
    run(['hostname', 'lab']);
    buildAccounts(scenario);
    const machines = buildNetwork(scenario.network ?? {});
    const roundTrip = scenario.network?.roundTripMs;
    if (roundTrip !== undefined) await lengthenLine(machines, roundTrip);
    if (scenario.network?.relays !== undefined) await startRelay(machines, scenario.network.relays);
    if (scenario.prepare !== undefined) machines.server.run(['sh', '-ec', scenario.prepare]);
    const kind = scenario.server?.certificate;
    const world = new World(scenario, machines, program(scenario, kind ? makeCertificate(kind) : null));
    await world.restart();
    await world.#invite();
    return world;
  }

  /** Starts the second server and the other client, where the scenario has them. */
  async #invite(): Promise<void> {
    const { secondServer, company } = this.scenario;
    if (secondServer !== undefined) {
      const second = vsftpd(secondServer, null, `${labFolder}/second.conf`);
      await startServer(this.machines.server, second);
    }
    if (company === undefined) return;
    const script = new URL('company.ts', import.meta.url).pathname;
    const words = [address.eip, String(address.controlPort), account.user, ...company];
    const child = this.machines.internet.start([process.execPath, script, ...words], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: this.#environment(),
    });
    await new Promise((resolve) => child.stdout?.once('data', resolve));
  }

  /** Starts the server anew, so that it reads its configuration file again. */
  async restart(): Promise<void> {
    await this.stop();
    this.#server = this.#program === null ? null : await startServer(this.machines.server, this.#program);
  }

  /** Ends the server; the network stays. */
  async stop(): Promise<void> {
    await this.#server?.stop();
    this.#server = null;
  }

  #environment(): NodeJS.ProcessEnv {
    return {
      ...process.env,
      FTP_PASSWORD: this.scenario.password ?? account.password,
      FTP_URL: this.url,
      FTP_USER: account.user,
    };
  }

  /** Runs a program on the client with the terminal of this process; gives its exit status. */
  async runInTerminal(command: readonly string[]): Promise<number> {
    const child = this.machines.client.start(command, { stdio: 'inherit', env: this.#environment() });
    return new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code) => resolve(code ?? 1));
    });
  }

  /** Runs a program on the client to its end and keeps what it prints. */
  async runOnClient(command: readonly string[]): Promise<Finished> {
    const began = performance.now();
    const child = this.machines.client.start(command, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: this.#environment(),
    });
    const text = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const) {
      child[name]?.setEncoding('utf8').on('data', (chunk: string) => {
        text[name] += chunk;
      });
    }
    return new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (status) => {
        resolve({ ...text, status, seconds: (performance.now() - began) / 1000 });
      });
    });
  }
}

const stranger = ({ says }: ServerPlan): ServerProgram => ({
  command: [
    process.execPath,
    new URL('stranger.ts', import.meta.url).pathname,
    String(address.controlPort),
    says ?? '',
  ],
  port: address.controlPort,
});

const programs = { vsftpd, proftpd, 'pure-ftpd': pureFtpd, pyftpdlib, stranger } as const;

function program({ server }: Scenario, pair: KeyPair | null): ServerProgram | null {
  return server === null ? null : programs[server.product](server, pair);
}
