import type { RuleTable } from '../../support/ruleTable.ts';
import { listing, pasv, publicSession } from '../../support/traceParts.ts';

export const cases: RuleTable = [
  {
    name: 'is likely when a transfer begins and nothing more comes',
    trace: publicSession + pasv(30012, 'connected', '> LIST\n< 150 Here\n! transfer LIST stalled 0 5000ms'),
    finds: {
      severity: 'error',
      confidence: 'likely',
      owner: 'path',
      says: ['MTU', 'ping -M do', '(0 bytes in all)'],
      evidence: 'LIST stalled 0 5000ms',
      alternatives: 1,
    },
  },
  {
    name: 'is read from a server that gave up after the 150',
    trace:
      publicSession +
      pasv(30012, 'connected', '> RETR a\n< 150 Opening\n< 421 Data timeout. Reconnect. Sorry.'),
    finds: { says: ['RETR began, then nothing more came.'] },
  },
  {
    name: 'is silent when the transfer ends well',
    trace: publicSession + pasv(30012, 'connected', listing),
    finds: null,
  },
  {
    name: 'is silent when the transfer never began',
    trace:
      publicSession +
      pasv(30012, 'connected', '> LIST\n< 425 Failed to establish connection.\n! transfer LIST failed 0'),
    finds: null,
  },
  {
    name: 'is silent where the server said 150 and nobody could connect, as pyftpdlib does',
    trace:
      publicSession +
      pasv(
        30012,
        'timed-out',
        '> MLSD\n< 150 About to open data connection.\n< 421 Passive data channel timed out.',
      ),
    finds: null,
  },
  {
    name: 'is silent about the same in the server’s own log, which shows no dial',
    trace: `${publicSession}> PASV\n< 227 Entering passive mode (123,56,241,199,117,60).\n> MLSD\n< 150 About to open data connection.\n< 421 Passive data channel timed out.`,
    finds: null,
  },
];
