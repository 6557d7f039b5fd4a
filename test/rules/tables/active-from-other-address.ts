import type { RuleTable } from '../../support/ruleTable.ts';
import { listing, pasv, publicSession } from '../../support/traceParts.ts';

const port = '> PORT 192,168,0,130,156,65\n< 200 ok\n';

export const cases: RuleTable = [
  {
    name: 'names both addresses',
    trace: `${publicSession}${port}> LIST\n! accept foreign 123.56.241.200:20`,
    finds: {
      severity: 'warning',
      confidence: 'proven',
      owner: 'server-network',
      says: ['123.56.241.200', '123.56.241.199', '.NET'],
    },
  },
  {
    name: 'is no alarm where PASV works',
    trace: `${publicSession}${pasv(30012, 'connected', listing)}${port}! accept foreign 123.56.241.200:20`,
    finds: { severity: 'info' },
  },
  {
    name: 'is silent when the control peer connects',
    trace: `${publicSession}${port}! accept connected 123.56.241.199:20${listing}`,
    finds: null,
  },
  {
    name: 'is silent when nobody connects',
    trace: `${publicSession}${port}> LIST\n! accept timed-out`,
    finds: null,
  },
];
