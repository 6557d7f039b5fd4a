import type { RuleTable } from '../../support/ruleTable.ts';
import { listing, pasv, pasvNaming, publicSession } from '../../support/traceParts.ts';

const failed = '> LIST\n< 150 Here\n< 426 Connection closed; transfer aborted.\n! transfer LIST failed 0';

export const cases: RuleTable = [
  {
    name: 'is what is left when nothing else explains a 426',
    trace: publicSession + pasv(30012, 'connected', failed),
    finds: {
      severity: 'error',
      confidence: 'possible',
      says: ['426 Connection closed', 'Diagnose the server live'],
      evidence: '426 Connection closed; transfer aborted.',
    },
  },
  {
    name: 'suspects shut ports when a transcript shows no dial and the server waited in vain',
    trace: publicSession + pasvNaming('123.56.241.199', '> LIST\n< 425 Failed to establish connection.'),
    finds: { owner: 'server-network', says: ['keeps shut'] },
  },
  {
    name: 'is silent when a dial shows that the ports are shut',
    trace: publicSession + pasv(30012, 'timed-out', '> LIST\n< 425 Failed to establish connection.'),
    finds: null,
  },
  {
    name: 'is silent when the server names the data peer',
    trace: publicSession + pasv(30012, 'connected', '> LIST\n< 425 Security: Bad IP connecting.'),
    finds: null,
  },
  {
    name: 'takes “Use PORT or PASV first” for an echo',
    trace: publicSession + pasv(30012, 'connected', '> LIST\n< 425 Use PORT or PASV first.'),
    finds: null,
  },
  {
    name: 'is silent when the listing comes',
    trace: publicSession + pasv(30012, 'connected', listing),
    finds: null,
  },
];
