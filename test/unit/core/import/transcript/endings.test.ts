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
