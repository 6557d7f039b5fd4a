import type { RuleTable } from '../../support/ruleTable.ts';
import { publicSession, stat } from '../../support/traceParts.ts';

const accepted = '> PORT 192,168,0,130,156,65\n< 200 PORT command successful.\n';

export const cases: RuleTable = [
  {
    name: 'is proven by the comparison of two spellings',
    trace: `${publicSession}! note alg-test test=port outcome=rewritten`,
    finds: { severity: 'info', confidence: 'proven', owner: 'path', says: ['ALG', 'TLS'] },
  },
  {
    name: 'is possible when a server that checks takes a private address',
    trace: publicSession + stat('125.120.45.15') + accepted,
    finds: { severity: 'info', confidence: 'possible', alternatives: 1 },
  },
  {
    name: 'is silent when the server takes any address',
    trace: `${publicSession}${stat('125.120.45.15')}${accepted}! note alg-test test=port outcome=unchecked`,
    finds: null,
  },
  {
    name: 'is silent when the comparison has no conclusion',
    trace: `${publicSession}! note alg-test test=port outcome=unknown`,
    finds: null,
  },
  {
    name: 'is silent when the address is the one that the server sees',
    trace: publicSession + stat('192.168.0.130') + accepted,
    finds: null,
  },
  {
    name: 'is silent about a server that is not known to check',
    trace: `${publicSession}> STAT\n< 211-x\n|  Connected from pc (125.120.45.15)\n| 211 End\n${accepted}`,
    finds: null,
  },
];
