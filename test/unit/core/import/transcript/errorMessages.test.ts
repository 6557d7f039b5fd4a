import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deriveFacts } from '../../../../../src/core/diagnosis/deriveFacts.ts';
import { rules } from '../../../../../src/core/diagnosis/rules/index.ts';
import { runRules } from '../../../../../src/core/diagnosis/runRules.ts';
import { readTranscript } from '../../../../../src/core/import/transcript/readTranscript.ts';
import { createTranslate } from '../../../../../src/core/l10n.ts';

function findingsIn(text: string): readonly string[] {
  const traces = readTranscript(text, 'x')?.traces ?? [];
  return traces.flatMap((trace) => {
    const { findings } = runRules(rules, deriveFacts(trace), createTranslate());
    return findings.filter(({ finding }) => finding.severity !== 'info').map(({ finding }) => finding.id);
  });
}

const messages: readonly (readonly [text: string, finding: string])[] = [
  [
    'Traceback (most recent call last):\n  File "a.py", line 3, in <module>\nftplib.error_perm: 530 Login incorrect.',
    'login-failed',
  ],
  [
    'ftplib.error_temp: 425 Unable to build data connection: Operation not permitted',
    'tls-session-reuse-required',
  ],
  [
    "FluentFTP.Exceptions.FtpCommandException: 'Code: 425 Message: Unable to build data connection: Operation not permitted'",
    'tls-session-reuse-required',
  ],
  [
    'it.sauronsoftware.ftp4j.FTPException [code=425, message= Unable to build data connection: TLS session of data connection not resumed.]',
    'tls-session-reuse-required',
  ],
  ['ftplib.error_temp: 425 Security: Bad IP connecting.', 'data-peer-rejected'],
  ['ftplib.error_perm: 522 Data connections must be encrypted.', 'tls-required'],
  ['System.Net.WebException: The remote server returned an error: (530) Not logged in.', 'login-failed'],
  [
    'Response:\t500 OOPS: vsftpd: refusing to run with writable root inside chroot()',
    'server-refused-chroot',
  ],
  ['ftplib.error_perm: 500 Illegal PORT command.', 'port-command-rejected'],
  ["Upload failed: {a.php} [Exception: 425 Can't open data connection.]", 'data-connection-failed'],
  ['ftplib.error_perm: 550 Failed to change directory.', 'command-failed'],
];

describe('an error message that is all that was pasted', () => {
  for (const [text, finding] of messages) {
    it(`leads to ${finding}: ${text.split('\n').at(-1)?.slice(0, 60)}`, () => {
      assert.deepEqual(findingsIn(text), [finding]);
    });
  }

  it('is none of FTP where it has a status of HTTP', () => {
    assert.equal(readTranscript('Exception: 500 Internal Server Error', 'x'), null);
    assert.equal(
      readTranscript('The remote server returned an error: (503) Service Unavailable.', 'x'),
      null,
    );
    assert.equal(readTranscript('Exception: 404 Not Found', 'x'), null);
  });

  it('does not say of a demand for protected data that nobody is let in without TLS', () => {
    const [trace] =
      readTranscript('ftplib.error_perm: 522 Data connections must be encrypted.', 'x')?.traces ?? [];
    assert.ok(trace);
    const { findings } = runRules(rules, deriveFacts(trace), createTranslate());
    assert.match(findings[0]?.finding.title ?? '', /data connection under TLS/);
  });
});
