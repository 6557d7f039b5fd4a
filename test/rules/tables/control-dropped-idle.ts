import type { RuleTable } from '../../support/ruleTable.ts';

const session = '! connect 198.51.100.7:21 connected\n< 220 ready\n> USER alice\n< 230 in\n';
const listing = `${session}> PASV
  < 227 Entering Passive Mode (198,51,100,7,100,1).
  ! dial advertised 198.51.100.7:25601 connected
  > LIST
  < 150 Here it comes.
`;

export const cases: RuleTable = [
  {
    name: 'tells of a session that was forgotten on the way',
    trace: `${session}! note hold seconds=400 alive=false\n! close reset`,
    finds: { severity: 'warning', owner: 'path', says: ['400 s', 'NAT'] },
  },
  {
    name: "tells the server's own idle limit from a forgotten connection",
    trace: `${session}> NOOP\n< 421 Timeout.\n! note hold seconds=120 alive=false`,
    finds: { severity: 'warning', owner: 'server', says: ['421 Timeout.'] },
  },
  {
    name: 'makes it a remark when the server waited the five minutes that it must',
    trace: `${session}> NOOP\n< 421 Timeout.\n! note hold seconds=600 alive=false`,
    finds: { severity: 'info' },
  },
  {
    name: 'tells of a control connection that was gone when the data had come',
    trace: `${listing}! transfer LIST unknown 4000\n! close reset`,
    finds: { severity: 'error', confidence: 'likely', owner: 'path', says: ['4000 bytes'] },
  },
  {
    name: 'tells of a server that ended the session in order while the data came',
    trace: `${listing}! transfer LIST failed 4000\n! close server`,
    finds: {
      severity: 'error',
      confidence: 'likely',
      owner: 'server',
      says: ['4000 bytes'],
      evidence: 'server',
    },
  },
  {
    name: 'stays silent when it is the client that ended the session',
    trace: `${listing}! transfer LIST failed 4000\n! close client`,
    finds: null,
  },
  {
    name: 'stays silent when the session lived through the silence',
    trace: `${session}! note hold seconds=400 alive=true`,
    finds: null,
  },
  {
    name: 'stays silent when the transfer was answered before the end',
    trace: `${listing}! transfer LIST ok 4000\n< 226 done\n! close reset`,
    finds: null,
  },
  {
    name: 'stays silent about an idle user whom the server logged out',
    trace: `${session}< 421 Timeout.\n! close server`,
    finds: null,
  },
  {
    name: 'leaves a transfer that stalled to the finding on that',
    trace: `${listing}! transfer LIST stalled 4000\n! close reset`,
    finds: null,
  },
  {
    name: 'tells of silence in place of the last reply',
    trace: `${listing}! transfer LIST unknown 4000\n! note silence waitedFor=226 5000ms\n! close client`,
    finds: { severity: 'error' },
  },
  {
    name: 'leaves silence behind a transfer of a moment to the finding on the command: no timer is that short',
    trace: `${listing}! transfer LIST unknown 4000 5012ms\n! note silence waitedFor=226 5000ms\n! close client`,
    finds: null,
  },
  {
    name: 'stays silent about a long listing that was cut off on purpose',
    trace: `${listing}! transfer LIST ok 262144 truncated\n! note silence waitedFor=226 1500ms\n! close client`,
    finds: null,
  },
  {
    name: 'stays silent when no transfer had begun',
    trace: `${session}! close reset`,
    finds: null,
  },
  {
    name: 'takes any 421 for the server’s own doing, in whatever language',
    trace: `${session}> NOOP\n< 421 Zeitüberschreitung.\n! note hold seconds=120 alive=false`,
    finds: { owner: 'server', says: ['421 Zeitüberschreitung.'] },
  },
];
