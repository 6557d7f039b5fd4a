import type { RuleTable } from '../../support/ruleTable.ts';

function clear(reply: string): string {
  return `! connect 198.51.100.7:21 connected\n< 220 ready\n> USER alice\n< ${reply}`;
}

const demands = [
  '530 Non-anonymous sessions must use encryption.',
  '550 SSL/TLS required on the control channel',
  '421-Sorry, cleartext sessions and weak ciphers are not accepted on this server.\n| 421 Please reconnect using TLS security mechanisms.',
  '503 Use AUTH first.',
  '534 Policy requires SSL.',
  '530 Must perform AUTH TLS first.',
  '530 Please use AUTH SSL or AUTH TLS.',
];

export const cases: RuleTable = [
  ...demands.map((reply) => ({
    name: `understands "${reply.slice(0, 50)}"`,
    trace: clear(reply),
    finds: { severity: 'error', confidence: 'proven', owner: 'client', says: ['ftpes://'] } as const,
  })),
  {
    name: 'tells a demand on the data connection from one on the control connection',
    trace: `
      ! connect 198.51.100.7:21 connected
      < 220 ready
      > AUTH TLS
      < 234 go on
      ! tls ok TLSv1.3
      > USER alice
      < 331 password
      > PASS ****
      < 230 in
      > PASV
      < 227 Entering Passive Mode (198,51,100,7,100,1).
      > LIST
      < 522 Data connections must be encrypted.
    `,
    finds: { says: ['data connection under TLS', 'PROT P'] },
  },
  {
    name: 'says of a server that lets the login through that it transfers nothing, not that it admits nobody',
    trace: `
      ! connect 198.51.100.7:21 connected
      < 220 ready
      > USER alice
      < 331 password
      > PASS ****
      < 230 in
      > PASV
      < 227 Entering Passive Mode (198,51,100,7,100,1).
      > LIST
      < 522 SSL/TLS required on the data channel
    `,
    finds: { severity: 'error', says: [/transfers nothing(?![^]*admits nobody)/, 'ftpes://'] },
  },
  {
    name: 'understands FileZilla Server 1.7, which speaks of PROT C only when data is due',
    trace: `
      ! connect 198.51.100.7:21 connected
      < 220 ready
      > AUTH TLS
      < 234 go on
      ! tls ok TLSv1.3
      > USER alice
      < 230 in
      > PASV
      < 227 Entering Passive Mode (198,51,100,7,100,1)
      > LIST
      < 425 Error while transfering data: PROT C is not allowed when the control connection is secure. Use PROT P.
    `,
    finds: { says: ['PROT P'] },
  },
  {
    name: 'leaves a demand for a resumed session to the finding on that',
    trace: clear('522 SSL connection failed: session reuse required'),
    finds: null,
  },
  { name: 'stays silent about a wrong password', trace: clear('530 Login incorrect.'), finds: null },
  {
    name: 'stays silent about PBSZ before TLS',
    trace:
      '! connect 198.51.100.7:21 connected\n< 220 ready\n> PBSZ 0\n< 503 PBSZ needs a secure connection.',
    finds: null,
  },
];
