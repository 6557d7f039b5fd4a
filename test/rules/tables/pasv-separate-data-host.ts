import type { RuleTable } from '../../support/ruleTable.ts';
import { listing, pasvNaming, publicSession } from '../../support/traceParts.ts';

export const cases: RuleTable = [
  {
    name: 'is an information where a listing came through another public address',
    trace:
      publicSession +
      pasvNaming('123.56.241.87', `! dial advertised 123.56.241.87:21485 connected\n${listing}`),
    finds: { severity: 'info', confidence: 'proven', says: ['5000 bytes', 'no fault', 'basic-ftp'] },
  },
  {
    name: 'is only possible when nothing shows by which address the listing came',
    trace: publicSession + pasvNaming('123.56.241.87', listing),
    finds: { severity: 'info', confidence: 'possible' },
  },
  {
    name: 'is silent when no listing came',
    trace: publicSession + pasvNaming('123.56.241.87', '! dial advertised 123.56.241.87:21485 connected'),
    finds: null,
  },
  {
    name: 'is silent for a private address that works from a public peer',
    trace: publicSession + pasvNaming('10.0.0.5', `! dial advertised 10.0.0.5:21485 connected\n${listing}`),
    finds: null,
  },
];
