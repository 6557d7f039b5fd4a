import type { RuleTable } from '../../support/ruleTable.ts';
import { listing, pasvNaming, privateSession, publicSession } from '../../support/traceParts.ts';

export const cases: RuleTable = [
  {
    name: 'warns a client inside and advises against a private announcement',
    trace:
      privateSession +
      pasvNaming(
        '123.56.241.199',
        '! dial advertised 123.56.241.199:21485 timed-out\n! dial control-peer 192.168.0.7:21485 connected',
      ),
    finds: {
      severity: 'warning',
      confidence: 'proven',
      owner: 'path',
      says: ['hairpin NAT', 'do not change the announced address'],
      evidence: '227 Entering Passive Mode (123,56,241,199,83,237).',
    },
  },
  {
    name: 'applies to a login by loopback on the server itself',
    trace:
      privateSession.replace('192.168.0.7', '127.0.0.1') +
      pasvNaming('123.56.241.199', '! dial advertised 123.56.241.199:21485 timed-out'),
    finds: { severity: 'warning', confidence: 'likely' },
  },
  {
    name: 'is silent where the router sends the connection back',
    trace:
      privateSession +
      pasvNaming('123.56.241.199', `! dial advertised 123.56.241.199:21485 connected\n${listing}`),
    finds: null,
  },
  {
    name: 'is silent between public addresses',
    trace: publicSession + pasvNaming('123.56.241.87', '! dial advertised 123.56.241.87:21485 timed-out'),
    finds: null,
  },
];
