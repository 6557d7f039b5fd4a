import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ShownMessages } from '../../../../src/extension/vsftpd/shownMessages.ts';

describe('a message about a file', () => {
  it('is not repeated while it stands on the screen', () => {
    let now = 0;
    const messages = new ShownMessages(() => now);
    assert.equal(messages.begin('a'), true);
    now = 5000;
    assert.equal(messages.begin('a'), false);
    assert.equal(messages.begin('b'), true, 'another file has one of its own');
  });

  it('comes again for the next change once the editor has hidden the last one, unanswered', () => {
    let now = 0;
    const messages = new ShownMessages(() => now);
    messages.begin('a');
    now = 60_000;
    assert.equal(messages.begin('a'), true);
  });

  it('comes again at once when the last one has been answered', () => {
    const messages = new ShownMessages(() => 0);
    messages.begin('a');
    messages.end('a');
    assert.equal(messages.begin('a'), true);
  });
});
