import type { RuleTable } from '../../support/ruleTable.ts';

const login = `
  < 220 (vsFTPd 3.0.3)
  > USER alice
  < 331 Please specify the password.
  > PASS ****
  < 230 Login successful.
`;

export const cases: RuleTable = [
  {
    name: 'tells of a password sent in clear to a public address',
    trace: `! connect 123.56.241.199:21 connected\n${login}`,
    finds: { severity: 'info', owner: 'server', evidence: 'PASS ****', says: ['123.56.241.199', 'ftpes://'] },
  },
  {
    name: 'points at the client when another session showed that the server accepts AUTH TLS',
    trace: `
      ! connect 123.56.241.199:21 connected
      ${login}
      == 3 PASV under TLS
      ! connect 123.56.241.199:21 connected
      < 220 (vsFTPd 3.0.3)
      > AUTH TLS
      < 234 Proceed with negotiation.
    `,
    finds: { owner: 'client', says: ['accepts AUTH TLS'] },
  },
  {
    name: 'stays silent when TLS was up before the password',
    trace: `
      ! connect 123.56.241.199:21 connected
      < 220 ready
      > AUTH TLS
      < 234 go on
      ! tls ok TLSv1.3
      > USER alice
      < 331 password
      > PASS ****
      < 230 in
    `,
    finds: null,
  },
  {
    name: 'tells of it when the handshake failed and the client went on in clear',
    trace: `
      ! connect 123.56.241.199:21 connected
      < 220 ready
      > AUTH TLS
      < 234 go on
      ! tls failed
      > USER alice
      < 331 password
      > PASS ****
      < 230 in
    `,
    finds: { severity: 'info' },
  },
  {
    name: 'stays silent towards a private address',
    trace: `! connect 192.168.1.5:21 connected\n${login}`,
    finds: null,
  },
  {
    name: 'stays silent for anonymous, whose password is no secret',
    trace: `
      ! connect 123.56.241.199:21 connected
      < 220 ready
      > USER anonymous
      < 331 any password
      > PASS ****
      < 230 in
    `,
    finds: null,
  },
  {
    name: 'stays silent while no password was sent',
    trace: '! connect 123.56.241.199:21 connected\n< 220 ready\n> USER alice\n< 530 no',
    finds: null,
  },
];
