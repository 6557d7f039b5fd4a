import type { RuleTable } from '../../support/ruleTable.ts';
import { epsv, listing, pasv, pasvNaming, publicSession } from '../../support/traceParts.ts';

export const cases: RuleTable = [
  {
    name: 'is likely when every PASV port is dead and every EPSV port alive',
    trace:
      publicSession +
      pasv(30012, 'timed-out') +
      pasv(30013, 'timed-out') +
      pasv(30014, 'timed-out') +
      epsv(30044, 'connected', listing) +
      epsv(30045, 'connected'),
    finds: {
      severity: 'error',
      confidence: 'likely',
      owner: 'server-network',
      says: ['nf_conntrack_ftp', 'PASV 30012, 30013, 30014', 'EPSV 30044, 30045'],
      alternatives: 0,
    },
  },
  {
    name: 'is only possible from one port each',
    trace: publicSession + pasv(30012, 'timed-out') + epsv(30044, 'connected', listing),
    finds: { confidence: 'possible', alternatives: 1 },
  },
  {
    name: 'is silent when one PASV port answers',
    trace:
      publicSession + pasv(30012, 'timed-out') + pasv(30013, 'connected') + epsv(30044, 'connected', listing),
    finds: null,
  },
  {
    name: 'is silent when the 227 names another address: that explains it',
    trace:
      publicSession +
      pasvNaming(
        '172.17.9.135',
        '! dial advertised 172.17.9.135:21485 timed-out\n! dial control-peer 123.56.241.199:21485 timed-out',
      ) +
      epsv(30044, 'connected', listing),
    finds: null,
  },
  {
    name: 'is silent when EPSV fails as well',
    trace: publicSession + pasv(30012, 'timed-out') + epsv(30044, 'timed-out'),
    finds: null,
  },
];
