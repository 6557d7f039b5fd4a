import type { RuleTable } from '../../support/ruleTable.ts';
import { pasv, publicSession } from '../../support/traceParts.ts';

function listed(names: string): string {
  const raw = `-rw-r--r--    1 0 0 12 Nov 22 07:00 ${names}\r\n`;
  return (
    publicSession +
    pasv(
      30012,
      'connected',
      `> LIST\n< 150 Here\n! transfer LIST ok ${raw.length} raw ${JSON.stringify(raw)}\n< 226 done`,
    )
  );
}

export const cases: RuleTable = [
  {
    name: 'takes GBK for what it is',
    trace: listed('\u00ce\u00c4\u00bc\u00fe\u00d7\u00ca\u00c1\u00cf.txt'),
    finds: { severity: 'warning', confidence: 'proven', owner: 'server', says: ['GBK', '文件资料.txt'] },
  },
  {
    name: 'takes Big5 for what it is',
    trace: listed('\u00c0\u00c9\u00ae\u00d7\u00b8\u00ea\u00ae\u00c6.txt'),
    finds: { says: ['Big5', '檔案資料.txt'] },
  },
  {
    name: 'takes Shift-JIS for what it is',
    trace: listed('\u0083t\u0083@\u0083C\u0083\u008b.txt'),
    finds: { says: ['Shift-JIS', 'ファイル.txt'] },
  },
  {
    name: 'takes Latin-1 for what it is',
    trace: listed('caf\u00e9.txt'),
    finds: { says: ['Latin-1', 'café.txt'] },
  },
  { name: 'is silent about UTF-8', trace: listed('\u00e6\u0096\u0087\u00e4\u00bb\u00b6.txt'), finds: null },
  { name: 'is silent about ASCII', trace: listed('a.txt'), finds: null },
];
