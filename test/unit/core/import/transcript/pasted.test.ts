import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decodeLog } from '../../../../../src/core/import/transcript/decodeLog.ts';
import { errnoOf, resolverErrno } from '../../../../../src/core/import/transcript/errnoText.ts';
import { readTranscript } from '../../../../../src/core/import/transcript/readTranscript.ts';
import type { TraceEvent } from '../../../../../src/core/trace/event.ts';

const lftp = [
  '---- Connecting to 123.56.241.199 (123.56.241.199) port 2100',
  '<--- 220 (vsFTPd 3.0.3)',
  '---> USER ftpuser',
  '<--- 331 Please specify the password.',
  '---> PASS XXXX',
  '<--- 230 Login successful.',
  '---> PASV',
  '<--- 227 Entering Passive Mode (172,17,9,135,83,237).',
  '---- Address returned by PASV seemed to be incorrect and has been fixed',
  '---- Connecting data socket to (123.56.241.199) port 21485',
  '**** Data socket error (Connection refused) - reconnecting',
];

/** What a log says in short, whatever was pasted around it. */
function said(text: string): string[] {
  const events = readTranscript(text, 'x')?.traces.flatMap(({ events: all }) => all) ?? [];
  return events.map((event: TraceEvent) => `${event.kind} ${event.text}`);
}

const plain = said(lftp.join('\n'));

function wrapped(wrap: (line: string, index: number) => string, end = '\n'): string {
  return lftp.map(wrap).join(end);
}

describe('a log as people paste it', () => {
  const forms: Readonly<Record<string, string>> = {
    'with CRLF': wrapped((line) => line, '\r\n'),
    'quoted once': wrapped((line) => `> ${line}`),
    'quoted twenty times': wrapped((line) => `${'> '.repeat(20)}${line}`),
    'in a Markdown fence between prose': `It hangs:\n\n\`\`\`text\n${lftp.join('\n')}\n\`\`\`\n\nAny idea? We have 220 users.`,
    'with line numbers of cat -n': wrapped((line, index) => `${String(index + 1).padStart(6)}\t${line}`),
    'with line numbers of grep -n': wrapped((line, index) => `${index * 3 + 1}:${line}`),
    'with line numbers of less -N': wrapped((line, index) => `${String(index + 1).padStart(7)} ${line}`),
    'with ISO stamps': wrapped((line, index) => `2026-11-25T12:30:${10 + index}.123Z ${line}`),
    'with clocks in brackets': wrapped((line, index) => `[12:30:${10 + index}] ${line}`),
    'in syslog': wrapped((line, index) => `Nov 25 12:30:${10 + index} build7 backup[412]: ${line}`),
    'with colours': wrapped((line) => `\u001b[1;32m${line}\u001b[0m`),
    'copied out of HTML': wrapped((line) => line.replaceAll('>', '&gt;').replaceAll('<', '&lt;')),
    'in a table cell': wrapped((line) => `| ${line}`),
  };
  for (const [name, text] of Object.entries(forms)) {
    it(`is read ${name}`, () => assert.deepEqual(said(text), plain));
  }

  it('keeps the stamps that stood before its lines', () => {
    const text = wrapped((line, index) => `2026-11-25 12:30:${10 + index} ${line}`);
    const [trace] = readTranscript(text, 'x')?.traces ?? [];
    assert.equal(trace?.startedAt, '2026-11-25T12:30:10.000Z');
    assert.equal(trace.events.at(-1)?.at, 10_000);
  });

  it('does not take reply codes for line numbers', () => {
    const dialogue = '220 ready\n331 go on\n230 in\n227 ok (10,0,0,1,1,2)\n425 no\n500 OOPS: x\n';
    assert.equal(said(dialogue).length, 6);
  });
});

describe('a log in an old encoding', () => {
  const encodings: readonly (readonly [name: string, bytes: readonly number[], text: string])[] = [
    ['GBK', [0xcf, 0xec, 0xd3, 0xa6, 0x3a, 0x20, 0x32, 0x32, 0x30], '响应: 220'],
    ['Shift-JIS', [0x89, 0x9e, 0x93, 0x9a, 0x3a, 0x20, 0x32], '応答: 2'],
    [
      'Big5',
      [0xb0, 0x54, 0xae, 0xa7, 0x20, 0xbf, 0xf9, 0xbb, 0x7e, 0x3a, 0x20, 0xb3, 0x73, 0xbd, 0x75],
      '訊息 錯誤: 連線',
    ],
    ['windows-1251', [0xce, 0xf2, 0xe2, 0xe5, 0xf2, 0x3a, 0x20, 0x32], 'Ответ: 2'],
    ['windows-1252', [0x52, 0xe9, 0x70, 0x6f, 0x6e, 0x73, 0x65, 0x3a, 0x20, 0x32], 'Réponse: 2'],
    [
      'UTF-8 with one stray byte',
      [...Buffer.from('没有到主机的路由 连接超时'), 0xff, 0x0a],
      '没有到主机的路由 连接超时\ufffd\n',
    ],
  ];
  it('is read in GBK whatever Latin letters its bytes would make', () => {
    // "没有到主机的路由 第一次 连接" beside words whose bytes are á, é and ü in windows-1252.
    const bytes = Buffer.from(
      'c3bbd3d0b5bdd6f7bbfab5c4c2b7d3c920b5dad2bbb4ce20c1acbdd3fcfcfcfce9e9e9e9e1e1e1e1fcfcfcfc',
      'hex',
    );
    assert.match(decodeLog(bytes), /^没有到主机的路由 第一次 连接/);
  });

  for (const [name, swap] of [
    ['UTF-16', false],
    ['big-endian UTF-16', true],
  ] as const) {
    it(`is read in ${name} without a mark where it begins in Chinese`, () => {
      const reply = '227 Entering Passive Mode (172,17,9,135,83,237).\n';
      const text = '阿里云主机致使无法连接'.repeat(30) + reply.repeat(3);
      const bytes = Buffer.from(text, 'utf16le');
      assert.equal(decodeLog(swap ? bytes.swap16() : bytes), text);
    });
  }

  for (const [name, bytes, text] of encodings) {
    it(`is read in ${name}`, () => assert.equal(decodeLog(Uint8Array.from(bytes)), text));
  }
});

