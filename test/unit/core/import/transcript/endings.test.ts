import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deriveFacts } from '../../../../../src/core/diagnosis/deriveFacts.ts';
import { rules } from '../../../../../src/core/diagnosis/rules/index.ts';
import { runRules } from '../../../../../src/core/diagnosis/runRules.ts';
import { readTranscript } from '../../../../../src/core/import/transcript/readTranscript.ts';
import { createTranslate } from '../../../../../src/core/l10n.ts';

const lftp = [
  '---- Connecting to ftp.example.com (198.51.100.7) port 21',
  '<--- 220 Hi',
  '---> USER anna',
  '<--- 230 In',
  '---> PASV',
  '<--- 227 Entering Passive Mode (198,51,100,7,195,80)',
  '---- Connecting data socket to (198.51.100.7) port 50000',
  '---- Data connection established',
  '---> LIST',
];

const fileZilla = (error: string): string =>
  [
    'Status:\tConnecting to 198.51.100.7:21...',
    'Response:\t220 Hi',
    'Command:\tUSER anna',
    'Response:\t230 In',
    'Command:\tPWD',
    `Error:\t${error}`,
  ].join('\n');

function titlesIn(text: string): readonly string[] {
  const traces = readTranscript(text, 'x')?.traces ?? [];
  return traces.flatMap((trace) => {
    const { findings } = runRules(rules, deriveFacts(trace), createTranslate());
    return findings.filter(({ finding }) => finding.severity !== 'info').map(({ finding }) => finding.title);
  });
}

describe('a log in which the handshake of a data connection fails', () => {
  const secured = [
    'Status:\tConnecting to 198.51.100.7:21...',
    'Response:\t220 Hi',
    'Command:\tAUTH TLS',
    'Response:\t234 Proceed',
    'Status:\tTLS connection established.',
    'Command:\tUSER anna',
    'Response:\t230 In',
    'Command:\tPASV',
    'Response:\t227 Entering Passive Mode (198,51,100,7,195,80)',
    'Command:\tMLSD',
  ];
  const title = 'The TLS handshake of the data connection fails';

  it('says so, whether the server has said 150 or not, and that the port had answered', () => {
    const error = 'Error:\tGnuTLS error -15: An unexpected TLS packet was received.';
    for (const begun of [[], ['Response:\t150 Here']]) {
      const log = [...secured, ...begun, error].join('\n');
      assert.deepEqual(titlesIn(log), [title]);
      const events = readTranscript(log, 'x')?.traces[0]?.events ?? [];
      const dial = events.find((event) => event.kind === 'dial');
      assert.deepEqual(dial?.remote, { address: '198.51.100.7', port: 50000 });
      assert.ok(events.at(-1)?.kind === 'tls' && events.at(-1)?.channel === 'data');
    }
  });

  it('tells it once where lftp says it after the connection stood', () => {
    const log = lftp
      .map((line) => (line.startsWith('---> USER') ? `---> AUTH TLS\n<--- 234 Go\n${line}` : line))
      .concat('<--- 150 Here', '**** data-socket: gnutls_handshake: A TLS fatal alert has been received.');
    assert.deepEqual(titlesIn(log.join('\n')), [title]);
  });
});

