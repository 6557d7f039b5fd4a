import assert from 'node:assert/strict';
import type { Remedy } from '../../src/core/report/report.ts';

const weakOptions = /promiscuous|require_ssl_reuse|allow_writeable_chroot|seccomp_sandbox/;

/** What holds for every list of remedies: form, order, honesty about what lowers security, and steps that say what edits do. */
export function checkRemedies(list: readonly Remedy[]): void {
  assert.equal(new Set(list.map(({ id }) => id)).size, list.length, 'each id once');
  const first = list.findIndex(({ weakens }) => weakens);
  assert.notEqual(first, 0, 'no weakening first');
  if (first > 0)
    assert.ok(
      list.slice(first).every(({ weakens }) => weakens),
      'weakening last',
    );
  for (const remedy of list) checkRemedy(remedy);
}

function checkRemedy({ id, title, steps, edits, weakens, reference }: Remedy): void {
  assert.match(id, /^[a-z0-9]+(-[a-z0-9]+)*$/);
  assert.ok(title !== '' && steps.length > 0, id);
  assert.ok(!/[.:]$/.test(title), `${id}: a title is no sentence`);
  assert.match(reference ?? '', /^https:\/\//, id);
  if (weakens)
    assert.ok(
      steps.some((step) => step.startsWith('Price: ')),
      `${id} names its price`,
    );
  const lines = steps.join('\n').split('\n');
  for (const { option, value } of edits) {
    assert.ok(lines.includes(`${option}=${value ?? ''}`), `${id} says ${option}`);
    assert.ok(weakens || !weakOptions.test(option), `${id} sets ${option} and says nothing`);
  }
  for (const step of steps) {
    const [sentence = '', ...literal] = step.split('\n');
    assert.ok(literal.length === 0 || /[:.]$/.test(sentence), `${id}: "${sentence}" leads to lines`);
    assert.ok(
      literal.every((line) => line.trim() !== ''),
      id,
    );
  }
}
