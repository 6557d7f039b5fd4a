import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deriveFacts } from '../../../../src/core/diagnosis/deriveFacts.ts';
import { rules } from '../../../../src/core/diagnosis/rules/index.ts';
import { runRules } from '../../../../src/core/diagnosis/runRules.ts';
import { createTranslate } from '../../../../src/core/l10n.ts';
import type { Finding, ServerProduct } from '../../../../src/core/report/report.ts';
import { traceOf } from '../../../support/traceText.ts';

/** A greeting that names no product. */
const changed = '220 Files of the works\n';

function session(text: string, greeting = changed): string {
  return `! connect 123.56.241.199:21 connected 20ms from 192.168.0.130:50001\n< ${greeting}${text}`;
}

function productOf(text: string, greeting = changed): ServerProduct {
  return deriveFacts(traceOf(session(text, greeting))).server.product;
}

function findingsIn(text: string): ReadonlyMap<string, Finding> {
  const { findings } = runRules(rules, deriveFacts(traceOf(session(text))), createTranslate());
  return new Map(findings.map(({ finding }) => [finding.id, finding]));
}

const login = '> USER u\n< 331 Go on\n> PASS ****\n< 230 In\n';

/** FEAT of pyftpdlib 1.5.7 (tried); MFMT alone does not make it ProFTPD. */
const pyftpdlibFeat = `> FEAT
< 211-Features supported:
|  EPRT
|  EPSV
|  MDTM
|  MFMT
|  MLST type*;perm*;size*;modify*;unique*;unix.mode;unix.uid;unix.gid;
|  REST STREAM
|  SIZE
|  TVFS
|  UTF8
| 211 End FEAT.
`;

/** FEAT of FileZilla Server 0.9.60 with TLS off (source/ControlSocket.cpp of the 2016 source). */
const oldFileZillaFeat = `> FEAT
< 211-Features:
|  MDTM
|  REST STREAM
|  SIZE
|  MODE Z
|  MLST type*;size*;modify*;
|  MLSD
|  UTF8
|  CLNT
|  MFMT
|  EPSV
|  EPRT
| 211 End
`;

/** FEAT of FileZilla Server 1.x (src/filezilla/ftp/commander.cpp, 2023). */
const fileZillaFeat = `> FEAT
< 211-Features:
|  MDTM
|  REST STREAM
|  SIZE
|  MLST type*;size*;modify*;perm*;
|  MLSD
|  AUTH SSL
|  AUTH TLS
|  PROT
|  PBSZ
|  UTF8
|  TVFS
|  EPSV
|  EPRT
|  MFMT
| 211 End
`;

/** FEAT of IIS 7 and later, as contrib/mod_proxy/lib/proxy of ProFTPD records it. */
const iisFeat = `> FEAT
< 211-Extended features supported:
|  LANG EN*
|  UTF8
|  AUTH TLS;TLS-C;SSL;TLS-P;
|  PBSZ
|  PROT C;P;
|  CCC
|  HOST
|  SIZE
|  MDTM
|  REST STREAM
| 211 END
`;

