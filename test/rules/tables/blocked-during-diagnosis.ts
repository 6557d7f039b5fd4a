import type { RuleTable } from '../../support/ruleTable.ts';

export const cases: RuleTable = [
  {
    name: 'tells of a port that answered and then fell silent',
    trace: `
      ! connect 198.51.100.7:21 connected 30ms
      < 220 ready
      == 3 PORT, EPRT
      ! connect 198.51.100.7:21 timed-out 5000ms
      ! note stopped why=blocked what=timed-out
    `,
    finds: {
      severity: 'warning',
      confidence: 'likely',
      owner: 'server-network',
      says: ['198.51.100.7:21: no answer within 5.0 s', 'fail2ban'],
      alternatives: 1,
    },
  },
  {
    name: 'stays silent when a later session only met a limit',
    trace: `
      ! connect 198.51.100.7:21 connected
      < 220 ready
      == 1 EPSV
      ! connect 198.51.100.7:21 refused 1ms ECONNREFUSED
      ! note limit what=refused
    `,
    finds: null,
  },
  {
    name: 'stays silent when the person stopped the run',
    trace: '! connect 198.51.100.7:21 connected\n< 220 ready\n! note stopped why=ctrl-c',
    finds: null,
  },
  {
    name: 'names the dial that failed and not one of another address before',
    trace: `
      ! connect 198.51.100.9:21 refused 1ms ECONNREFUSED
      ! connect 198.51.100.7:21 connected 30ms
      < 220 ready
      == 3 PORT, EPRT
      ! connect 198.51.100.7:21 timed-out 5000ms
      ! connect 198.51.100.7:21 not-tried
      ! note stopped why=blocked what=timed-out
    `,
    finds: { says: ['198.51.100.7:21: no answer within 5.0 s'] },
  },
];
