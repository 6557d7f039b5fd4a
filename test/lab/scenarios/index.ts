import type { Scenario } from '../scenario.ts';
import { activeScenarios } from './active.ts';
import { addressScenarios } from './address.ts';
import { deviceScenarios } from './devices.ts';
import { loginScenarios } from './login.ts';
import { portScenarios } from './ports.ts';
import { pyftpdlibScenarios } from './pyftpdlib.ts';
import { serverScenarios } from './servers.ts';
import { tlsScenarios } from './tls.ts';
import { troubleScenarios } from './trouble.ts';

/** Every scenario of the lab, by name in the order of the list. */
export const scenarios: readonly Scenario[] = [
  ...addressScenarios,
  ...portScenarios,
  ...activeScenarios,
  ...deviceScenarios,
  ...loginScenarios,
  ...tlsScenarios,
  ...troubleScenarios,
  ...serverScenarios,
  ...pyftpdlibScenarios,
];

/** The scenario of that name; throws when there is none. */
export function scenarioNamed(name: string): Scenario {
  const scenario = scenarios.find((candidate) => candidate.name === name);
  if (scenario === undefined) throw new Error(`No scenario is named "${name}"; "npm run lab" lists them`);
  return scenario;
}
