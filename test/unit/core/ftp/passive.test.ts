import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  formatEprt,
  formatPort,
  readEprtArgument,
  readEpsvReply,
  readPasvReply,
  readPortArgument,
  type Deviation,
} from '../../../../src/core/ftp/passive.ts';
import { processorMs } from '../../../support/processorTime.ts';

type Row = [title: string, text: string, target: string | null, deviations: Deviation[]];

const pasv: Row[] = [
  ['the usual form', '227 Entering Passive Mode (172,17,9,135,83,237).', '172.17.9.135:21485', []],
  ['no final dot', '227 Entering Passive Mode (1,2,3,4,5,6)', '1.2.3.4:1286', []],
  ['no parentheses', '227 Entering Passive Mode 1,2,3,4,5,6', '1.2.3.4:1286', ['no-parentheses']],
  ['nothing but the numbers', '227 1,2,3,4,5,6', '1.2.3.4:1286', ['no-parentheses']],
  ['a word with a digit before', '227 Mode2 is passive (1,2,3,4,5,6)', '1.2.3.4:1286', []],
  ['blanks between the numbers', '227 ok (1, 2, 3, 4, 5, 6)', '1.2.3.4:1286', ['blanks']],
  ['leading zeros', '227 ok (001,002,3,4,5,6)', '1.2.3.4:1286', ['leading-zero']],
  ['a multi-line reply', '227-please\n227 ok (1,2,3,4,5,6)', '1.2.3.4:1286', ['multi-line']],
  ['an octet above 255', '227 ok (300,2,3,4,5,6)', null, ['octet-out-of-range']],
  ['a port byte above 255', '227 ok (1,2,3,4,300,5)', null, ['octet-out-of-range']],
  ['port 0', '227 ok (1,2,3,4,0,0)', null, ['port-zero']],
  ['five numbers', '227 ok (1,2,3,4,5)', null, ['too-few-numbers']],
  ['seven numbers', '227 ok (1,2,3,4,5,6,7)', null, ['too-many-numbers']],
  ['no numbers', '227 Entering Passive Mode', null, ['no-numbers']],
  ['a 229 text under code 227', '227 Entering Extended Passive Mode (|||6446|)', null, ['no-numbers']],
];

const epsv: Row[] = [
  ['the usual form', '229 Entering Extended Passive Mode (|||6446|)', '6446', []],
  ['vsftpd 2.2.2 with its dot', '229 Entering Extended Passive Mode (|||6446|).', '6446', []],
  ['another delimiter, as IBM i sends', '229 ok (!!!6446!)', '6446', ['unusual-delimiter']],
  ['no parentheses', '229 ok |||6446|', '6446', ['no-parentheses']],
  ['an address inside', '229 ok (|1|10.0.0.1|6446|)', '6446', ['address-given']],
  ['a port above 65535', '229 ok (|||70000|)', null, ['port-out-of-range']],
  ['port 0', '229 ok (|||0|)', null, ['port-zero']],
  ['no port', '229 ok', null, ['no-numbers']],
];

describe('readPasvReply', () => {
  for (const [title, text, target, deviations] of pasv) {
    it(`reads ${title}`, () => {
      const read = readPasvReply(text);
      assert.equal(read.target === null ? null : `${read.target.address}:${read.target.port}`, target);
      assert.deepEqual(read.deviations, deviations);
    });
  }

  it('keeps the numbers of an impossible reply', () => {
    assert.deepEqual(readPasvReply('227 ok (300,2,3,4,5,6)').numbers, [300, 2, 3, 4, 5, 6]);
  });

  it('finds the six numbers wherever they stand and never throws', () => {
    const octet = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(
        fc.tuple(octet, octet, octet, octet, fc.integer({ min: 1, max: 255 }), octet),
        fc.string(),
        (six, noise) => {
          const text = `227 ${noise.replace(/[\d,]/g, '')} ${six.join(',')}`;
          assert.equal(readPasvReply(text).target?.port, six[4] * 256 + six[5]);
          readPasvReply(noise);
        },
      ),
    );
  });

  it('takes linear time on a reply made of digits and commas', () => {
    const spent = processorMs(() => void readPasvReply(`227 ${'1, '.repeat(500_000)}`));
    assert.ok(spent < 200, `${spent} ms`);
  });
});

describe('readEpsvReply', () => {
  for (const [title, text, port, deviations] of epsv) {
    it(`reads ${title}`, () => {
      const read = readEpsvReply(text);
      assert.equal(read.target === null ? null : String(read.target.port), port);
      assert.deepEqual(read.deviations, deviations);
    });
  }
});

describe('PORT and EPRT arguments', () => {
  it('come out as they went in', () => {
    const address = { address: '192.168.0.130', port: 40001 };
    assert.equal(formatPort(address), '192,168,0,130,156,65');
    assert.deepEqual(readPortArgument(formatPort(address)).target, address);
    assert.deepEqual(readEprtArgument(formatEprt(address)).target, address);
    const six = { address: '2001:db8::1', port: 2121 };
    assert.equal(formatEprt(six), '|2|2001:db8::1|2121|');
    assert.deepEqual(readEprtArgument(formatEprt(six)).target, six);
  });

  it('are refused when they name nothing that can exist', () => {
    assert.equal(readPortArgument('1,2,3').target, null);
    assert.equal(readPortArgument('1,2,3,4,x,6').target, null);
    assert.deepEqual(readEprtArgument('|1|2001:db8::1|2121|').deviations, ['bad-address']);
    assert.deepEqual(readEprtArgument('|1|1.2.3.4|99999|').deviations, ['port-out-of-range']);
  });
});
