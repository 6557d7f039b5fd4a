import type { RuleTable } from '../../support/ruleTable.ts';

function greeted(text: string): string {
  return `! connect 198.51.100.7:21 connected\n< ${text}\n! close server`;
}

const session =
  '! connect 198.51.100.7:21 connected\n< 220 (vsFTPd 3.0.3)\n> USER alice\n< 331 password\n> PASS ****\n';

export const cases: RuleTable = [
  {
    name: 'decodes a fatal error in place of the greeting and names the file',
    trace: greeted('500 OOPS: cannot read banner file:/run/lab/no-such-file'),
    finds: {
      severity: 'error',
      confidence: 'proven',
      owner: 'server',
      says: ['/run/lab/no-such-file', 'not there'],
    },
  },
  {
    name: 'decodes a missing home directory',
    trace: `${session}< 500 OOPS: cannot change directory:/home/alice`,
    finds: { says: ['/home/alice', 'in which the user begins'] },
  },
  {
    name: 'decodes a pasv_address that is no address',
    trace: `${session}< 230 in\n> PASV\n< 500 OOPS: invalid pasv_address\n! close server`,
    finds: { says: ['pasv_addr_resolve', 'EPSV works'] },
  },
  {
    name: 'is not sure about a process that died',
    trace: `${session}< 230 in\n> LIST\n< 500 OOPS: priv_sock_get_cmd`,
    finds: { confidence: 'likely' },
  },
  {
    name: 'shows a text that it does not know',
    trace: greeted('500 OOPS: something new'),
    finds: { confidence: 'possible', says: ['something new'] },
  },
  {
    name: 'takes the first of several lines for the cause',
    trace: `${session}< 500 OOPS: cannot locate user entry:nobody2\n< 500 OOPS: priv_sock_get_cmd`,
    finds: { says: ['nobody2'] },
  },
  {
    name: 'understands Pure-FTPd with a bad forced address',
    trace: greeted('421 [ftp.example] Illegal forced IP for passive connections'),
    finds: { severity: 'error', confidence: 'proven', says: ['ForcePassiveIP'] },
  },
  {
    name: 'finds it at the end of a long greeting',
    trace:
      '! connect 192.0.2.7:21 connected\n< 421---------- Welcome to Pure-FTPd ----------\n' +
      '| 421-You are user number 1 of 50 allowed.\n| 421 Illegal forced IP for passive connections',
    finds: { severity: 'error', says: ['"421 Illegal forced IP for passive connections"'] },
  },
  {
    name: 'leaves a refused chroot to the finding on that',
    trace: `${session}< 500 OOPS: vsftpd: refusing to run with writable root inside chroot()`,
    finds: null,
  },
  {
    name: 'leaves a passive port that cannot be bound to the findings on the range',
    trace: `${session}< 230 in\n> PASV\n< 500 OOPS: vsf_sysutil_bind`,
    finds: null,
  },
  {
    name: 'leaves the end of a session of vsftpd 2.2.2 after a foreign data peer to the finding on that',
    trace: `${session}< 230 in\n> LIST\n< 425 Security: Bad IP connecting.\n< 500 OOPS: close`,
    finds: null,
  },
  {
    name: 'stays silent about an ordinary 500',
    trace: `${session}< 230 in\n> FOO\n< 500 Unknown command.`,
    finds: null,
  },
];
