import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readCNumber } from '../../../../src/core/config/cNumber.ts';
import { decodeFileText } from '../../../../src/core/config/fileText.ts';
import { flavourNamed, flavours } from '../../../../src/core/config/flavour.ts';
import { readInetAddress } from '../../../../src/core/config/inetAddress.ts';
import { effectivePassiveRange, passiveRangeOf } from '../../../../src/core/config/passiveRange.ts';
import { boolOf, configFacts, numberOf, readConf, valueOf } from '../../../../src/core/config/settings.ts';
import { confBytes } from '../../../support/confFuzz.ts';

describe('readConf', () => {
  it('takes the last of several lines', () => {
    const conf = readConf('listen=YES\nlisten=no\nmax_clients=5\n', null);
    assert.equal(boolOf(conf, 'listen'), false);
    assert.equal(numberOf(conf, 'max_clients'), 5);
  });

  it('falls back to the compiled default of the build, and to nothing where builds differ', () => {
    const listen = (name: string): boolean | undefined =>
      boolOf(readConf('', flavourNamed(name) ?? null), 'listen');
    assert.equal(listen('3.0.3-debian'), false);
    assert.equal(listen('3.0.3'), true);
    assert.equal(listen('2.2.2'), false);
    assert.equal(listen('unknown'), undefined);
    assert.equal(numberOf(readConf('', null), 'pasv_min_port'), 5001);
    assert.equal(numberOf(readConf('', null), 'local_umask'), 0o077);
  });

  it('unsets a string by an empty value', () => {
    assert.equal(valueOf(readConf('pasv_address=1.2.3.4\npasv_address=\n', null), 'pasv_address'), null);
  });

  it('reads any bytes for any build without throwing', () => {
    fc.assert(
      fc.property(confBytes(), fc.constantFrom(null, ...flavours), (bytes, flavour) => {
        readConf(decodeFileText(bytes), flavour);
      }),
    );
  });
});

describe('numbers as vsftpd reads them', () => {
  for (const [text, value] of [
    ['60', 60],
    [' 60', 60],
    ['022', 18],
    ['22', 22],
    ['030000', 12288],
    ['028', 2],
    ['0x10', 0],
    ['abc', 0],
    ['100k', 100],
    ['-5', 4294967291],
    ['4294967297', 1],
    ['99999999999999999999999', 4294967295],
    ['', 0],
  ] as const) {
    it(`reads "${text}" as ${value}`, () => assert.equal(readCNumber(text).value, value));
  }
});

describe('addresses as inet_aton reads them', () => {
  for (const [text, address] of [
    ['203.0.113.5', '203.0.113.5'],
    ['203.0.113.5 # office', '203.0.113.5'],
    ['203.0.113.5# office', null],
    ['203.000.113.010', '203.0.113.8'],
    ['10.1', '10.0.0.1'],
    ['0x7f.1', '127.0.0.1'],
    ['1.2.3.256', null],
    ['08.1.1.1', null],
    ['"203.0.113.5"', null],
    ['::1', null],
    ['ftp.example.com', null],
    ['203.0.113.5:21', null],
    ['1.2.3.4.5', null],
    ['', null],
  ] as const) {
    it(`reads ${JSON.stringify(text)} as ${address ?? 'no address'}`, () =>
      assert.equal(readInetAddress(text), address));
  }
});

describe('the passive range of a file', () => {
  for (const [text, from, to] of [
    ['', 5001, 65535],
    ['pasv_min_port=30000\npasv_max_port=30100\n', 30000, 30100],
    ['pasv_min_port=30100\npasv_max_port=30000\n', 30100, 65535],
    ['pasv_max_port=4000\n', 5001, 65535],
    ['pasv_min_port=1000\npasv_max_port=2000\n', 1024, 2000],
    ['pasv_min_port=030000\npasv_max_port=40000 # x\n', 12288, 40000],
    ['pasv_min_port=70000\n', 1024, 65535],
    ['pasv_min_port=0\npasv_max_port=0\n', 1024, 65535],
  ] as const) {
    it(`is ${from}–${to} for ${JSON.stringify(text)}`, () =>
      assert.deepEqual(passiveRangeOf(text), { from, to }));
  }

  it('is unknown where a template fills it in, whatever else the template holds', () => {
    assert.equal(passiveRangeOf('pasv_min_port={{ low }}\npasv_max_port=30100\n'), null);
    assert.deepEqual(passiveRangeOf('ftpd_banner={{ x }}\npasv_min_port=30000\npasv_max_port=30100\n'), {
      from: 30000,
      to: 30100,
    });
  });

  it('treats a maximum below the minimum as none', () => {
    assert.deepEqual(effectivePassiveRange(40000, 30000), { from: 40000, to: 65535 });
  });
});

describe('configFacts', () => {
  it('names what the file sets, as vsftpd ends up with it, and leaves out what vsftpd refuses', () => {
    assert.deepEqual(
      configFacts(
        'listen=YES\n# x=1\nlocal_enable = YES\npasv_address=203.000.113.010 # eip\nbanner_file=\nlisten=NO\nfoo=1\n',
      ),
      {
        listen: 'NO',
        pasv_address: '203.0.113.8',
        banner_file: '',
      },
    );
  });
});

describe('the table of builds', () => {
  it('understands the names that people use for their distribution', () => {
    assert.equal(flavourNamed('3.0.3-debian')?.id, '3.0.3-debian');
    assert.equal(flavourNamed('3.0.5-Ubuntu')?.id, '3.0.5-debian');
    assert.equal(flavourNamed('3.0.2-centos')?.id, '3.0.2-fedora');
    assert.equal(flavourNamed('2.2.2-rhel')?.id, '2.2.2');
    assert.equal(flavourNamed('3.0.5-sles')?.id, '3.0.5-opensuse');
    assert.equal(flavourNamed('4.0'), undefined);
    assert.equal(flavourNamed(''), undefined);
  });
});
