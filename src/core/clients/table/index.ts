import type { ClientProfile } from '../profile.ts';
import { graphicalClients } from './graphicalClients.ts';
import { libraries } from './libraries.ts';
import { terminalClients } from './terminalClients.ts';

/** Every client that predictions are made for. */
export const clientProfiles: readonly ClientProfile[] = [
  ...terminalClients,
  ...graphicalClients,
  ...libraries,
];