const told: readonly (readonly [ServerProduct, string, string])[] = [
  ['pyftpdlib', 'its FEAT', pyftpdlibFeat],
  [
    'pyftpdlib',
    'its STAT',
    '> STAT\n< 211-FTP server status:\n|  Connected to: 172.17.9.135:2100\n|  Logged in as: u\n| 211 End of status.\n',
  ],
  ['pyftpdlib', 'its 227', '> PASV\n< 227 Entering passive mode (172,17,9,135,117,52).\n'],
  ['filezilla-server', 'FEAT of 0.9', oldFileZillaFeat],
  ['filezilla-server', 'FEAT of 1.x', fileZillaFeat],
  ['filezilla-server', 'SYST of 0.9', '> SYST\n< 215 UNIX emulated by FileZilla\n'],
  ['filezilla-server', 'SYST of 1.x', '> SYST\n< 215 UNIX emulated by FileZilla.\n'],
  [
    'filezilla-server',
    'STAT of 1.x',
    '> STAT\n< 211-FTP Server status:\n|  Up and running, yay!\n| 211 End of status\n',
  ],
  [
    'filezilla-server',
    'the question for the password of 1.x',
    '> USER u\n< 331 Please, specify the password.\n',
  ],
  [
    'filezilla-server',
    'a listing of 0.9',
    '> LIST\n< 150 Opening data channel for directory listing of "/"\n< 226 Successfully transferred "/"\n',
  ],
  [
    'filezilla-server',
    'a listing of 1.x',
    '> LIST\n< 150 About to start data transfer.\n< 226 Operation successful\n',
  ],
  [
    'filezilla-server',
    'OPTS UTF8',
    '> OPTS UTF8 ON\n< 202 UTF8 mode is always enabled. No need to send this command\n',
  ],
  [
    'filezilla-server',
    'a login of 0.9',
    '> USER u\n< 331 Password required for u\n> PASS ****\n< 230 Logged on\n',
  ],
  ['filezilla-server', 'a listing of 0.9.41', '> LIST\n< 150 Connection accepted\n< 226 Transfer OK\n'],
  ['filezilla-server', '0.9 without TLS', '> AUTH TLS\n< 502 Explicit TLS authentication not allowed\n'],
  [
    'vsftpd',
    'a directory and a type',
    '> CWD a\n< 250 Directory successfully changed.\n> TYPE I\n< 200 Switching to Binary mode.\n',
  ],
  ['proftpd', 'a command that it does not know', '> CLNT x\n< 500 CLNT not understood\n'],
  ['pure-ftpd', 'a directory', '> CWD a\n< 250 OK. Current directory is /a\n'],
  ['pure-ftpd', 'a type', '> TYPE I\n< 200 TYPE is now 8-bit binary\n'],
  [
    'pure-ftpd',
    'a listing',
    '> LIST\n< 150 Accepted data connection\n< 226-Options: -a -l\n| 226 12 matches total\n',
  ],
  ['iis', 'a transfer', '> LIST\n< 125 Data connection already open; Transfer starting.\n'],
  ['iis', 'its FEAT', iisFeat],
  ['iis', 'its SYST', '> SYST\n< 215 Windows_NT\n'],
  [
    'iis',
    'STAT of IIS 5',
    '> STAT\n< 211-SRV Microsoft Windows NT FTP Server status:\n|      Version 5.0\n| 211 End of status.\n',
  ],
];

describe('a server whose greeting names nothing', () => {
  for (const [product, by, text] of told) {
    it(`is known as ${product} by ${by} alone`, () => {
      assert.equal(productOf(text), product);
    });
  }

  it('is not taken for Pure-FTPd because it knows PRET, as servers on several machines do', () => {
    assert.equal(productOf('> FEAT\n< 211-Extensions supported:\n|  PRET\n|  CPSV\n| 211 End\n'), 'unknown');
  });

  it('is known by its own log, whatever it says', () => {
    const trace = traceOf(session('> NOOP\n< 200 so\n'));
    const log = { ...trace, source: { ...trace.source, format: 'filezilla-server-log' } };
    assert.equal(deriveFacts(log).server.product, 'filezilla-server');
  });

  it('is unknown where a report names a format like a word of JavaScript', () => {
    const trace = traceOf(session('> NOOP\n< 200 so\n'));
    const log = { ...trace, source: { ...trace.source, format: 'constructor' } };
    assert.equal(deriveFacts(log).server.product, 'unknown');
  });

  it('is known although its greeting names another product', () => {
    const vsftpd = '220 (vsFTPd 3.0.3)\n';
    assert.equal(
      productOf(`${pyftpdlibFeat}> PASV\n< 227 Entering passive mode (1,2,3,4,5,6).\n`, vsftpd),
      'pyftpdlib',
    );
    assert.equal(
      productOf(`${oldFileZillaFeat}> SYST\n< 215 UNIX emulated by FileZilla\n`, vsftpd),
      'filezilla-server',
    );
    assert.equal(productOf(`${iisFeat}> SYST\n< 215 Windows_NT\n`, vsftpd), 'iis');
  });

  it('stays unknown where nothing tells', () => {
    assert.equal(
      productOf('> SYST\n< 215 UNIX Type: L8\n> FEAT\n< 211-Features:\n|  MFMT\n|  UTF8\n| 211 End\n'),
      'unknown',
    );
  });
});

describe('a greeting of FileZilla Server', () => {
  const greetings: readonly (readonly [string, string | null])[] = [
    [
      '220-FileZilla Server version 0.9.34 beta\n| 220 Please visit http://sourceforge.net/projects/filezilla/\n',
      '0.9.34',
    ],
    ['220-FileZilla Server 0.9.60 beta\n| 220 Please visit https://filezilla-project.org/\n', '0.9.60'],
    ['220-FileZilla Server 1.10.4\n| 220 Please visit https://filezilla-project.org/\n', '1.10.4'],
    // The version is left out where the administrator says so.
    ['220-FileZilla Server\n| 220 Please visit https://filezilla-project.org/\n', null],
  ];
  for (const [greeting, version] of greetings) {
    it(`gives the version ${String(version)}`, () => {
      const { product, version: read } = deriveFacts(traceOf(session('', greeting))).server;
      assert.deepEqual([product, read], ['filezilla-server', version]);
    });
  }
});

