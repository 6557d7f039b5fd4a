import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { markdownParagraphs, markdownText } from '../../../src/extension/markdownText.ts';

describe('text of a server in Markdown', () => {
  it('makes no link, no image, no markup and no line of it', () => {
    assert.equal(
      markdownText('[x](command:evil) <img> *a* `b` https://c\n# d'),
      '\\[x\\]\\(command\\:evil\\) \\<img\\> \\*a\\* \\`b\\` https\\:\\/\\/c\\\\x0a\\# d',
    );
  });

  it('leaves words and blanks as they are', () => {
    assert.equal(markdownText('没有 route 到 host'), '没有 route 到 host');
  });

  it('is a paragraph a line, which a hover breaks at blanks and not in words', () => {
    assert.equal(
      markdownParagraphs(['the name is wrong', 'ask _again_']),
      'the name is wrong\n\nask \\_again\\_',
    );
  });
});
