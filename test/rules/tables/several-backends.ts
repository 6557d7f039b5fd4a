import type { RuleTable } from '../../support/ruleTable.ts';

function twoSessions(first: string, second: string, purpose = 'EPSV'): string {
  return `
    ! connect 198.51.100.7:21 connected
    ${first}
    == 1 ${purpose}
    ! connect 198.51.100.7:21 connected
    ${second}
  `;
}

const pasv = (address: string): string =>
  `< 220 ready\n> PASV\n< 227 Entering Passive Mode (${address.replaceAll('.', ',')},100,1).`;

export const cases: RuleTable = [
  {
    name: 'sees two servers behind two greetings',
    trace: twoSessions('< 220 ProFTPD Server (alpha) ready', '< 220 ProFTPD Server (beta) ready'),
    finds: { severity: 'warning', confidence: 'possible', owner: 'server-network', says: ['alpha', 'beta'] },
  },
  {
    name: 'sees two servers behind two addresses in the 227',
    trace: twoSessions(pasv('10.0.0.1'), pasv('10.0.0.2')),
    finds: { confidence: 'likely', says: ['10.0.0.1', '10.0.0.2'] },
  },
  {
    name: 'sees two servers behind two answers to STAT',
    trace: twoSessions(
      '< 220 ready\n> STAT\n< 211 Status of alpha',
      '< 220 ready\n> STAT\n< 211 Status of beta',
    ),
    finds: { confidence: 'likely' },
  },
  {
    name: 'stays silent about times and counters in a greeting',
    trace: twoSessions('< 220 You are user 1 of 50, it is 10:23', '< 220 You are user 12 of 50, it is 10:24'),
    finds: null,
  },
  {
    name: 'stays silent when one session names several data hosts',
    trace: twoSessions(
      `${pasv('10.0.0.1')}\n> PASV\n< 227 Entering Passive Mode (10,0,0,2,100,1).`,
      pasv('10.0.0.2'),
    ),
    finds: null,
  },
  {
    name: 'stays silent when the sessions went to different addresses',
    trace: `
      ! connect 198.51.100.7:21 connected
      < 220 alpha
      == 1 EPSV
      ! connect [2001:db8::7]:21 connected
      < 220 beta
    `,
    finds: null,
  },
  {
    name: 'stays silent when a session under TLS shows what a device had edited',
    trace: twoSessions(
      pasv('198.51.100.7'),
      '< 220 ready\n> AUTH TLS\n< 234 go on\n! tls ok TLSv1.3\n> PASV\n< 227 Entering Passive Mode (10,0,0,2,100,1).',
      'PASV under TLS',
    ),
    finds: null,
  },
  {
    name: 'stays silent when a later session was shut out by a limit',
    trace: twoSessions('< 220 ready', '< 421 There are too many connections from your internet address.'),
    finds: null,
  },
  {
    name: 'stays silent about a session that provokes a device on the way',
    trace: twoSessions(
      pasv('198.51.100.7'),
      `${pasv('10.0.0.2')}\n! note alg-test test=pasv outcome=differs`,
      'device test',
    ),
    finds: null,
  },
];