describe('a log in which a transfer stops', () => {
  const upload = [
    'Status:\tConnecting to 198.51.100.7:21...',
    'Response:\t220 Hi',
    'Command:\tUSER anna',
    'Response:\t230 In',
    'Command:\tPASV',
    'Response:\t227 Entering Passive Mode (198,51,100,7,195,80)',
    'Command:\tSTOR a.zip',
    'Response:\t150 Ok to send data.',
    'Error:\tConnection timed out after 20 seconds of inactivity',
  ];
  const failed = (bytes: string): string =>
    [...upload, `Error:\tFile transfer failed after transferring ${bytes} bytes in 40 seconds`].join('\n');

  it('blames no port where FileZilla has counted bytes', () => {
    const stops = ['The data connection opens, and then the bytes stop'];
    for (const bytes of ['1,048,576', '1.048.576', '1 048 576']) {
      assert.deepEqual(titlesIn(failed(bytes)), stops);
      const events = readTranscript(failed(bytes), 'x')?.traces[0]?.events ?? [];
      const last = events.at(-1);
      assert.ok(last?.kind === 'transfer' && last.bytes === 1_048_576 && last.command === 'STOR');
    }
  });

  it('tells a connection that was torn down from one that did not come about, and from the end of the session', () => {
    const ends = (error: string): readonly string[] =>
      titlesIn([...upload.slice(0, -1), `Error:\t${error}`].join('\n'));
    assert.deepEqual(ends('Transfer connection interrupted: ECONNABORTED - Connection aborted'), [
      'The data connection opens and is torn down in the middle of the transfer',
    ]);
    for (const error of [
      'Disconnected from server: ECONNABORTED - Connection aborted',
      'Connection closed by server',
    ])
      assert.deepEqual(ends(error), ['The server hangs up in the middle of STOR a.zip'], error);
  });

  it('knows active mode in which nobody came, also where the server has said 150', () => {
    const log = upload.map((line) =>
      line.replace('\tPASV', '\tPORT 192,168,0,130,156,65').replace(/227 .*/, '200 PORT command successful.'),
    );
    const never = ['Active mode: the server’s connection never arrives'];
    assert.deepEqual(titlesIn(log.join('\n')), never);
    assert.deepEqual(titlesIn(log.filter((line) => !line.includes('150')).join('\n')), never);
  });

  it('knows active mode in which the transfer stops, or nobody came, where the client tells who came', () => {
    const active = lftp
      .slice(0, 4)
      .concat(
        '---> PORT 192,168,0,130,156,65',
        '<--- 200 PORT command successful',
        '---> RETR a',
        '<--- 150 Opening',
      );
    const came = '---- Accepted data connection from (198.51.100.7) port 20';
    const timeout = '**** Timeout - reconnecting';
    const never = ['Active mode: the server’s connection never arrives'];
    assert.deepEqual(titlesIn([...active, timeout].join('\n')), never);
    assert.deepEqual(titlesIn([...active, came, timeout].join('\n')), [
      'The data connection opens, and then the bytes stop',
    ]);
    assert.deepEqual(titlesIn([...active, came, '<--- 226 Done', timeout].join('\n')), []);
    const curl = (end: string): string =>
      `* Connected to h (198.51.100.7) port 21\n< 220 Hi\n> USER a\n< 230 in\n> EPRT |1|192.168.0.130|40001|\n< 200 ok\n> LIST\n< 150 here\n* ${end}`;
    assert.deepEqual(titlesIn(curl('Accept timeout occurred while waiting server connect')), never);
    assert.deepEqual(titlesIn(curl('Connection accepted from server')), []);
  });

  it('takes silence before the first byte for a port that does not answer', () => {
    const ports = ['None of the server’s passive ports can be reached'];
    assert.deepEqual(titlesIn(failed('0')), ports);
    assert.deepEqual(titlesIn(upload.join('\n')), ports);
  });
});

describe('a log of busybox, which holds no replies', () => {
  it('shows that the data connection failed', () => {
    const log = [
      'Connecting to ftp.example.com (198.51.100.7:21)',
      'ftpget: cmd USER anonymous',
      'ftpget: cmd PASV (null)',
      "ftpget: can't connect to remote host (198.51.100.7): Connection timed out",
    ];
    assert.deepEqual(titlesIn(log.join('\n')), ['The client could not open the data connection (ETIMEDOUT)']);
  });
});

describe('a log in which the server ends the control connection', () => {
  it('is no healthy one, where lftp was in the middle of a listing', () => {
    const end = '**** Peer closed connection\n---- Closing control socket';
    assert.deepEqual(titlesIn([...lftp, '<--- 150 Here', end].join('\n')), [
      'The server hangs up in the middle of LIST',
    ]);
    assert.deepEqual(titlesIn([...lftp, end].join('\n')), ['The server hangs up on LIST']);
  });

  it('is a healthy one, where all was said before', () => {
    const end = '<--- 150 Here\n<--- 226 Done\n**** Peer closed connection';
    assert.deepEqual(titlesIn([...lftp, end].join('\n')), []);
  });

  it('is seen in FileZilla in several languages, and not where FileZilla ended it', () => {
    for (const error of [
      'Connection closed by server',
      '连接被服务器关闭',
      'Verbindung vom Server geschlossen',
    ])
      assert.deepEqual(titlesIn(fileZilla(error)), ['The server hangs up on PWD'], error);
    assert.deepEqual(titlesIn(fileZilla('Connection attempt interrupted by user')), []);
  });
});