/** Refusals of servers that the lab cannot run, in their own words: FileZilla Server 0.9.60 and 1.7, IIS. */
describe('what FileZilla Server and IIS answer', () => {
  const dialled = '! dial advertised 123.56.241.199:21485 connected\n';
  const pasv = `> PASV\n< 227 Entering Passive Mode (123,56,241,199,83,237)\n${dialled}`;

  it('421 to a foreign PORT is about the address, not a limit of FileZilla Server 0.9', () => {
    const found = findingsIn(
      `${login}> PORT 192,168,0,130,156,65\n< 421 Rejected command, requested IP address does not match control connection IP.\n`,
    );
    assert.ok(found.has('port-command-rejected'));
    for (const id of ['too-many-connections', 'refused-by-server']) assert.ok(!found.has(id), id);
  });

  it('501 to a foreign PORT is about the address in IIS', () => {
    const found = findingsIn(`${login}> PORT 192,168,0,130,156,65\n< 501 Server cannot accept argument.\n`);
    assert.ok(found.has('port-command-rejected'));
  });

  it('421 to PASV is an exhausted range of FileZilla Server 0.9', () => {
    const refused = '> PASV\n< 421 Could not create socket.\n';
    assert.ok(findingsIn(`${login}${refused}${refused}`).has('passive-pool-exhausted'));
  });

  it('425 to PASV is an exhausted range of FileZilla Server 1.x', () => {
    const refused = '> PASV\n< 425 Cannot prepare for data connection.\n';
    assert.ok(findingsIn(`${login}${refused}${refused}`).has('passive-pool-exhausted'));
  });

  it('a data connection from another address is refused in words by 0.9', () => {
    const words =
      '425 Rejected data connection for transfer of "/", IP addresses of control and data connection do not match';
    assert.ok(
      findingsIn(`${login}${pasv}> LIST\n< ${words}\n! transfer LIST failed 0\n`).has('data-peer-rejected'),
    );
  });

  const fresh: readonly (readonly [string, string])[] = [
    [
      '0.9',
      '450 TLS session of data connection has not resumed or the session does not match the control connection',
    ],
    ['1.x', '425 Unable to build data connection: TLS session of data connection not resumed.'],
  ];
  for (const [version, words] of fresh) {
    it(`a TLS session that was not resumed is named by ${version}`, () => {
      const found = findingsIn(`${login}${pasv}> LIST\n< 150 Go\n< ${words}\n! transfer LIST failed 0\n`);
      assert.ok(found.has('tls-session-reuse-required'));
    });
  }

  const wantTls: readonly (readonly [string, string])[] = [
    [
      '0.9, for everybody',
      '> USER u\n< 530 This server does not allow plain FTP. You have to use FTP over TLS.\n',
    ],
    ['0.9, for this user', '> USER u\n< 530 TLS required\n'],
    ['0.9, for data', `${login}${pasv}> LIST\n< 521 PROT P required\n`],
    ['1.x', '> USER u\n< 503 Use AUTH first.\n'],
    ['IIS', '> USER u\n< 534 Policy requires SSL.\n'],
  ];
  for (const [version, text] of wantTls) {
    it(`TLS is wanted by ${version}`, () => {
      const found = findingsIn(text);
      assert.ok(found.has('tls-required'));
      assert.ok(!found.has('login-failed'));
    });
  }

  const limits: readonly string[] = [
    '421 Too many users are connected, please try again later.',
    '421 Too many users logged in for this account. Try again later.',
    '421 Refusing connection. No more connections allowed from your IP.',
    "421 Refusing connection. Maximum connection count reached for the user 'u'",
  ];
  for (const words of limits) {
    it(`is a limit: ${words}`, () => {
      const found = findingsIn(`> USER u\n< 331 Password required for u\n> PASS ****\n< ${words}\n`);
      assert.ok(found.has('too-many-connections'));
      assert.ok(!found.has('refused-by-server'));
    });
  }

  it('a ban for wrong passwords is no limit', () => {
    const words = '421 Temporarily banned for too many failed login attempts';
    const found = findingsIn(`> USER u\n< 331 Password required for u\n> PASS ****\n< ${words}\n`);
    assert.ok(found.has('refused-by-server'));
    assert.ok(!found.has('too-many-connections'));
  });

  it('a TLS that is switched off in 0.9 is not one that is required', () => {
    const found = findingsIn('> AUTH TLS\n< 502 Explicit TLS authentication not allowed\n');
    assert.ok(!found.has('tls-required'));
  });
});
