import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { timelineHtml } from '../../../src/shared/timelineHtml.ts';

const page = {
  nonce: 'abc123',
  cspSource: 'https://host.test',
  script: 'https://host.test/webview.js?a=1&b="2"',
  style: 'https://host.test/webview.css',
  language: 'zh-cn',
  title: '<b>ftp</b>',
};

describe('the page of the timeline', () => {
  it('lets our own script and style in and nothing else', () => {
    const html = timelineHtml(page);
    assert.match(
      html,
      /content="default-src &#39;none&#39;; script-src &#39;nonce-abc123&#39;; style-src https:\/\/host\.test; base-uri &#39;none&#39;; form-action &#39;none&#39;"/,
    );
    assert.doesNotMatch(html, /unsafe|<style|style=|onload/);
  });

  it('holds no data and escapes what it is given', () => {
    const html = timelineHtml(page);
    assert.match(html, /<title>&#60;b&#62;ftp&#60;\/b&#62;<\/title>/);
    assert.match(html, /src="https:\/\/host\.test\/webview\.js\?a=1&#38;b=&#34;2&#34;"/);
    assert.match(html, /<html lang="zh-cn">/);
  });
});
