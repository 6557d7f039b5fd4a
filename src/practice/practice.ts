import type { Transport } from '../core/node/transport.ts';
import type { Target } from '../core/ftp/target.ts';
import type { RemedyEdit } from '../core/report/report.ts';
import type { Vantage } from '../core/trace/trace.ts';
import type { PracticeScenario } from './scenario.ts';
import { practiceScenarios } from './scenarios.ts';
import { PracticeServer } from './server.ts';
import { PracticeTransport } from './transport.ts';
import { PracticeWorld } from './world.ts';

/** A practice network that is running. */
export interface Practice {
  readonly scenario: PracticeScenario;
  readonly transport: Transport;
  readonly target: Target;
  /** How reports name the target: `practice://eip-normal`. */
  readonly targetName: string;
  readonly password: string;
  readonly vantage: Vantage;
  /** Ends the server and every socket that is still open. */
  close(): void;
}

/** The scenario of that name, null when there is none. */
export function findPracticeScenario(name: string): PracticeScenario | null {
  return practiceScenarios.find((scenario) => scenario.name === name) ?? null;
}

function apply(
  config: Readonly<Record<string, string>>,
  edits: readonly RemedyEdit[],
): Record<string, string> {
  const result = new Map(Object.entries(config));
  for (const { op, option, value } of edits) {
    if (op === 'set' && value !== undefined) result.set(option, value);
    else result.delete(option);
  }
  return Object.fromEntries(result);
}

/**
 * Starts the practice network of a scenario; `edits` change the server's vsftpd.conf first, as a remedy would.
 *
 * @throws RangeError when no scenario has that name.
 */
export async function startPractice(name: string, edits: readonly RemedyEdit[] = []): Promise<Practice> {
  const found = findPracticeScenario(name);
  if (found === null) throw new RangeError(`No practice scenario "${name}"`);
  const scenario = { ...found, config: apply(found.config, edits) };
  const { network, scheme, user, password } = scenario;
  const world = new PracticeWorld(network, scenario.server.firstPort);
  const server = new PracticeServer(world, scenario);
  const transport = new PracticeTransport(world);
  await server.start();
  return {
    scenario,
    transport,
    target: {
      scheme,
      host: network.reachableAt[0] ?? network.serverAddress,
      port: network.controlPort,
      user,
      path: null,
    },
    targetName: `practice://${name}`,
    password,
    vantage: {
      host: 'practice-client',
      addresses: [network.client.address],
      platform: 'linux',
      remote: null,
    },
    close: () => {
      transport.close();
      server.close();
    },
  };
}
