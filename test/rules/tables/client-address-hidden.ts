import type { RuleTable } from '../../support/ruleTable.ts';
import { publicSession, privateSession, stat } from '../../support/traceParts.ts';

export const cases: RuleTable = [
  {
    name: 'warns when the server sees a private address at the end of a public way',
    trace: publicSession + stat('172.17.0.1'),
    finds: {
      severity: 'warning',
      confidence: 'proven',
      owner: 'server-network',
      says: ['172.17.0.1', '123.56.241.199'],
    },
  },
  {
    name: 'is silent when the server sees the client’s NAT',
    trace: publicSession + stat('125.120.45.15'),
    finds: null,
  },
  {
    name: 'is silent when the server sees the client’s own private address',
    trace: publicSession + stat('192.168.0.130'),
    finds: null,
  },
  { name: 'is silent inside a private network', trace: privateSession + stat('10.0.0.1'), finds: null },
  {
    name: 'is silent about pyftpdlib, which prints its own address',
    trace: `${publicSession}> STAT\n< 211-FTP server status:\n|  Connected to: 172.17.9.135:21\n| 211 End`,
    finds: null,
  },
];
