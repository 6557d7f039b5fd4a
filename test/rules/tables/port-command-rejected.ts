import type { RuleTable } from '../../support/ruleTable.ts';
import { seedTrace, seedTranscript } from '../../support/seed.ts';
import { epsv, listing, pasv, publicSession, stat } from '../../support/traceParts.ts';

const illegal = '> PORT 192,168,0,130,156,65\n< 500 Illegal PORT command.\n';

export const cases: RuleTable = [
  {
    name: 'names both addresses of the client in the seed’s case, as a warning',
    trace: seedTrace,
    finds: {
      severity: 'warning',
      confidence: 'proven',
      owner: 'client-network',
      says: ['192.168.0.130', '125.120.45.15', 'NAT'],
      evidence: '500 Illegal PORT command.',
      alternatives: 0,
    },
  },
  {
    name: 'is likely where a transcript shows neither address',
    trace: seedTranscript,
    finds: { severity: 'warning', confidence: 'likely' },
  },
  {
    name: 'is no alarm where PASV works',
    trace: publicSession + stat('125.120.45.15') + pasv(30012, 'connected', listing) + illegal,
    finds: { severity: 'info', says: ['nothing needs mending'] },
  },
  {
    name: 'is no alarm where PASV stands and only the listing is forbidden',
    trace:
      publicSession +
      stat('125.120.45.15') +
      pasv(30012, 'connected', '> LIST\n< 550 Permission denied.\n! transfer LIST rejected 0') +
      illegal,
    finds: { severity: 'info' },
  },
  {
    name: 'is no alarm where a client that asks with EPSV alone gets through',
    trace: publicSession + stat('125.120.45.15') + epsv(30012, 'connected', listing) + illegal,
    finds: { severity: 'info' },
  },
  {
    name: 'is an error where the server has no passive mode',
    trace: `${publicSession}${stat('125.120.45.15')}> PASV\n< 550 no\n> EPSV\n< 550 no\n${illegal}`,
    finds: { severity: 'error' },
  },
  {
    name: 'is a warning where passive mode was not tried',
    trace: publicSession + stat('125.120.45.15') + illegal,
    finds: { severity: 'warning' },
  },
  {
    name: 'is policy when the server refuses its own view of the address too',
    trace: `${publicSession}${stat('125.120.45.15')}${illegal}> PORT 125,120,45,15,156,65\n< 500 Illegal PORT command.\n! note port-verdict accepted=false address=125.120.45.15`,
    finds: { owner: 'server', says: ['by a rule of its own'] },
  },
  {
    name: 'is not the client’s fault when something hides its address',
    trace: publicSession + stat('172.17.0.1') + illegal,
    finds: { owner: 'server-network', says: ['172.17.0.1', 'not the client’s fault'] },
  },
  {
    name: 'reads the address that Pure-FTPd prints',
    trace: `${publicSession}> PORT 192,168,0,130,156,65\n< 500 I won't open a connection to 192.168.0.130 (only to 125.120.45.15)`,
    finds: { confidence: 'proven', says: ['125.120.45.15'] },
  },
  {
    name: 'is silent when active mode is switched off',
    trace: `${publicSession}> PORT 192,168,0,130,156,65\n< 550 Permission denied.`,
    finds: null,
  },
  {
    name: 'is silent when PORT is accepted',
    trace: `${publicSession}> PORT 192,168,0,130,156,65\n< 200 ok`,
    finds: null,
  },
  {
    name: 'is silent when the server only asks for the other family',
    trace: `${publicSession}> EPRT |2|2001:db8::1|40002|\n< 522 Network protocol not supported, use (1)`,
    finds: null,
  },
  {
    name: 'takes a client’s complaint about a taken address for an echo of the refusal',
    trace: `${publicSession}${illegal}! note bind-echo`,
    finds: { says: ['only an echo of that refusal', 'no port conflict'] },
  },
  {
    name: 'takes the word of pyftpdlib that the address is the reason, and asks for no further test',
    trace: `${publicSession}> PORT 192,168,0,130,156,65\n< 501 Rejected data connection to foreign address 192.168.0.130:40001.\n`,
    finds: { confidence: 'proven', owner: 'client-network', alternatives: 0 },
  },
];
