import type { RuleTable } from '../../support/ruleTable.ts';

export const cases: RuleTable = [
  {
    name: 'leaves a mistake in the server’s settings to the finding on that',
    trace:
      '! connect 192.0.2.7:21 connected\n< 421---------- Welcome to Pure-FTPd ----------\n' +
      '| 421 Illegal forced IP for passive connections\n! close server',
    finds: null,
  },
  {
    name: 'tells of a 421 in place of the greeting',
    trace: '! connect 198.51.100.7:21 connected\n< 421 Service not available.\n! close server',
    finds: {
      severity: 'error',
      owner: 'server',
      evidence: '421 Service not available.',
      says: ['hosts.deny'],
    },
  },
  {
    name: 'does not take the first reply of a log that begins in the middle for a greeting',
    trace: '< 500 Illegal PORT command.\n< 425 Use PORT or PASV first.',
    finds: null,
  },
  {
    name: 'does not take a failed transfer at the head of a log for one either',
    trace: '< 425 Cannot open data connection.',
    finds: null,
  },
  {
    name: 'tells of a refusal with another code behind which nothing comes',
    trace: '! connect 198.51.100.7:21 connected\n< 530 Not from there.\n! close server',
    finds: { severity: 'error', says: ['Not from there'] },
  },
  {
    name: 'tells of it where the client says goodbye and is answered, whatever the code speaks of',
    trace:
      '! connect 198.51.100.7:21 connected\n< 552 Not from there.\n> QUIT\n< 221 Goodbye.\n! close client',
    finds: { severity: 'error', says: ['Not from there'] },
  },
  {
    name: 'does not take a refusal for a greeting behind which the session goes on',
    trace:
      '! connect 198.51.100.7:21 connected\n< 530 Not that.\n> PASV\n< 227 Entering Passive Mode (198,51,100,7,200,10).\n> QUIT\n< 221 Goodbye.',
    finds: null,
  },
  {
    name: 'tells of a connection that is closed before a word',
    trace: '! connect 198.51.100.7:21 connected\n! close server',
    finds: { severity: 'error', says: ['before it says a word'], alternatives: 2 },
  },
  {
    name: 'tells of a reset before a word',
    trace: '! connect 198.51.100.7:21 connected\n! close reset',
    finds: { severity: 'error' },
  },
  {
    name: 'tells of a server that hangs up when the user name is given',
    trace: '! connect 198.51.100.7:21 connected\n< 220 ready\n> USER alice\n! close server',
    finds: { says: ['during the login'] },
  },
  {
    name: 'tells of a 421 after the password',
    trace: `
      ! connect 198.51.100.7:21 connected
      < 220 ready
      > USER alice
      < 331 password
      > PASS ****
      < 421 Login is restricted at this hour.
    `,
    finds: { says: ['restricted at this hour'] },
  },
  {
    name: 'leaves a limit to the finding on limits',
    trace:
      '! connect 198.51.100.7:21 connected\n< 421 There are too many connected users, please try later.\n! close server',
    finds: null,
  },
  {
    name: 'leaves a fatal error of vsftpd to the finding on that',
    trace: '! connect 198.51.100.7:21 connected\n< 500 OOPS: cannot read banner file:/x\n! close server',
    finds: null,
  },
  {
    name: 'stays silent when we closed the connection ourselves',
    trace: '! connect 198.51.100.7:21 connected\n! close client',
    finds: null,
  },
  {
    name: 'stays silent about a later session that met a limit',
    trace: `
      ! connect 198.51.100.7:21 connected
      < 220 ready
      == 1 EPSV
      ! connect 198.51.100.7:21 connected
      ! close server
      ! note limit what=closed
    `,
    finds: null,
  },
  {
    name: 'leaves another protocol to the finding on that',
    trace: '! connect 198.51.100.7:25 connected\n< 554 mail.example.net ESMTP no\n! close server',
    finds: null,
  },
  {
    name: 'leaves a limit at the login to the finding on limits',
    trace: '! connect 198.51.100.7:21 connected\n< 220 ready\n> USER alice\n< 421 Too many users logged in.',
    finds: null,
  },
  {
    name: 'leaves a demand for TLS at the login to the finding on that',
    trace:
      '! connect 198.51.100.7:21 connected\n< 220 ready\n> USER alice\n< 421 Sorry, cleartext sessions are not accepted on this server.',
    finds: null,
  },
  {
    name: 'stays silent about a wrong password after which the server hangs up',
    trace:
      '! connect 198.51.100.7:21 connected\n< 220 ready\n> USER alice\n< 331 password\n> PASS ****\n< 530 Login incorrect.\n! close server',
    finds: null,
  },
  {
    name: 'stays silent about odd lines, which another finding reads',
    trace: '! connect 198.51.100.7:21 connected\n! stray "hello"\n! close server',
    finds: null,
  },
  {
    name: 'stays silent about a handshake that the server breaks off',
    trace: '! connect 198.51.100.7:990 connected\n! tls failed ECONNRESET\n! close reset',
    finds: null,
  },
];
