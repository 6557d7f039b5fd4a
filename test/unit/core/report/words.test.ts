import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import { createTranslate } from '../../../../src/core/l10n.ts';
import { clientsHeading, duration, reasonWords } from '../../../../src/core/report/words.ts';

const t = createTranslate();
const probe = new URL('../../../../src/core/probe/', import.meta.url);

/** Every reason that the probe engine records, as its source spells it. */
function reasonsInSource(): string[] {
  const text = readdirSync(probe)
    .map((file) => readFileSync(new URL(file, probe), 'utf8'))
    .join('\n');
  const found = [
    ...text.matchAll(/skipMode\([^;]*?'([a-z0-9-]+)'\)/g),
    ...text.matchAll(/recordWithheld\([^;]*?'([a-z0-9-]+)'\)/g),
    ...text.matchAll(/why: '([a-z0-9-]+)'/g),
    ...text.matchAll(/\? '(?:login|time)' : '([a-z-]+)'/g),
    ...text.matchAll(/stopped (?:\?\?)?= '([a-z0-9-]+)'/g),
  ].map(([, reason = '']) => reason);
  return [...new Set(found)].sort();
}

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
  it('is a sentence for a person, whatever the engine records', () => {
    const reasons = reasonsInSource();
    for (const expected of ['no-session', 'limit', 'second-address', 'blocked', 'closed'])
      assert.ok(reasons.includes(expected), `${expected} is not among ${reasons.join(' ')}`);
    const bare = reasons.filter((reason) => reasonWords(t, reason) === reason);
    assert.deepEqual(bare, []);
  });

  it('names the error where no port could be opened', () => {
    assert.equal(reasonWords(t, 'listen-EADDRINUSE'), 'no port could be opened here (EADDRINUSE)');
  });
});
