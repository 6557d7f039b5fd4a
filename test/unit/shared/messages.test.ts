import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readFromWebview, readToWebview } from '../../../src/shared/messages.ts';

describe('messages between editor and timeline', () => {
  it('keeps only the fields that a message has', () => {
    assert.deepEqual(readFromWebview({ type: 'diagnose', url: 'ftp://evil' }), { type: 'diagnose' });
    assert.deepEqual(readFromWebview({ type: 'export', format: 'html', redact: true }), {
      type: 'export',
      format: 'html',
      redact: true,
    });
  });

  it('takes the test of a finding by its place', () => {
    const message = { type: 'run-test', finding: 'pasv-ports-blocked', test: 1 };
    assert.deepEqual(readFromWebview({ ...message, options: ['--insecure'], target: 'ftp://x' }), message);
  });

  it('cuts what a broken page says, and takes a text to copy up to four million characters', () => {
    assert.deepEqual(readFromWebview({ type: 'broke', message: 'x'.repeat(5000) }), {
      type: 'broke',
      message: 'x'.repeat(4000),
    });
    assert.notEqual(readFromWebview({ type: 'copy', text: 'x'.repeat(4_000_000) }), null);
  });

  for (const hostile of [
    null,
    'ready',
    [],
    {},
    { type: 'run' },
    { type: 'copy', text: 7 },
    { type: 'copy', text: 'x'.repeat(4_000_001) },
    { type: 'export', format: 'exe', redact: false },
    { type: 'export', format: 'json' },
    { type: 'open-link', url: 'command:workbench.action.quit' },
    { type: 'open-link', url: 'http://a.example/' },
    { type: 'apply-remedy', finding: 'x' },
    { type: 'copy-script', remedy: 'x' },
    { type: 'copy-report' },
    { type: 'open-rule', finding: '../../etc/passwd' },
    { type: 'broke' },
    { type: 'run-test', finding: 'x' },
    { type: 'run-test', finding: 'x', test: -1 },
    { type: 'run-test', finding: ['x'], test: 0 },
    { type: 'choose-session', session: -1 },
    { type: 'choose-session', session: '1' },
    { type: 'open-source' },
    { type: 'open-source', event: 1.5 },
    { type: 'event-selected', event: null },
    { type: 'probe' },
    { type: 'probe', modes: ['PASV'] },
  ]) {
    it(`refuses ${JSON.stringify(hostile).slice(0, 60)}`, () => {
      assert.equal(readFromWebview(hostile), null);
    });
  }

  it('reads what the editor sends and nothing else', () => {
    assert.deepEqual(readToWebview({ type: 'reveal', event: 3 }), { type: 'reveal', event: 3 });
    assert.equal(readToWebview({ type: 'reveal' }), null);
    assert.equal(readToWebview({ type: 'state', state: 'x' }), null);
  });
});
