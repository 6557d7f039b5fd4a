import type { RuleTable } from '../../support/ruleTable.ts';
import { listing, pasv, publicSession, stat } from '../../support/traceParts.ts';

const waiting =
  '> PORT 192,168,0,130,156,65\n< 200 PORT command successful.\n> LIST\n! accept timed-out 5000ms\n';

export const cases: RuleTable = [
  {
    name: 'is a warning where passive mode was not tried',
    trace: publicSession + waiting,
    finds: {
      severity: 'warning',
      confidence: 'likely',
      owner: 'client-network',
      says: ['192.168.0.130:40001', '5 s'],
      evidence: 'timed-out 5000ms',
      alternatives: 1,
    },
  },
  {
    name: 'is no alarm where PASV works',
    trace: publicSession + pasv(30012, 'connected', listing) + waiting,
    finds: { severity: 'info' },
  },
  {
    name: 'is an error where the server has nothing else',
    trace: `${publicSession}> PASV\n< 550 no\n> EPSV\n< 550 no\n${waiting}`,
    finds: { severity: 'error' },
  },
  {
    name: 'is read from the server’s own 425',
    trace: `${publicSession}> PORT 192,168,0,130,156,65\n< 200 ok\n> LIST\n< 425 Failed to establish connection.`,
    finds: { says: ['425 Failed to establish connection.'] },
  },
  {
    name: 'tells a refused connection from one that gets no answer by how soon the server says so',
    trace: `${publicSession}> PORT 125,120,45,15,156,65\n< 200 ok\n> LIST\n< 425 Failed to establish connection. @9ms`,
    finds: { says: [/refused, not lost(?![^]*lets no connection in)/] },
  },
  {
    name: 'does not call a connection refused that the server waited for',
    trace: `${publicSession}> PORT 125,120,45,15,156,65\n< 200 ok\n> LIST\n< 425 Failed to establish connection. @60000ms`,
    finds: { says: ['lets no connection in'] },
  },
  {
    name: 'knows that ProFTPD dials the address it sees in place of a private one',
    trace: `${publicSession.replace('220 Welcome', '220 ProFTPD Server (Debian) [123.56.241.199]')}> STAT\n< 211-Status of 'Debian'\n|  Connected from 125.120.45.15 (125.120.45.15)\n| 211 End of status\n> PORT 192,168,0,130,156,65\n< 200 PORT command successful\n> LIST\n< 425 Unable to build data connection: Connection refused @3ms`,
    finds: {
      says: [/125\.120\.45\.15, in place of a private one[^]*refused, not lost(?![^]*leads nowhere)/],
    },
  },
  {
    name: 'is silent when LIST itself was refused',
    trace: `${publicSession}> PORT 192,168,0,130,156,65\n< 200 ok\n> LIST\n< 550 Permission denied.\n! accept timed-out 3ms\n! transfer LIST rejected 0`,
    finds: null,
  },
  {
    name: 'is silent when the connection comes',
    trace: `${publicSession}> PORT 192,168,0,130,156,65\n< 200 ok\n! accept connected 123.56.241.199:20${listing}`,
    finds: null,
  },
  {
    name: 'is silent when PORT was refused',
    trace: `${publicSession}> PORT 192,168,0,130,156,65\n< 500 Illegal PORT command.`,
    finds: null,
  },
  {
    name: 'is silent when no transfer was asked for',
    trace: `${publicSession}> PORT 192,168,0,130,156,65\n< 200 ok`,
    finds: null,
  },
  {
    name: 'is silent when a connection comes, from wherever',
    trace: `${publicSession}> PORT 192,168,0,130,156,65\n< 200 ok\n> LIST\n! accept foreign 123.56.241.200:20\n< 425 Failed to establish connection.`,
    finds: null,
  },
  {
    name: 'knows the words of pyftpdlib, which connects before it answers and could not',
    trace: `${publicSession}> PORT 192,168,0,130,156,65\n< 425 Can't connect to specified address.\n`,
    finds: { says: ['tried at once to connect to 192.168.0.130:40001', 'leads nowhere from the server'] },
  },
  {
    name: 'takes the silence of pyftpdlib after PORT for a connection that does not arrive',
    trace: `${publicSession}> FEAT\n< 211-Features supported:\n|  EPRT\n| 211 End FEAT.\n> PORT 192,168,0,130,156,65\n`,
    finds: { says: ['tried at once to connect'] },
  },
  {
    name: 'is silent where another server says nothing to PORT',
    trace: `${publicSession}> PORT 192,168,0,130,156,65\n`,
    finds: null,
  },
  {
    name: 'sees where a server sent its connection that took an address other than the one it sees',
    trace: publicSession + stat('125.120.45.15') + waiting,
    finds: { says: ['come from 125.120.45.15; if it dialled 192.168.0.130, which PORT names'] },
  },
  {
    name: 'names no address where the log hides the one in PORT',
    trace: publicSession + waiting.replace('192,168,0,130,156,65', '***'),
    finds: { says: ['should connect to the client. No connection came', 'the firewall of the client'] },
  },
  {
    name: 'says where the server’s SYN was lost, with a capture of the other end',
    trace: `${publicSession}${waiting}! note host-fact fact=inbound-not-arrived port=40001`,
    finds: { says: ['its SYN to port 40001 leaving; it never arrived at the client'] },
  },
  {
    name: 'says that the client’s own firewall drops what arrived, with captures of both ends',
    trace: `${publicSession}${waiting}! note host-fact fact=inbound-unanswered port=40001`,
    finds: { says: ['Both captures show the server’s SYN to port 40001'] },
  },
];
