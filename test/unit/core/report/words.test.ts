import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createTranslate } from '../../../../src/core/l10n.ts';
import type { SkipReason, WithheldReason } from '../../../../src/core/trace/event.ts';
import { clientsHeading, duration, reasonWords } from '../../../../src/core/report/words.ts';

const t = createTranslate();
describe('a duration', () => {
  it('is rounded before its unit is chosen', () => {
    const drawn = [0.04, 9.94, 999.4, 999.6, 9949, 9951, 59_400].map((ms) => duration(t, ms));
    assert.deepEqual(drawn, ['0 ms', '9.9 ms', '999 ms', '1.0 s', '9.9 s', '10 s', '59 s']);
  });
});

describe('the heading of the clients', () => {
  it('speaks of a meanwhile only where something is to be mended', () => {
    assert.equal(clientsHeading(t, 'good'), 'Who works');
    assert.equal(clientsHeading(t, 'doubtful'), 'Who works meanwhile');
    assert.equal(clientsHeading(t, 'bad'), 'Who works meanwhile');
  });
});

describe('the reason why something was not tried', () => {
  it('is a sentence for a person, whatever was withheld or left out', () => {
    const withheld: readonly WithheldReason[] = [
      'forbidden-address',
      'own-address',
      'privileged-port',
      'second-address',
      'refused-by-client',
    ];
    const skipped: readonly SkipReason[] = [
      'time',
      'ipv4-only',
      'login',
      'closed',
      'limit',
      'no-session',
      'pending-transfer',
    ];
    const bare = [...withheld, ...skipped].filter((reason) => !reasonWords(t, reason).includes(' '));
    assert.deepEqual(bare, []);
    assert.equal(reasonWords(t, 'privileged-port'), 'a port below 1024 at a foreign address');
  });

  it('stands as it is where nobody here knows it', () => {
    assert.equal(reasonWords(t, 'toString'), 'toString');
  });

  it('names the error where no port could be opened', () => {
    assert.equal(reasonWords(t, 'listen-EADDRINUSE'), 'no port could be opened here (EADDRINUSE)');
  });
});
