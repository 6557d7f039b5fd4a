import type { RuleTable } from '../../support/ruleTable.ts';
import { epsv, listing, pasv, pasvNaming, publicSession } from '../../support/traceParts.ts';

export const cases: RuleTable = [
  {
    name: 'lists both kinds of ports, both modes counted, and the boundary between them',
    trace:
      publicSession +
      pasv(30012, 'connected', listing) +
      pasv(30070, 'timed-out') +
      pasv(30081, 'timed-out') +
      epsv(30020, 'connected', listing),
    finds: {
      severity: 'error',
      confidence: 'proven',
      owner: 'server-network',
      says: [
        '2 of 4 tried',
        'Answered: PASV 30012; EPSV 30020',
        'Did not answer: PASV 30070, 30081',
        'between 30012 and 30020',
      ],
      evidence: 'advertised 123.56.241.199:30070 timed-out',
    },
  },
  {
    name: 'is likely when a single port stayed silent',
    trace: publicSession + pasv(30012, 'connected', listing) + pasv(30070, 'timed-out'),
    finds: { confidence: 'likely' },
  },
  {
    name: 'takes two dead EPSV ports beside living PASV ports for a partly open range',
    trace:
      publicSession +
      pasv(30012, 'connected', listing) +
      pasv(30013, 'connected') +
      epsv(30070, 'timed-out') +
      epsv(30071, 'timed-out'),
    finds: { severity: 'error', alternatives: 1 },
  },
  {
    name: 'counts ports at the control peer beside a private address',
    trace:
      publicSession +
      pasvNaming(
        '172.17.9.135',
        '! dial advertised 172.17.9.135:21485 timed-out\n! dial control-peer 123.56.241.199:21485 timed-out',
      ) +
      epsv(30020, 'connected', listing),
    finds: { severity: 'error' },
  },
  {
    name: 'blames no range where silent ports lie among living ones, but loss or a limit',
    trace:
      publicSession +
      pasv(30012, 'connected', listing) +
      pasv(30015, 'connected') +
      pasv(30014, 'timed-out') +
      epsv(30020, 'connected', listing) +
      epsv(30019, 'timed-out') +
      epsv(30016, 'connected'),
    finds: {
      severity: 'error',
      confidence: 'likely',
      owner: 'path',
      says: ['4 of 6', 'limit', 'Did not answer: PASV 30014; EPSV 30019', '--samples 24'],
      evidence: 'advertised 123.56.241.199:30014 timed-out',
      alternatives: 1,
    },
  },
  {
    name: 'blames loss or a limit where the very same port answered at another time',
    trace:
      publicSession +
      pasv(30012, 'connected', listing) +
      pasv(30013, 'connected') +
      pasv(30013, 'timed-out') +
      pasv(30014, 'timed-out'),
    finds: { owner: 'path', severity: 'error' },
  },
  {
    name: 'names both causes of a single silent port between many living ones: a lost packet would have been sent again',
    trace:
      publicSession +
      pasv(30012, 'connected', listing) +
      pasv(30015, 'connected') +
      pasv(30014, 'timed-out') +
      epsv(30020, 'connected', listing) +
      epsv(30016, 'connected'),
    finds: { severity: 'error', confidence: 'likely', owner: 'path', alternatives: 1 },
  },
  {
    name: 'takes several silent ports side by side for a gap in the range',
    trace:
      publicSession +
      pasv(30012, 'connected', listing) +
      pasv(30014, 'timed-out') +
      pasv(30015, 'timed-out') +
      epsv(30020, 'connected', listing),
    finds: { severity: 'error', owner: 'server-network' },
  },
  {
    name: 'is silent when all answer',
    trace: publicSession + pasv(30012, 'connected', listing) + epsv(30044, 'connected', listing),
    finds: null,
  },
  {
    name: 'is silent when none answers',
    trace: publicSession + pasv(30012, 'timed-out') + epsv(30044, 'timed-out'),
    finds: null,
  },
  {
    name: 'leaves the pattern of a helper to its own finding',
    trace:
      publicSession +
      pasv(30012, 'timed-out') +
      pasv(30013, 'timed-out') +
      pasv(30014, 'timed-out') +
      epsv(30044, 'connected', listing) +
      epsv(30045, 'connected'),
    finds: null,
  },
];
