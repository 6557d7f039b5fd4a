import type { RuleTable } from '../../support/ruleTable.ts';

export const cases: RuleTable = [
  {
    name: 'names the dead address among two and the time that it costs',
    trace: `
      ! resolve ftp.example.net 123.56.241.78 123.56.241.199
      ! connect 123.56.241.78:21 timed-out 5000ms
      ! connect 123.56.241.199:21 connected 30ms
      < 220 ready
    `,
    finds: {
      severity: 'warning',
      owner: 'server-network',
      says: ['123.56.241.78:21: no answer within 5.0 s', 'hang'],
    },
  },
  {
    name: 'names a refused address without speaking of waiting',
    trace: `
      ! connect 198.51.100.8:21 refused 2ms ECONNREFUSED
      ! connect 198.51.100.7:21 connected 30ms
      < 220 ready
    `,
    finds: { severity: 'warning', says: ['refused after 2 ms', 'fail or go on'] },
  },
  {
    name: 'makes it a remark when this machine just has no IPv6',
    trace: `
      ! connect [2001:db8::7]:21 unreachable 0ms ENETUNREACH
      ! connect 198.51.100.7:21 connected 30ms
      < 220 ready
    `,
    finds: { severity: 'info', owner: 'client-network' },
  },
  {
    name: 'stays silent when every address works',
    trace: `
      ! connect 198.51.100.7:21 connected 30ms
      ! connect [2001:db8::7]:21 connected 30ms
      < 220 ready
    `,
    finds: null,
  },
  {
    name: 'stays silent when the only address refuses a later session',
    trace: `
      ! connect 198.51.100.7:21 connected 30ms
      < 220 ready
      == 1 EPSV
      ! connect 198.51.100.7:21 refused 1ms ECONNREFUSED
    `,
    finds: null,
  },
  {
    name: 'stays silent when none works, which is another finding',
    trace: '! connect 198.51.100.7:21 timed-out 5000ms\n! connect 198.51.100.8:21 timed-out 5000ms',
    finds: null,
  },
  {
    name: 'warns of an IPv4 address without a route, since other clients meet it too',
    trace: `
      ! connect 198.51.100.8:21 unreachable 0ms ENETUNREACH
      ! connect 198.51.100.7:21 connected 30ms
      < 220 ready
    `,
    finds: { severity: 'warning' },
  },
];
