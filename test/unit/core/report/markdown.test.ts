import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatMarkdown } from '../../../../src/core/report/markdown.ts';
import { matchGolden } from '../../../support/golden.ts';
import { translatorOf } from '../../../support/language.ts';
import { seedReport } from '../../../support/seedReport.ts';

const t = translatorOf('en');

describe('formatMarkdown', () => {
  it('draws the seed case', (context) => {
    matchGolden(context, 'report/eip-normal.en.md', formatMarkdown([seedReport], t));
  });

  it('makes Markdown and HTML in prose inert', () => {
    const verdict = '# [x](http://evil.example) <b>*bold*</b> @all `code` | cell';
    const [first = ''] = formatMarkdown([{ ...seedReport, verdict }], t).split('\n');
    assert.equal(
      first,
      '# ✗ \\# \\[x\\](http&#58;//evil.example) \\<b\\>\\*bold\\*\\</b\\> &#64;all \\`code\\` \\| cell',
    );
  });

  it('fences server text that holds fences itself', () => {
    const events = seedReport.events.map((event) =>
      event.kind === 'reply' ? { ...event, text: '220 ```` </details> ``' } : event,
    );
    const text = formatMarkdown([{ ...seedReport, events }], t);
    assert.match(text, /^`````text$/m);
    assert.equal(text.match(/^`````$/gm)?.length, 1);
  });

  it('never writes a number that GitHub would take for an issue', () => {
    const outside = formatMarkdown([seedReport], t)
      .replace(/^```text$[\s\S]*?^```$/gm, '')
      .replace(/`[^`\n]*`/g, '');
    assert.doesNotMatch(outside, /(^|\s)#\d/m);
  });
});
