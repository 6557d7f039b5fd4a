import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { redactListing } from '../../../../../src/core/report/redaction/listing.ts';
import { redactCommand, redactReply } from '../../../../../src/core/report/redaction/protocolText.ts';
import { TextRedactor } from '../../../../../src/core/report/redaction/textRedactor.ts';
import { processorMs } from '../../../../support/processorTime.ts';

/** A redactor that has seen one address of each class, one user, one host and one file. */
function learned(): TextRedactor {
  const redactor = new TextRedactor();
  for (const address of ['123.56.241.199', '172.17.9.135', '192.168.7.130']) redactor.addresses.of(address);
  redactor.learnUser('zhang.wei');
  redactor.learnHost('FILESRV');
  redactor.learnPath('pay roll.xlsx');
  return redactor;
}

describe('redactReply', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    [
      'the octets of a 227',
      '227 Entering Passive Mode (172,17,9,135,83,237).',
      '227 Entering Passive Mode (172,16,0,1,83,237).',
    ],
    ['a 227 without parentheses', '227 =172,17,9,135,83,237', '227 =172,16,0,1,83,237'],
    ['blanks between octets', '227 (172, 17, 9, 135, 83, 237)', '227 (172, 16, 0, 1, 83, 237)'],
    ['leading zeros', '227 (172,017,009,135,083,237)', '227 (172,016,000,001,083,237)'],
    ['an impossible 227 stays', '227 (300,17,9,135,83,237)', '227 (300,17,9,135,83,237)'],
    ['an address with a port', '425 from 123.56.241.199:20.', '425 from 203.0.113.1:20.'],
    ['a mapped address', 'Connected to ::ffff:123.56.241.199', 'Connected to ::ffff:203.0.113.1'],
    ['IPv6 in brackets', '[2400:3200::1]:21 ready', '[2001:db8::1]:21 ready'],
    ['a zone', 'fe80::216:3eff:fe14:470f%eth0', 'fe80::1%eth0'],
    ['an extended 229', '229 ok (|2|2400:3200::1|30017|)', '229 ok (|2|2001:db8::1|30017|)'],
    [
      'unusable addresses stay',
      '227 (0,0,0,0,83,237) 127.0.0.1 224.0.0.1',
      '227 (0,0,0,0,83,237) 127.0.0.1 224.0.0.1',
    ],
    ['a user', 'Logged in as zhang.wei', 'Logged in as user1'],
    ['a user in other case', '230 User ZHANG.WEI logged in.', '230 User user1 logged in.'],
    [
      'a host name',
      '220 ftp.acme.com.cn ready',
      '220 host1.domain1.example ready'.replace('host1', 'ftp.host1'),
    ],
    [
      'a host that only begins like one of documentation',
      '220 proftpd.org.acme.cn ready',
      '220 host1.host2.domain1.example ready',
    ],
    ['a machine name that was learnt', '220 FILESRV FTP server ready.', '220 host1 FTP server ready.'],
    ['a directory', '257 "/home/zhang.wei/Contracts" is here', '257 "/home/user1/name1" is here'],
    [
      'a path behind a colon',
      '500 OOPS: cannot change directory:/srv/acme',
      '500 OOPS: cannot change directory:/srv/name1',
    ],
    ['a Windows path', '550 C:\\inetpub\\acme: denied', '550 C:\\inetpub\\name1: denied'],
    [
      'a name with a blank',
      '150 Opening for pay roll.xlsx (68 bytes)',
      '150 Opening for name1.xlsx (68 bytes)',
    ],
    ['a file by its extension', '550 budget.xlsx: No such file', '550 name1.xlsx: No such file'],
    ['a mail address', '220 ask admin@acme.cn', '220 ask user2@domain1.example'],
    ['a hardware address', 'link 00:16:3e:14:47:0f', 'link 02:00:00:00:00:01'],
    ['a URL', 'see ftp://bob:pw@acme.cn/x', 'see ftp://user2:****@domain1.example/name1'],
    [
      'the vendor of a server',
      '220-visit https://filezilla-project.org/',
      '220-visit https://filezilla-project.org/',
    ],
    ['a version is no address', '220 (vsFTPd 3.0.3)', '220 (vsFTPd 3.0.3)'],
    [
      'ProFTPD’s own name',
      '220 ProFTPD 1.3.8 Server (Acme Files) [172.17.9.135]',
      '220 ProFTPD 1.3.8 Server (host1) [172.16.0.1]',
    ],
    ['ProFTPD’s default name', '220 ProFTPD Server (Debian) [::1]', '220 ProFTPD Server (Debian) [::1]'],
    ['ordinary words', '226 Directory send OK.', '226 Directory send OK.'],
    ['a time is no address', '213 20261122070000 at 12:34:56', '213 20261122070000 at 12:34:56'],
  ];
  for (const [name, text, expected] of cases) {
    it(`handles ${name}`, () => assert.equal(redactReply(text, learned()), expected));
  }

  it('gives equal things equal stand-ins, in octets and in text', () => {
    const redactor = new TextRedactor();
    const octets = redactReply('227 (47,96,1,2,83,237)', redactor);
    assert.equal(octets, '227 (203,0,113,1,83,237)');
    assert.equal(redactReply('47.96.1.3 47.96.1.2', redactor), '203.0.113.2 203.0.113.1');
  });

  it('leaves a word of the protocol alone even where a user is called so', () => {
    const redactor = new TextRedactor();
    redactor.learnUser('list');
    redactor.learnUser('login');
    assert.equal(redactReply('530 Login incorrect, no list.', redactor), '530 Login incorrect, no list.');
    assert.equal(redactCommand('USER list', redactor), 'USER user1');
  });

  it('is done with hostile text in no time', () => {
    const bait = ['1,', 'a.'].map((text) => text.repeat(8000));
    bait.push(...['"', '/', ':'].map((text) => text.repeat(16_000)));
    const spent = processorMs(() => {
      for (const text of bait) redactReply(text, learned());
    });
    assert.ok(spent < 1000, `${spent} ms`);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...Array.from('1,"/:.@\\a\xe9|( \n-*')), maxLength: 200 }),
        (text) => {
          redactReply(text, learned());
          redactCommand(text, learned());
        },
      ),
    );
  });
});

