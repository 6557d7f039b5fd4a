import type { RuleTable } from '../../support/ruleTable.ts';
import { listing, pasv, publicSession } from '../../support/traceParts.ts';

const off =
  '> PORT 192,168,0,130,156,65\n< 550 Permission denied.\n> EPRT |1|192.168.0.130|40002|\n< 550 Permission denied.\n';

export const cases: RuleTable = [
  {
    name: 'is no alarm where PASV works',
    trace: publicSession + pasv(30012, 'connected', listing) + off,
    finds: { severity: 'info', confidence: 'proven', owner: 'server', evidence: '550 Permission denied.' },
  },
  {
    name: 'is a warning where passive mode fails',
    trace: publicSession + pasv(30012, 'timed-out') + off,
    finds: { severity: 'warning' },
  },
  {
    name: 'knows the words of other servers',
    trace: `${publicSession}> PORT 192,168,0,130,156,65\n< 501 Active mode is disabled`,
    finds: {},
  },
  {
    name: 'is silent when only EPRT is unknown',
    trace: `${publicSession}> PORT 192,168,0,130,156,65\n< 200 ok\n> EPRT |1|192.168.0.130|40002|\n< 500 Unknown command.`,
    finds: null,
  },
  {
    name: 'is silent when the address is refused',
    trace: `${publicSession}> PORT 192,168,0,130,156,65\n< 500 Illegal PORT command.`,
    finds: null,
  },
];
