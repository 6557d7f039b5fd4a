import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { formatTarget } from '../../../../src/core/ftp/target.ts';
import { createTranslate } from '../../../../src/core/l10n.ts';
import { readFileZilla } from '../../../../src/extension/importing/fileZilla.ts';
import { previewRows } from '../../../../src/extension/importing/importPreview.ts';
import { readNetrc } from '../../../../src/extension/importing/netrc.ts';
import { importFormatOf, readImport } from '../../../../src/extension/importing/readImport.ts';
import { readSftpJson } from '../../../../src/extension/importing/sftpJson.ts';
import { readWinScpIni } from '../../../../src/extension/importing/winScpIni.ts';
import type { ImportResult } from '../../../../src/extension/importing/candidate.ts';
import { processorMs } from '../../../support/processorTime.ts';

/** Each site in short: name, URL or protocol, whether a password came along, notes. */
function inShort({ candidates }: ImportResult): readonly string[] {
  return candidates.map(({ name, protocol, target, password, notes }) =>
    [name, target === null ? protocol : formatTarget(target), password ?? '-', ...notes].join(' | '),
  );
}

const fileZilla = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>
<FileZilla3 version="3.66.5" platform="windows">
  <Servers>
    <Folder expanded="1">work
      <Server><Host>ftp.a.example</Host><Port>2100</Port><Protocol>0</Protocol><Type>0</Type><User>ann</User>
        <Pass encoding="base64">b25l</Pass><Logontype>1</Logontype><Name>A &amp; B &b;</Name></Server>
      <Server><Host>b.example</Host><Port>22</Port><Protocol>1</Protocol><User>x</User><Name>b</Name></Server>
    </Folder>
    <Server><Host>c.example</Host><Port>21</Port><Protocol>4</Protocol><User>c</User>
      <Pass encoding="crypt" pubkey="abc">zzzz</Pass><Logontype>1</Logontype><Name>c</Name></Server>
    <Server><Host>d.example</Host><Port>990</Port><Protocol>3</Protocol><Logontype>0</Logontype></Server>
    <Server><Host>bad host</Host><Port>21</Port><Protocol>6</Protocol><Name>e</Name></Server>
  </Servers>
