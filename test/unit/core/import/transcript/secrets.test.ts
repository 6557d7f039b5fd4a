import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createTranslate } from '../../../../../src/core/l10n.ts';
import { readEvidence } from '../../../../../src/core/import/index.ts';
import { buildReport } from '../../../../../src/core/report/buildReport.ts';
import { chunks } from '../../../../support/packets.ts';

const secret = 'Tr0ub4dor&3';

async function reportOf(text: string): Promise<string> {
  const read = await readEvidence([{ name: 'x', chunks: chunks(Buffer.from(text), 500) }]);
  assert.ok('traces' in read && read.traces.length > 0, text);
  const t = createTranslate();
  return JSON.stringify(read.traces.map((trace) => buildReport(trace, { t, lang: 'en', toolVersion: '0' })));
}

const rest = 'PASV\n227 Entering Passive Mode (10,0,0,1,80,1).\nLIST\n425 no\n';

describe('a password in a log never leaves the importer', () => {
  const logs: Readonly<Record<string, string>> = {
    'PASS in clear': `220 x\nUSER joe\n331 y\nPASS ${secret}\n230 z\n${rest}`,
    'PASS in small letters, with blanks': `220 x\nUSER joe\n331 y\n---> pass  ${secret}\n---> PASV\n230 z\n${rest}`,
    ACCT: `220 x\nUSER joe\n332 y\nACCT ${secret}\n230 z\n${rest}`,
    'the server repeats it': `220 x\nUSER joe\n331 y\nPASS ${secret}\n530 The password ${secret} is wrong\n${rest}`,
    'lftp with the password on its command line': `lftp -u joe,${secret} ftp.example.net\n<--- 220 x\n---> USER joe\n<--- 331 y\n---> PASS ${secret}\n<--- 230 z\n---> PASV\n<--- 227 ok (10,0,0,1,80,1)\n`,
    'a URL in wget’s heading': `--2026-11-25 12:30:40--  ftp://joe:${secret}@203.0.113.7/a\nConnecting to 203.0.113.7:21... connected.\nLogging in as joe ... Logged in!\n==> PASV ... couldn't connect to 10.0.0.1 port 20481: No route to host\n`,
    'a URL in an error of curl': `* Connected to 203.0.113.7 (203.0.113.7) port 21 (#0)\n< 220 x\n> USER joe\n< 331 y\n> PASS ${secret}\n< 530 no\ncurl: (67) Access denied for ftp://joe:${secret}@203.0.113.7/\n`,
    'a URL before the login': `* Connected to 203.0.113.7 (203.0.113.7) port 21 (#0)\n< 220 see ftp://joe:${secret}@mirror.example.net/\n> USER joe\n< 331 y\n`,
    '.netrc in prose': `machine ftp.example.net login joe password ${secret}\n\n220 x\nUSER joe\n331 y\n${rest}`,
    'Kerberos and SASL tokens': `220 x\nAUTH GSSAPI\n334 go\nADAT ${Buffer.from(secret).toString('base64')}\n235 ok\n${rest}`,
    'a password that is changed': `220 x\nUSER joe\n331 y\nPASS old-${secret}\n230 z\nSITE PSWD old-${secret} new-${secret}\n200 ok\n${rest}`,
    'vsftpd.log': `Wed Nov 25 12:39:09 2026 [pid 67] FTP command: Client "203.0.113.9", "PASS ${secret}"\nWed Nov 25 12:39:09 2026 [pid 67] FTP response: Client "203.0.113.9", "530 no ${secret}"\n`,
    'rclone --dump auth': `2026/11/25 12:39:02 DEBUG : FTP Tx: "USER joe"\n2026/11/25 12:39:02 DEBUG : FTP Rx: "331 y"\n2026/11/25 12:39:02 DEBUG : FTP Tx: "PASS ${secret}"\n2026/11/25 12:39:02 DEBUG : FTP Rx: "230 z"\n`,
    'node ftp': `[connection] > 'USER joe'\n[connection] < '331 y\\r\\n'\n[connection] > 'PASS ${secret}'\n[connection] < '230 z\\r\\n'\n`,
    busybox: `ftpget: cmd USER joe\nftpget: cmd PASS ${secret}\nftpget: cmd PASV (null)\n`,
  };
  for (const [name, text] of Object.entries(logs)) {
    it(name, async () => {
      const report = await reportOf(text);
      assert.ok(!report.includes(secret), report);
      assert.ok(!report.includes(Buffer.from(secret).toString('base64')), report);
    });
  }
});
