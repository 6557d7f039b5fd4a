import type { RuleTable } from '../../support/ruleTable.ts';

export const cases: RuleTable = [
  {
    name: 'names the host that DNS does not know',
    trace: '! resolve ftp.example.test failed ENOTFOUND',
    finds: {
      severity: 'error',
      confidence: 'proven',
      owner: 'client',
      says: ['ftp.example.test'],
      alternatives: 2,
    },
  },
  {
    name: 'blames the resolver where it gave no answer at all',
    trace: '! resolve ftp.example.test failed EAI_AGAIN',
    finds: { owner: 'client-network', says: ['could not be looked up'] },
  },
  {
    name: 'stays silent when the name has an address',
    trace: '! resolve ftp.example.test 198.51.100.7\n! connect 198.51.100.7:21 refused 3ms ECONNREFUSED',
    finds: null,
  },
  {
    name: 'stays silent when a connection was made all the same',
    trace: '! resolve ftp.example.test failed ENOTFOUND\n! connect 198.51.100.7:21 connected\n< 220 ready',
    finds: null,
  },
];
