import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { formatHtml } from '../../../../src/core/report/html.ts';
import { htmlStyle, htmlStyleHash } from '../../../../src/core/report/htmlStyle.ts';
import type { Report } from '../../../../src/core/report/report.ts';
import { translatorOf } from '../../../support/language.ts';
import { poisonedReport } from '../../../support/poison.ts';
import { seedReport } from '../../../support/seedReport.ts';

const t = translatorOf('en');

describe('formatHtml', () => {
  it('allows its own style sheet and nothing else', () => {
    const hash = createHash('sha256').update(htmlStyle).digest('base64');
    assert.equal(htmlStyleHash, `sha256-${hash}`);
    const page = formatHtml([seedReport], t);
    assert.match(page, /content="default-src 'none'; style-src 'sha256-/);
    assert.ok(page.includes(`<style>${htmlStyle}</style>`));
    assert.doesNotMatch(page, /<script|<img|<link|<iframe| on\w+=| style=|src=/i);
  });

  it('escapes markup wherever it stands', () => {
    const evil = `"><script>alert('x')</script><img src=x onerror=alert(1)>`;
    const page = formatHtml([poisonedReport(evil)], t);
    assert.doesNotMatch(page, /<script|<img/i);
    assert.match(page, /&lt;script&gt;alert\(&#39;x&#39;\)/);
    const tags = page.match(/<[^>]*>/g) ?? [];
    for (const tag of tags) assert.doesNotMatch(tag, /onerror/, tag);
  });

  it('shows control and bidirectional characters instead of obeying them', () => {
    const page = formatHtml([poisonedReport('\u202e\u0000')], t);
    assert.ok(!page.includes('\u202e') && !page.includes('\u0000'));
    assert.match(page, /\\u202e\\x00/);
  });

  it('makes a link of nothing but a plain web address', () => {
    const report = poisonedReport('');
    const [first] = report.findings as [Report['findings'][number]];
    const [, remedy] = first.remedies as unknown as [unknown, Report['findings'][number]['remedies'][number]];
    const linked = (reference: string): string =>
      formatHtml([{ ...report, findings: [{ ...first, remedies: [{ ...remedy, reference }] }] }], t);
    assert.match(linked('https://example.com/a?b=c'), /<a href="https:\/\/example\.com\/a\?b=c" rel=/);
    assert.doesNotMatch(linked('javascript:alert(1)'), /href="javascript/);
    assert.doesNotMatch(linked('https://user@evil.example/'), /href="https:\/\/user/);
  });

  it('names its language', () => {
    assert.match(
      formatHtml([{ ...seedReport, lang: 'zh-cn' }], translatorOf('zh-cn')),
      /<html lang="zh-CN">/,
    );
  });

  it('marks the differing part by more than colour', () => {
    assert.match(
      formatHtml([seedReport], t),
      /<mark class="bad">172\.17\.9\.135<\/mark>:21485 <span class="sign bad">✗<\/span>/,
    );
  });
});
