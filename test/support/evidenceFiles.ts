import { gzipSync } from 'node:zlib';
import { readEvidence } from '../../src/core/import/index.ts';
import { createTranslate } from '../../src/core/l10n.ts';
import { buildReport } from '../../src/core/report/buildReport.ts';
import type { Report } from '../../src/core/report/report.ts';
import { chunks, Conversation, pcapFile } from './packets.ts';

/** The password that every piece of evidence here carries; it must appear nowhere else. */
export const secret = 'hunter2-sesame';

/** A capture of the fault behind an EIP: the 227 names the server's own address, which nobody answers from here. */
export function eipCapture(): Buffer {
  const control = new Conversation('192.168.0.130:54654', '123.56.241.199:2100')
    .open()
    .hears('220 (vsFTPd 2.2.2)\r\n')
    .says('USER ftpuser\r\n')
    .hears('331 Please specify the password.\r\n')
    .says(`PASS ${secret}\r\n`)
    .hears('230 Login successful.\r\n')
    .says('PASV\r\n')
    .hears('227 Entering Passive Mode (172,17,9,135,83,237).\r\n');
  for (let count = 0; count < 3; count += 1) {
    control.add({ from: '192.168.0.130:60330', to: '172.17.9.135:21485', seq: 7000, flags: 'S' });
    control.ms += 1000 * 2 ** count;
  }
  return pcapFile(control.frames);
}

/** The same, packed. */
export function packedCapture(): Buffer {
  return gzipSync(eipCapture());
}

/** A server's log in the words of vsftpd, of many sessions by process; every third of them has a bad password. */
export function manySessions(count: number): string {
  const lines: string[] = [];
  for (let pid = 1; pid <= count; pid += 1) {
    const head = `Wed Nov 25 10:00:${String(pid % 60).padStart(2, '0')} 2026 [pid ${pid}]`;
    const client = `Client "203.0.113.${(pid % 250) + 1}"`;
    const refused = pid % 3 === 0;
    lines.push(
      `${head} CONNECT: ${client}`,
      `${head} FTP response: ${client}, "220 (vsFTPd 3.0.5)"`,
      `${head} FTP command: ${client}, "USER ann"`,
      `${head} [ann] FTP response: ${client}, "331 Please specify the password."`,
      `${head} [ann] FTP command: ${client}, "PASS <password>"`,
      `${head} [ann] FTP response: ${client}, "${refused ? '530 Login incorrect.' : '230 Login successful.'}"`,
    );
  }
  return `${lines.join('\n')}\n`;
}

/** The seed's fault as a person pastes it into a ticket: prose, a dialogue with a password, and what the hosts printed. */
export const paste = [
  '我们的云主机 FTP 能登录,不能列目录。客户端这样:',
  '',
  '[Node1]# ftp -d',
  'ftp> open 123.56.241.199 2100',
  'Connected to 123.56.241.199 (123.56.241.199).',
  '220 (vsFTPd 2.2.2)',
  'Name (123.56.241.199:root): ftpuser_1',
  '---> USER ftpuser_1',
  '331 Please specify the password.',
  'Password:',
  `---> PASS ${secret}`,
  '230 Login successful.',
  'ftp> ls',
  '---> PASV',
  '227 Entering Passive Mode (172,17,9,135,83,237).',
  'ftp: connect: 没有到主机的路由',
  'ftp> pass',
  'Passive mode off.',
  'ftp> ls',
  '---> PORT 192,168,0,130,235,170',
  '500 Illegal PORT command.',
  'ftp: bind: 地址已在使用',
  '',
  '服务器上:',
  '[root@aliyun ~]# netstat -antpl | grep ftp',
  'tcp        0      0 172.17.9.135:21485          0.0.0.0:*                   LISTEN      3756/vsftpd',
  'tcp        0      0 0.0.0.0:2100                0.0.0.0:*                   LISTEN      1671/vsftpd',
  'tcp        0      0 172.17.9.135:2100           125.120.45.15:54654         ESTABLISHED 3756/vsftpd',
  '[root@aliyun ~]# ip a',
  '1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN',
  '    inet 127.0.0.1/8 scope host lo',
  '2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc pfifo_fast state UP qlen 1000',
  '    inet 172.17.9.135/20 brd 172.17.15.255 scope global eth0',
  '',
].join('\n');

/** The reports that files give, read as the editor reads them. */
export async function reportsOf(
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<readonly Report[]> {
  const read = await readEvidence(
    Object.entries(files).map(([name, content]) => ({
      name,
      chunks: chunks(Buffer.from(content as string), 4096),
    })),
  );
  if ('fault' in read) throw new Error(`${read.file}: ${read.fault}`);
  return read.traces.map((trace) =>
    buildReport(trace, { t: createTranslate(), lang: 'en', toolVersion: '0' }),
  );
}
