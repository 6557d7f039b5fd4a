import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { meantName, parseConf, splitInlineComment } from '../../../../src/core/config/confFile.ts';
import { decodeFileText } from '../../../../src/core/config/fileText.ts';
import { confBytes } from '../../../support/confFuzz.ts';
import { processorMs } from '../../../support/processorTime.ts';

describe('parseConf', () => {
  it('splits any text into lines that add up to it again', () => {
    fc.assert(
      fc.property(confBytes(), (bytes) => {
        const text = decodeFileText(bytes);
        const { lines } = parseConf(text);
        assert.equal(lines.map((line) => text.slice(line.start, line.nextStart)).join(''), text);
        for (const line of lines) assert.equal(line.content, text.slice(line.start, line.end));
      }),
    );
  });

  it('ends lines at LF only: a CR belongs to the line, as vsftpd reads it', () => {
    const { lines } = parseConf('listen=YES\r\n#a\rb\nx');
    assert.deepEqual(
      lines.map(({ content }) => content),
      ['listen=YES\r', '#a\rb', 'x'],
    );
  });

  it('tells blank lines, comments, template lines and settings apart', () => {
    const kinds = parseConf(
      ' \t\r\n#x={{ y }}\n # x\nlisten={{ y }}\n{% if a %}\nuser_sub_token=$USER\nx=${Y}',
    ).lines;
    assert.deepEqual(
      kinds.map(({ kind }) => kind),
      ['blank', 'comment', 'setting', 'template', 'template', 'setting', 'template'],
    );
  });

  it('knows which lines lie past the 100000 bytes that vsftpd reads, counting bytes and not characters', () => {
    const text = `# ${'编'.repeat(33_330)}\n${'#'.repeat(4)}\nlisten=YES\npasv_enable=NO\n`;
    const { lines, limitLine } = parseConf(text);
    assert.equal(limitLine?.index, 2);
    assert.equal(limitLine.readable, 'lis'.length - 1);
    assert.equal(lines[3]?.readable, 0);
    assert.equal(parseConf('#'.repeat(100_000)).limitLine, null);
    assert.equal(parseConf('#'.repeat(100_001)).limitLine?.readable, 100_000);
  });
});

describe('reading what a line was meant to say', () => {
  it('sees through blanks, letter case and a byte order mark', () => {
    for (const content of ['pasv_address=1', ' Pasv_Address =1', '\ufeffpasv_address\t= 1', 'PASV_ADDRESS'])
      assert.equal(meantName(content), 'pasv_address', content);
  });

  it('finds a comment after a value only where a blank stands before the mark', () => {
    assert.deepEqual(splitInlineComment('1.2.3.4 \t# office'), { value: '1.2.3.4', comment: '# office' });
    assert.deepEqual(splitInlineComment('a#b'), { value: 'a#b', comment: '' });
    assert.deepEqual(splitInlineComment('#b'), { value: '#b', comment: '' });
  });

  it('stays quick on endless blanks', () => {
    const spent = processorMs(() => {
      splitInlineComment(' '.repeat(1_000_000));
      parseConf(`${' '.repeat(500_000)}x${' '.repeat(500_000)}`);
    });
    assert.ok(spent < 500, `${spent} ms`);
  });
});
