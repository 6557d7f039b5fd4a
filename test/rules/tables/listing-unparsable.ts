import type { RuleTable } from '../../support/ruleTable.ts';
import { pasv, publicSession } from '../../support/traceParts.ts';

function listed(raw: string, command = 'LIST'): string {
  return (
    publicSession +
    pasv(
      30012,
      'connected',
      `> ${command}\n< 150 Here\n! transfer ${command} ok ${raw.length} raw ${JSON.stringify(raw)}\n< 226 done`,
    )
  );
}

export const cases: RuleTable = [
  {
    name: 'warns when no line has a known form',
    trace: listed('readme.txt is a file of 12 bytes\r\n'),
    finds: {
      severity: 'warning',
      confidence: 'likely',
      owner: 'server',
      says: ['readme.txt is a file', 'MLSD'],
    },
  },
  {
    name: 'reads the form of ls',
    trace: listed('total 4\r\n-rw-r--r--    1 0 0 12 Nov 22 07:00 a.txt\r\n'),
    finds: null,
  },
  {
    name: 'reads the form of Windows',
    trace: listed('11-22-26  07:00AM       <DIR>          pub\r\n'),
    finds: null,
  },
  {
    name: 'reads MLSD',
    trace: listed('type=file;size=12;modify=20261122070000; a.txt\r\n', 'MLSD'),
    finds: null,
  },
  { name: 'reads NetWare', trace: listed('d [RWCEAFMS] admin 512 Nov 22 07:00 pub\r\n'), finds: null },
  { name: 'reads EPLF', trace: listed('+i8388621.29609,m824255902,/,\tdev\r\n'), finds: null },
  { name: 'says nothing about bare names', trace: listed('a.txt\r\n', 'NLST'), finds: null },
  { name: 'says nothing about an empty listing', trace: listed(''), finds: null },
];
