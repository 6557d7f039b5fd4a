import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { applyEdits, applyTextEdits } from '../../../../src/core/config/edit.ts';
import { decodeFileText, encodeFileText } from '../../../../src/core/config/fileText.ts';
import type { RemedyEdit } from '../../../../src/core/report/report.ts';
import { confBytes, remedyEdits } from '../../../support/confFuzz.ts';

const set = (option: string, value: string): RemedyEdit => ({ op: 'set', option, value, file: null });
const remove = (option: string): RemedyEdit => ({ op: 'remove', option, file: null });
const after = (text: string, ...edits: RemedyEdit[]): string => applyEdits(text, edits).text;

describe('applyEdits', () => {
  it('rewrites the value and nothing else', () => {
    const { text, edits } = applyEdits('# a\npasv_address=10.0.0.1\nlisten=YES\n', [
      set('pasv_address', '10.0.0.9'),
    ]);
    assert.equal(text, '# a\npasv_address=10.0.0.9\nlisten=YES\n');
    assert.deepEqual(edits, [{ start: 24, end: 25, newText: '9' }]);
  });

  it('changes nothing where the file says so already', () => {
    assert.deepEqual(applyEdits('listen=YES\n', [set('listen', 'YES')]).edits, []);
  });

  it('rewrites the last of several lines, the one that counts, and drops the others', () => {
    assert.equal(after('listen=NO\nx=1\nlisten=YES\ny=1\n', set('listen', 'NO')), 'x=1\nlisten=NO\ny=1\n');
  });

  it('rewrites lines that vsftpd would refuse because of blanks or letter case', () => {
    assert.equal(after('Listen = NO \n', set('listen', 'YES')), 'listen=YES\n');
  });

  it('moves a comment behind the value to a line of its own', () => {
    assert.equal(
      after('pasv_address=10.0.0.1  # office\r\n', set('pasv_address', '1.2.3.4')),
      '# office\r\npasv_address=1.2.3.4\r\n',
    );
    assert.equal(after('ftpd_banner=We are # 1\n', set('ftpd_banner', 'Hi')), 'ftpd_banner=Hi\n');
  });

  it('adds below the commented-out example, which stays', () => {
    assert.equal(
      after('# Port:\n#pasv_min_port=1\n\n# end\n', set('pasv_min_port', '30000')),
      '# Port:\n#pasv_min_port=1\npasv_min_port=30000\n\n# end\n',
    );
  });

  it('takes the comment mark away where the example says the very same', () => {
    assert.equal(after('# listen=YES\r\n', set('listen', 'YES')), 'listen=YES\r\n');
  });

  it('adds to the end otherwise, with the line ends of the file and after closing its last line', () => {
    assert.equal(after('a=1\r\nb=2\r\nc=3', set('listen', 'YES')), 'a=1\r\nb=2\r\nc=3\nlisten=YES\r\n');
    assert.equal(after('', set('listen', 'YES'), set('listen_ipv6', 'NO')), 'listen=YES\nlisten_ipv6=NO\n');
  });

  it('adds where vsftpd still reads it, and rescues a line from past the limit', () => {
    const filler = `#${'x'.repeat(998)}\n`.repeat(101);
    const text = after(`${filler}listen=NO\n`, set('listen', 'YES'));
    assert.equal(text.indexOf('listen=YES\n'), 99 * 1000);
    assert.equal(text.includes('listen=NO'), false);
  });

  it('removes every line of an option', () => {
    assert.equal(
      after('a=1\npasv_address=1\n#pasv_address=2\npasv_address =3', remove('pasv_address')),
      'a=1\n#pasv_address=2\n',
    );
    assert.equal(after('pasv_address=1', remove('pasv_address')), '');
  });

  it('leaves options alone that a template line sets, and says which line', () => {
    const result = applyEdits('x=1\npasv_address={{ eip }}\n', [
      set('pasv_address', '1.2.3.4'),
      set('listen', 'YES'),
    ]);
    assert.equal(result.text, 'x=1\npasv_address={{ eip }}\nlisten=YES\n');
    assert.deepEqual(
      result.refused.map(({ why, line }) => [why, line]),
      [['template', 2]],
    );
  });

  it('refuses names and values that would smuggle in other lines', () => {
    const bad = [
      set('listen', 'YES\nlocal_enable=YES'),
      set('a b', '1'),
      set('listen\n', '1'),
      set('listen', 'a\u0085b'),
    ];
    const result = applyEdits('a=1\n', bad);
    assert.equal(result.text, 'a=1\n');
    assert.deepEqual(
      result.refused.map(({ why }) => why),
      bad.map(() => 'unsafe'),
    );
  });

  it('keeps a byte order mark and undecodable bytes where they are', () => {
    const bytes = Uint8Array.of(
      0xef,
      0xbb,
      0xbf,
      ...new TextEncoder().encode('listen=NO\n# '),
      0xb1,
      0xbb,
      0x0a,
    );
    const text = after(decodeFileText(bytes), set('listen', 'YES'));
    assert.deepEqual(
      encodeFileText(text),
      Uint8Array.of(0xef, 0xbb, 0xbf, ...new TextEncoder().encode('listen=YES\n# '), 0xb1, 0xbb, 0x0a),
    );
  });

  it('gives ascending edits that lead to its text, changes nothing the second time and never touches comments', () => {
    fc.assert(
      fc.property(confBytes(), remedyEdits, (bytes, edits) => {
        const text = decodeFileText(bytes);
        const result = applyEdits(text, edits);
        let last = -1;
        for (const edit of result.edits) {
          assert.ok(edit.start > last || (edit.start === last && edit.start === 0), 'ascending');
          last = edit.end;
        }
        assert.equal(applyTextEdits(text, result.edits), result.text);
        if (new Set(edits.map(({ option }) => option)).size === edits.length)
          assert.equal(applyEdits(result.text, edits).text, result.text);
        const comments = (of: string): string[] => of.split('\n').filter((line) => /^#[^=]*$/.test(line));
        for (const comment of comments(text)) assert.ok(comments(result.text).includes(comment), comment);
      }),
      { numRuns: 300 },
    );
  });
});
