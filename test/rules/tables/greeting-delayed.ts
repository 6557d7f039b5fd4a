import type { RuleTable } from '../../support/ruleTable.ts';

/** Gives the reply before it `ms`; the text form of traces has no time of its own for replies. */
function slow(what: string, ms: number): string {
  return `! note silence waitedFor=${what} ${ms}ms`;
}

export const cases: RuleTable = [
  {
    name: 'tells of a login that was never answered',
    trace: `! connect 198.51.100.7:21 connected 30ms\n< 220 ready\n> USER alice\n${slow('USER', 15000)}`,
    finds: { severity: 'error', owner: 'server', says: ['USER', '15.0 s'] },
  },
  {
    name: 'tells of a greeting that took ten seconds',
    trace: '! connect 198.51.100.7:21 connected 30ms\n< 220 ready @10010ms',
    finds: { severity: 'warning', owner: 'server', says: ['10.0 s', 'reverse DNS'], alternatives: 1 },
  },
  {
    name: 'tells of a login that took five seconds',
    trace: `
      ! connect 198.51.100.7:21 connected 30ms
      < 220 ready @31ms
      > USER alice
      < 331 password @31ms
      > PASS ****
      < 230 in @5030ms
    `,
    finds: { says: ['PASS', '5.0 s'] },
  },
  {
    name: 'stays silent about the delay that a wrong password gets',
    trace: `
      ! connect 198.51.100.7:21 connected 30ms
      < 220 ready @31ms
      > USER alice
      < 331 password @31ms
      > PASS ****
      < 530 Login incorrect. @3200ms
    `,
    finds: null,
  },
  {
    name: 'stays silent about a slow line',
    trace: '! connect 198.51.100.7:21 connected 800ms\n< 220 ready @2400ms',
    finds: null,
  },
  {
    name: 'stays silent about a session that met a limit of ours',
    trace: `
      ! connect 198.51.100.7:21 connected 30ms
      < 220 ready @31ms
      == 1 EPSV
      ! connect 198.51.100.7:21 connected 30ms
      < 220 ready @4000ms
      ! note limit what=silence
    `,
    finds: null,
  },
  {
    name: 'reads the time between events where the evidence gives no more',
    trace: '! connect 198.51.100.7:21 connected 30ms\n< 220 ready',
    finds: null,
  },
  {
    name: 'stays silent about a slow answer to another command',
    trace: `
      ! connect 198.51.100.7:21 connected 30ms
      < 220 ready @31ms
      > USER alice
      < 230 in @31ms
      > FEAT
      < 211 none @9000ms
    `,
    finds: null,
  },
  {
    name: 'stays silent about a listing that never came',
    trace: '! connect 198.51.100.7:21 connected 30ms\n< 220 ready\n! note silence waitedFor=LIST 15000ms',
    finds: null,
  },
];
