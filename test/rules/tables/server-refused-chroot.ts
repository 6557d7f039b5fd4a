import type { RuleTable } from '../../support/ruleTable.ts';

const text = '500 OOPS: vsftpd: refusing to run with writable root inside chroot()';
const password = '< 220 (vsFTPd 3.0.3)\n> USER alice\n< 331 password\n> PASS ****\n';

export const cases: RuleTable = [
  {
    name: 'says that the login itself was right',
    trace: `! connect 198.51.100.7:21 connected\n${password}< ${text}\n! close server`,
    finds: {
      severity: 'error',
      confidence: 'proven',
      owner: 'server',
      evidence: text,
      says: ['login is right'],
    },
  },
  {
    name: 'reads it out of the clear text inside TLS',
    trace: `
      ! connect 198.51.100.7:21 connected
      < 220 ready
      > AUTH TLS
      < 234 go on
      ! tls ok TLSv1.3
      > USER alice
      < 331 password
      > PASS ****
      ! tls failed clear "${text}"
    `,
    finds: { severity: 'error' },
  },
  {
    name: 'stays silent about another fatal error',
    trace: `! connect 198.51.100.7:21 connected\n${password}< 500 OOPS: cannot change directory:/home/alice`,
    finds: null,
  },
  {
    name: 'stays silent after a login',
    trace: `! connect 198.51.100.7:21 connected\n${password}< 230 Login successful.`,
    finds: null,
  },
];