describe('redactCommand', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['USER zhang.wei', 'USER user1'],
    ['USER anonymous', 'USER anonymous'],
    ['PASS ****', 'PASS ****'],
    ['PORT 192,168,7,130,156,65', 'PORT 192,168,0,1,156,65'],
    ['EPRT |1|192.168.7.130|40001|', 'EPRT |1|192.168.0.1|40001|'],
    ['EPRT |2|2400:3200::1|40001|', 'EPRT |2|2001:db8::1|40001|'],
    ['CWD /home/zhang.wei/secret', 'CWD /home/user1/name1'],
    ['RETR pay roll.xlsx', 'RETR name1.xlsx'],
    ['LIST -la /var/ftp/acme', 'LIST -la /var/ftp/name1'],
    ['LIST -a', 'LIST -a'],
    ['MFMT 20261122070000 acme.txt', 'MFMT 20261122070000 name1.txt'],
    ['SITE CHMOD 644 acme.txt', 'SITE CHMOD 644 name1.txt'],
    ['HOST ftp.acme.cn', 'HOST ftp.domain1.example'],
    ['OPTS UTF8 ON', 'OPTS UTF8 ON'],
    ['PASV', 'PASV'],
  ];
  for (const [text, expected] of cases) {
    it(`makes "${expected}" of "${text}"`, () => assert.equal(redactCommand(text, learned()), expected));
  }
});

describe('redactListing', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    [
      'Unix with a group',
      'drwxr-xr-x    2 zhang.wei staff        4096 Nov 22 07:00 Contracts\r\n',
      'drwxr-xr-x    2 user1 user2        4096 Nov 22 07:00 name1\r\n',
    ],
    [
      'Unix with numbers, which name nobody',
      '-rw-r--r--    1 1001     1001           12 Nov 22 07:00 salaries.xlsx',
      '-rw-r--r--    1 1001     1001           12 Nov 22 07:00 name1.xlsx',
    ],
    [
      'a link',
      'lrwxrwxrwx 1 root root 9 Jan 1 2025 www -> /srv/acme/www',
      'lrwxrwxrwx 1 root root 9 Jan 1 2025 www -> /srv/name1/www',
    ],
    [
      'DOS',
      '11-22-26  07:00AM       <DIR>          Contracts',
      '11-22-26  07:00AM       <DIR>          name1',
    ],
    [
      'MLSD',
      'type=file;size=12;unix.ownername=zhang.wei; salaries.xlsx',
      'type=file;size=12;unix.ownername=user1; name1.xlsx',
    ],
    ['a line in no format', 'Meeting at 3 with Bob', 'Xxxxxxx xx 0 xxxx Xxx'],
    ['the total', 'total 12', 'total 12'],
  ];
  for (const [name, text, expected] of cases) {
    it(`handles ${name}`, () => assert.equal(redactListing(text, learned()), expected));
  }

  it('keeps a name that is not UTF-8 that way, in the same encoding', () => {
    const gbk = '-rw-r--r-- 1 0 0 12 Nov 22 07:00 \xba\xcf\xcd\xac.doc';
    const out = redactListing(gbk, learned());
    assert.ok(!out.includes('\xba\xcf\xcd\xac'));
    assert.throws(() =>
      new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(out, (c) => c.charCodeAt(0))),
    );
    assert.match(
      new TextDecoder('gb18030').decode(Uint8Array.from(out, (c) => c.charCodeAt(0))),
      /[\u4e00-\u9fff]{2}\.doc$/,
    );
  });
});
