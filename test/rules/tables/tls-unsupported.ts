import type { RuleTable } from '../../support/ruleTable.ts';

const refused = `
  ! connect 198.51.100.7:21 connected
  < 220 (vsFTPd 3.0.3)
  > AUTH TLS
  < 530 Please login with USER and PASS.
`;

const secured = `
  ! connect 198.51.100.7:21 connected
  < 220 ready
  > AUTH TLS
  < 234 go on
  ! tls ok TLSv1.3
  > USER alice
  < 331 password
  > PASS ****
  < 230 in
  > PROT P
`;

export const cases: RuleTable = [
  {
    name: 'warns of a server that leaves the data in clear text',
    about: { source: { kind: 'probe', target: 'ftpes://alice@198.51.100.7:21' } },
    trace: `${secured}< 536 Requested PROT level not supported.`,
    finds: { severity: 'warning', says: ['536 Requested PROT', 'none was fetched'] },
  },
  {
    name: 'stays silent about a server that protects data',
    about: { source: { kind: 'probe', target: 'ftpes://alice@198.51.100.7:21' } },
    trace: `${secured}< 200 ok`,
    finds: null,
  },
  {
    name: 'tells that the password was not sent in clear text instead',
    about: { source: { kind: 'probe', target: 'ftpes://alice@198.51.100.7:21' } },
    trace: `${refused}\n! note password-withheld why=tls-unsupported`,
    finds: {
      severity: 'error',
      confidence: 'proven',
      owner: 'server',
      evidence: '530 Please login with USER and PASS.',
      says: ['not sent in clear text'],
    },
  },
  {
    name: 'tells it of a client that gave up',
    trace: refused,
    finds: { severity: 'error' },
  },
  {
    name: 'stays silent about a client that went on in clear text',
    trace: `${refused}\n> USER alice\n< 331 password\n> PASS ****\n< 230 in`,
    finds: null,
  },
  {
    name: 'stays silent about a client that went on in clear text and was refused',
    trace: `${refused}\n> USER alice\n< 331 password\n> PASS ****\n< 530 Login incorrect.`,
    finds: null,
  },
  {
    name: 'stays silent when only the extra session of an ftp:// run asked',
    trace: `
      ! connect 198.51.100.7:21 connected
      < 220 ready
      == 3 PASV under TLS
      ${refused}
    `,
    finds: null,
  },
  {
    name: 'stays silent when a second way of asking worked',
    trace: `${refused}\n> AUTH SSL\n< 234 go on\n! tls ok TLSv1.2`,
    finds: null,
  },
  {
    name: 'stays silent about a limit',
    trace: '! connect 198.51.100.7:21 connected\n< 220 ready\n> AUTH TLS\n< 421 Too many connections.',
    finds: null,
  },
  {
    name: 'tells it of an ftpes:// run whatever came after',
    about: { source: { kind: 'probe', target: 'ftpes://alice@198.51.100.7:21' } },
    trace: `
      == 0 survey, PASV
      ${refused}
    `,
    finds: { severity: 'error' },
  },
  {
    name: 'stays silent when the server agreed and the handshake was not seen',
    trace: '! connect 198.51.100.7:21 connected\n< 220 ready\n> AUTH SSL\n< 504 no\n> AUTH TLS\n< 234 go on',
    finds: null,
  },
  {
    name: 'stays silent when the password was withheld for its certificate',
    trace: `
      == 0 survey, PASV
      ${refused}
      ! note password-withheld why=certificate
    `,
    finds: null,
  },
];
