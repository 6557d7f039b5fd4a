import type { RuleTable } from '../../support/ruleTable.ts';
import { epsv, listing, pasv, publicSession } from '../../support/traceParts.ts';

const alive = pasv(30012, 'connected', listing) + pasv(30013, 'connected') + pasv(30014, 'connected');
const dead = epsv(30041, 'timed-out') + epsv(30042, 'timed-out') + epsv(30043, 'timed-out');

export const cases: RuleTable = [
  {
    name: 'warns when three EPSV ports fail and three PASV ports answer',
    trace: publicSession + alive + dead,
    finds: {
      severity: 'warning',
      confidence: 'likely',
      owner: 'path',
      says: ['229', 'EPSV 30041, 30042, 30043', '--mode epsv'],
      alternatives: 2,
    },
  },
  {
    name: 'needs three failures',
    trace: publicSession + alive + epsv(30041, 'timed-out') + epsv(30042, 'timed-out'),
    finds: null,
  },
  {
    name: 'is silent when one PASV port fails as well',
    trace: publicSession + alive + pasv(30015, 'timed-out') + dead,
    finds: null,
  },
  {
    name: 'is silent when one EPSV port answers',
    trace: publicSession + alive + dead + epsv(30044, 'connected'),
    finds: null,
  },
  {
    name: 'is silent when neither mode works',
    trace: publicSession + pasv(30012, 'timed-out') + dead,
    finds: null,
  },
];