describe('the words of an error', () => {
  const words: Readonly<Record<string, readonly string[]>> = {
    EHOSTUNREACH: [
      '没有到主机的路由',
      'Keine Route zum Zielrechner',
      'Нет маршрута до узла',
      'No route to host',
      'Brak trasy do hosta',
    ],
    ECONNREFUSED: [
      '拒绝连接',
      'Verbindungsaufbau abgelehnt',
      'Conexión rehusada',
      '接続を拒否されました',
      'No connection could be made because the target machine actively refused it',
    ],
    ETIMEDOUT: [
      '连接超时',
      '連線超過時間',
      'Expiró el tiempo de conexión',
      'Délai d’attente expiré.',
      'i/o timeout',
      '20 秒后无活动，连接超时',
    ],
    EADDRINUSE: ['地址已在使用', 'Adresse déjà utilisée', 'アドレスは既に使用中です'],
    ECONNRESET: ['连接被对方重设', 'An existing connection was forcibly closed by the remote host'],
    ENETUNREACH: ['网络不可达', 'Das Netzwerk ist nicht erreichbar'],
  };
  for (const [errno, texts] of Object.entries(words)) {
    it(`mean ${errno} in every language`, () => {
      for (const text of texts) assert.equal(errnoOf(text), errno, text);
    });
  }

  it('tell a name without an address from a resolver that does not answer', () => {
    assert.equal(resolverErrno('未知的名称或服务'), 'ENOTFOUND');
    assert.equal(resolverErrno('Temporary failure in name resolution'), 'EAI_AGAIN');
    assert.equal(resolverErrno('Connection refused'), null);
  });
});

describe('a log of nothing but a connection that did not come about', () => {
  const logs: readonly (readonly [text: string, says: string])[] = [
    ['$ ftp 203.0.113.9\nftp: connect: Connection refused\n', 'connect 203.0.113.9 refused'],
    ['C:\\> ftp 203.0.113.9\n> ftp: connect :连接被拒绝\n', 'connect 203.0.113.9 refused'],
    ['ftp: connect: No route to host\nftp> quit\n', 'connect  unreachable'],
    ['**** ftp.example.net: Name or service not known\n', 'resolve ftp.example.net failed'],
    ['* Could not resolve host: ftp.example.net\n', 'resolve ftp.example.net failed'],
    ['正在连接 203.0.113.9:21... 失败：拒绝连接。\n', 'connect 203.0.113.9 refused'],
    [
      'Status: Resolving address of ftp.example.net\nStatus: Connection attempt failed with "EAI_NONAME - Neither nodename nor servname provided, or not known".\n',
      'resolve ftp.example.net failed',
    ],
    [
      'Status:\tConnecting to 203.0.113.9:21...\nStatus:\tConnection attempt failed with "ETIMEDOUT - Connection attempt timed out".\n',
      'connect 203.0.113.9 timed-out',
    ],
    [
      '. 2024-05-06 07:08:09.000 Connecting to 203.0.113.9:21 ...\n. 2024-05-06 07:08:24.000 Timeout detected. (control connection)\n',
      'connect 203.0.113.9 timed-out',
    ],
  ];
  for (const [text, says] of logs) {
    it(`is read: ${text.split('\n')[0] ?? ''}`, () => {
      const [event] = readTranscript(text, 'x')?.traces[0]?.events ?? [];
      assert.ok(event?.kind === 'connect' || event?.kind === 'resolve');
      assert.equal(`${event.kind} ${event.text} ${event.outcome}`, says);
    });
  }
});

describe('a dial over IPv6', () => {
  it('is spelt with brackets, as a live diagnosis spells it', () => {
    const log = [
      '---- Connecting to ftp.example.org (2001:db8::7) port 21',
      '<--- 220 (vsFTPd 3.0.3)',
      '---> EPSV',
      '<--- 229 Entering Extended Passive Mode (|||50017|)',
      '---- Connecting data socket to (2001:db8::7) port 50017',
      '**** Data socket error (Connection refused) - reconnecting',
    ];
    assert.equal(said(log.join('\n')).at(-1), 'dial [2001:db8::7]:50017');
  });
});
