import type { RuleTable } from '../../support/ruleTable.ts';
import { seedTrace, seedTranscript } from '../../support/seed.ts';
import { epsv, listing, pasvNaming, privateSession, publicSession } from '../../support/traceParts.ts';

export const cases: RuleTable = [
  {
    name: 'has the ports opened first where none of them answers either',
    trace:
      publicSession +
      pasvNaming(
        '172.17.9.135',
        '! dial advertised 172.17.9.135:21485 timed-out\n! dial control-peer 123.56.241.199:21485 timed-out',
      ) +
      epsv(21486, 'timed-out'),
    finds: {
      severity: 'error',
      verdict: 'open its passive ports, which are shut too, and have the server announce 123.56.241.199',
    },
  },
  {
    name: 'speaks of the address alone where a port answers',
    trace:
      publicSession +
      pasvNaming(
        '172.17.9.135',
        '! dial advertised 172.17.9.135:21485 timed-out\n! dial control-peer 123.56.241.199:21485 timed-out',
      ) +
      epsv(21486, 'connected', listing),
    finds: { verdict: 'can reach: have the server announce 123.56.241.199' },
  },
  {
    name: 'names the pair, the arithmetic, 1:1 NAT and what to do in the seed’s case',
    trace: seedTrace,
    finds: {
      severity: 'error',
      confidence: 'proven',
      owner: 'server',
      says: [
        '172.17.9.135',
        '123.56.241.199:2100',
        '83 × 256 + 237 = 21485',
        '1:1 NAT',
        'EPSV works',
        'lftp',
      ],
      evidence: '227 Entering Passive Mode (172,17,9,135,83,237).',
      alternatives: 0,
    },
  },
  {
    name: 'finds it in the seed’s own transcript, which shows no commands',
    trace: seedTranscript,
    finds: { severity: 'error', confidence: 'proven', says: ['there is no route to that network'] },
  },
  {
    name: 'says when the same port at the control peer is dead too',
    trace:
      publicSession +
      pasvNaming(
        '172.17.9.135',
        '! dial advertised 172.17.9.135:21485 timed-out\n! dial control-peer 123.56.241.199:21485 timed-out',
      ),
    finds: { severity: 'error', confidence: 'proven', says: ['a second fault'] },
  },
  {
    name: 'names the container interface that swallowed the dial',
    trace:
      publicSession +
      pasvNaming('172.17.9.135', '! dial advertised 172.17.9.135:21485 unreachable EHOSTUNREACH via docker0'),
    finds: { says: ['docker0', 'never left this machine'] },
  },
  {
    name: 'is likely while nobody has dialled the address',
    trace: publicSession + pasvNaming('10.0.0.5', ''),
    finds: { severity: 'error', confidence: 'likely' },
  },
  {
    name: 'counts a carrier-grade NAT address and says that clients do not repair it',
    trace: publicSession + pasvNaming('100.64.0.9', '! dial advertised 100.64.0.9:21485 timed-out'),
    finds: { severity: 'error', says: ['carrier-grade NAT', 'do not recognise'] },
  },
  {
    name: 'is a warning where a listing came through it: only this machine has a route',
    trace: publicSession + pasvNaming('10.0.0.5', `! dial advertised 10.0.0.5:21485 connected\n${listing}`),
    finds: { severity: 'warning', confidence: 'likely', says: ['has a route'] },
  },
  {
    name: 'applies between two private addresses too, and does not speak of 1:1 NAT',
    trace: privateSession + pasvNaming('172.18.0.2', '! dial advertised 172.18.0.2:21485 refused'),
    finds: { severity: 'error', says: ['both private', 'a container'] },
  },
  {
    name: 'says that a careful client refused the address',
    trace:
      publicSession +
      pasvNaming('10.0.0.5', '! dial advertised 10.0.0.5:21485 not-tried because refused-by-client'),
    finds: { confidence: 'proven', says: ['the client itself refuses'] },
  },
  {
    name: 'is only possible where the evidence does not say where the login went',
    trace: '< 220 hi' + pasvNaming('10.1.2.3', ''),
    finds: { confidence: 'possible', says: ['if they differ'] },
  },
  {
    name: 'stays an error when a listing came and nothing shows by which address',
    trace: publicSession + pasvNaming('10.0.0.5', listing),
    finds: { severity: 'error', confidence: 'likely' },
  },
  {
    name: 'is silent when the private address is the control peer’s own',
    trace: privateSession + pasvNaming('192.168.0.7', '! dial advertised 192.168.0.7:21485 timed-out'),
    finds: null,
  },
  {
    name: 'is silent when the 227 names the control peer’s public address',
    trace: publicSession + pasvNaming('123.56.241.199', '! dial advertised 123.56.241.199:21485 timed-out'),
    finds: null,
  },
  {
    name: 'is silent between private addresses where a listing came through',
    trace:
      privateSession + pasvNaming('192.168.0.8', `! dial advertised 192.168.0.8:21485 connected\n${listing}`),
    finds: null,
  },
  {
    name: 'is likely in a log of the server’s, which shows that a client from outside was sent inside',
    trace: `< 220 Welcome\n! note host-fact fact=client-seen-as address=125.120.45.15${pasvNaming('172.17.9.135', '> LIST\n< 150 Here\n< 226 Done.')}`,
    finds: { severity: 'error', confidence: 'likely', says: ['125.120.45.15', 'replaces such an address'] },
  },
  {
    name: 'is silent in a log of the server’s where the client came from inside',
    trace: `< 220 Welcome\n! note host-fact fact=client-seen-as address=172.17.9.140${pasvNaming('172.17.9.135', '> LIST\n< 150 Here\n< 226 Done.')}`,
    finds: null,
  },
  {
    name: 'is silent in such a log where the transfer failed for another reason',
    trace: `< 220 Welcome\n! note host-fact fact=client-seen-as address=172.17.0.1${pasvNaming('172.17.0.5', '> MLSD\n< 425 Security: Bad IP connecting.')}`,
    finds: null,
  },
  {
    name: 'is silent where the same address carried a transfer before, and nothing shows the control peer',
    trace: `< 220 Welcome${pasvNaming('192.168.65.60', '> MLSD\n< 150 Here\n< 226 Done.')}${pasvNaming('192.168.65.60', '> LIST -a\n< 550 No.', 21486)}`,
    finds: null,
  },
  {
    name: 'names the container interface where the dial was swallowed without a word',
    trace:
      publicSession +
      pasvNaming('172.17.9.135', '! dial advertised 172.17.9.135:21485 timed-out 5000ms via docker0'),
    finds: { says: [/no answer\..*docker0.*never left this machine/] },
  },
  {
    name: 'names the interface of a route that leads elsewhere',
    trace:
      publicSession +
      pasvNaming('172.17.9.135', '! dial advertised 172.17.9.135:21485 unreachable EHOSTUNREACH via eth0'),
    finds: { says: ['this machine’s route to it goes by the interface eth0'] },
  },
  {
    name: 'says that EPSV works only where it does',
    trace:
      publicSession +
      pasvNaming('172.17.9.135', '! dial advertised 172.17.9.135:21485 timed-out') +
      epsv(30044, 'timed-out'),
    finds: { says: [/^(?![^]*EPSV works)/] },
  },
];
