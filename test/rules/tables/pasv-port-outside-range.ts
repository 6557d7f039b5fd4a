import type { RuleTable } from '../../support/ruleTable.ts';
import { noSettings } from '../../../src/core/trace/trace.ts';
import { epsv, listing, pasv, publicSession } from '../../support/traceParts.ts';

const about = { settings: { ...noSettings, range: { from: 30000, to: 30099 } } };

export const cases: RuleTable = [
  {
    name: 'is an error when the port outside stays silent',
    trace: publicSession + pasv(21485, 'timed-out'),
    about,
    finds: {
      severity: 'error',
      confidence: 'proven',
      owner: 'server',
      says: ['83 × 256 + 237 = 21485', '30000-30099', '1 of 1'],
      evidence: '227 Entering Passive Mode (123,56,241,199,83,237).',
      alternatives: 3,
    },
  },
  {
    name: 'is a warning when it answers',
    trace: publicSession + pasv(21485, 'connected', listing),
    about,
    finds: { severity: 'warning' },
  },
  {
    name: 'looks at EPSV too',
    trace: publicSession + epsv(40000, 'timed-out'),
    about,
    finds: { says: ['40000'] },
  },
  {
    name: 'takes both ends of the range as inside',
    trace: publicSession + pasv(30000, 'connected', listing) + pasv(30099, 'connected'),
    about,
    finds: null,
  },
  {
    name: 'takes the port above as outside',
    trace: publicSession + pasv(30100, 'connected', listing),
    about,
    finds: {},
  },
  { name: 'is silent when no range is known', trace: publicSession + pasv(21485, 'timed-out'), finds: null },
];
