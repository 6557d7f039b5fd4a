import { account, address, type Scenario } from '../scenario.ts';
import { buildAccounts } from './accounts.ts';
import { makeCertificate, type KeyPair } from './certificates.ts';
import { run } from './machine.ts';
import { buildNetwork, type Machines } from './network.ts';
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
    this.url = scenario.url ?? `ftp://${account.user}@${address.eip}:${address.controlPort}`;
  }

  static async build(scenario: Scenario): Promise<World> {
    run(['hostname', 'client']);
    buildAccounts(scenario);
    const machines = buildNetwork(scenario.network ?? {});
    const kind = scenario.server?.certificate;
    const world = new World(scenario, machines, program(scenario, kind ? makeCertificate(kind) : null));
    await world.restart();
    return world;
  }

  /** Starts the server anew, so that it reads its configuration file again. */
  async restart(): Promise<void> {
    await this.#server?.stop();
    this.#server = this.#program === null ? null : await startServer(this.machines.server, this.#program);
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

function program({ server }: Scenario, pair: KeyPair | null): ServerProgram | null {
  return server === null ? null : vsftpd(server, pair);
}