</FileZilla3>`;

describe('FileZilla’s sitemanager.xml', () => {
  it('takes no protocol that is called like a word of JavaScript', () => {
    const odd = fileZilla.replace(/<Protocol>\d<\/Protocol>/g, '<Protocol>constructor</Protocol>');
    const taken = inShort(readFileZilla(odd));
    assert.ok(taken.length > 0 && taken.every((line) => !/native|function/.test(line)), taken.join('\n'));
  });

  it('gives sites in folders, plain passwords, and says what it does not take', () => {
    assert.deepEqual(inShort(readFileZilla(fileZilla)), [
      'work / A & B &b; | ftp://ann@ftp.a.example:2100 | one | tls-if-offered',
      'work / b | SFTP | - | not-ftp',
      'c | ftpes://c@c.example:21 | - | password-encoded',
      'd.example | ftps://d.example:990 | -',
      'e | FTP | - | unusable',
    ]);
  });

  for (const [what, text] of [
    ['a tag that does not end', '<FileZilla3><Servers'],
    ['tags that do not match', '<FileZilla3><a></b></FileZilla3>'],
    ['a comment that does not end', '<FileZilla3><!-- </FileZilla3>'],
    ['another root', '<html></html>'],
    ['no XML', 'hello'],
    ['nesting without end', `<FileZilla3>${'<a>'.repeat(100_000)}`],
    ['too much', `<FileZilla3>${' '.repeat(8_000_001)}</FileZilla3>`],
  ] as const) {
    it(`refuses ${what}`, () => {
      assert.notEqual(readFileZilla(text).fault, null);
    });
  }
});

describe('WinSCP.ini', () => {
  it('gives FTP sites without their encoded passwords, and shows the others', () => {
    const text = `\uFEFF[Configuration\\Interface]\r\nHostName=no\r\n[Sessions\\Default%20Settings]\r\nHostName=x\r\n[Sessions\\My%20shop]\r\nHostName=ftp.a.example\r\nPortNumber=2100\r\nUserName=ann%40x\r\nPassword=A35C\r\nFSProtocol=5\r\nFtps=3\r\n[Sessions\\ssh]\r\nHostName=b.example\r\n[Sessions\\im]\r\nHostName=c\r\nFSProtocol=5\r\nFtps=1\r\n[Sessions\\bad]\r\nHostName=c\r\nPortNumber=x\r\nFSProtocol=5\r\n`;
    assert.deepEqual(inShort(readWinScpIni(text)), [
      'My shop | ftpes://ann%40x@ftp.a.example:2100 | - | password-encoded',
      'ssh | SFTP | - | not-ftp',
      'im | ftps://c:990 | -',
      'bad | FTP | - | unusable',
    ]);
    assert.doesNotMatch(JSON.stringify(readWinScpIni(text)), /A35C/);
  });

  it('reads five hundred values of a session', () => {
    const values = Array.from({ length: 600 }, (_, index) => `Value${index}=1`);
    const at = (place: number): string =>
      ['[Sessions\\a]', ...values.slice(0, place), 'HostName=h', 'FSProtocol=5'].join('\n');
    assert.equal(readWinScpIni(at(400)).candidates.length, 1);
    assert.equal(readWinScpIni(at(550)).candidates.length, 0);
  });

  it('refuses a file without sessions', () => {
    assert.equal(readWinScpIni('[a]\nb=c').fault, 'not-readable');
  });
});

describe('sftp.json', () => {
  it('gives FTP sites and profiles, with comments and trailing commas', () => {
    const text = `// mine
    [
      { "name": "a", "protocol": "ftp", "host": "a.example", "username": "ann", "password": "//no,]", "secure": true, },
      { "host": "b.example", /* default is SFTP */ },
      { "name": "p", "protocol": "ftp", "profiles": { "dev": { "host": "dev", "port": "2100" }, "live": { "host": "live", "secure": "implicit" } } },
    ]`;
    assert.deepEqual(inShort(readSftpJson(text)), [
      'a | ftpes://ann@a.example:21 | - | password-ignored',
      'b.example | SFTP | - | not-ftp',
      'p / dev | ftp://dev:2100 | -',
      'p / live | ftps://live:990 | -',
    ]);
  });

  for (const text of ['{', '[1, "x", null, {"protocol":"ftp"}]x', '"', '{"host":']) {
    it(`refuses ${text}`, () => {
      assert.deepEqual(readSftpJson(text), { candidates: [], fault: 'not-readable' });
    });
  }

  it('takes a file of commas and slashes in no time', () => {
    const spent = processorMs(() => {
      readSftpJson(`[${',/*'.repeat(200_000)}`);
      readSftpJson(`[${', '.repeat(200_000)}`);
    });
    assert.ok(spent < 2000, `${spent} ms`);
  });
});

describe('netrc', () => {
  it('gives machines with login and password, and no default, macro or comment', () => {
    const text = `# machine no.example login x
machine a.example login ann password "o\\"ne two" account z
machine b.example
  login bob
  macdef init
  machine evil.example login e
  bin

machine c.example login anonymous password x
default login any password all
`;
    assert.deepEqual(
      inShort(readNetrc(text)),
      [
        'ann@a.example | ftp://ann@a.example:21 | o"ne two | ',
        'bob@b.example | ftp://bob@b.example:21 | -',
        'anonymous@c.example | ftp://c.example:21 | -',
      ].map((line) => line.replace(/ \| $/, '')),
    );
  });

  it('takes no line break over into a login or a password, where it would be a command', () => {
    const text =
      'machine a.example login "x\nDELE y" password p\nmachine b.example login u password "p\nDELE y"';
    assert.deepEqual(
      readNetrc(text).candidates.map(({ target, password }) => [target?.user ?? null, password]),
      [
        [null, null],
        ['u', null],
      ],
    );
  });

  it('refuses what is none', () => {
    assert.equal(readNetrc('hello world').fault, 'not-readable');
    assert.deepEqual(readNetrc('').candidates, []);
  });
});

describe('imports', () => {
  it('tell the format by name and beginning', () => {
    assert.equal(importFormatOf('sftp.json', ''), 'sftp-json');
    assert.equal(importFormatOf('.netrc', ''), 'netrc');
    assert.equal(importFormatOf('sites.xml', '\uFEFF <FileZilla3>'), 'filezilla');
    assert.equal(importFormatOf('WinSCP.ini', '[Sessions\\a]'), 'winscp');
    assert.equal(importFormatOf('x', 'machine a login b'), 'netrc');
    assert.equal(importFormatOf('x.txt', 'hello'), null);
  });

  it('are two thousand sites at the most', () => {
    const netrc = Array.from({ length: 2500 }, (_, index) => `machine h${index}.example login u`).join('\n');
    assert.equal(readImport('netrc', netrc).candidates.length, 2000);
    const sites = Array.from({ length: 2500 }, (_, index) => ({ protocol: 'ftp', host: `h${index}` }));
    assert.equal(readImport('sftp-json', JSON.stringify(sites)).candidates.length, 2000);
  });

  it('never throw, whatever a file holds', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '<a',
      '</a>',
      '<![CDATA[',
      ']]>',
      '&#x0;',
      '"',
      '[Sessions\\',
      ']',
      '=',
      '%',
      'machine ',
      'password ',
      '{',
      '}',
      ',',
      '/*',
      '\\',
      '\n',
      'Pass',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 60 }), (pieces) => {
        for (const format of ['sftp-json', 'filezilla', 'winscp', 'netrc'] as const) {
          readImport(format, pieces.join(''));
          readImport(format, `<FileZilla3>${pieces.join('')}</FileZilla3>`);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('offer what is new, show what is saved, and explain the rest', () => {
    const { candidates } = readFileZilla(fileZilla);
    const rows = previewRows(candidates, new Set(['ftps://d.example:990']), createTranslate());
    assert.deepEqual(
      rows.map(({ picked, candidate }) => [picked, candidate !== null]),
      [
        [true, true],
        [true, true],
        [false, true],
        [false, false],
        [false, false],
      ],
    );
    assert.match(rows[3]?.detail ?? '', /not FTP/);
    const [turned] = previewRows(
      candidates.slice(0, 1).map((each) => ({ ...each, name: 'a\u202Eb' })),
      new Set(),
      createTranslate(),
    );
    assert.equal(turned?.label, 'a\\u202eb');
    assert.doesNotMatch(JSON.stringify(rows.map(({ label, detail }) => [label, detail])), /b25l|one/);
  });
});
