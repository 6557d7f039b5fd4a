import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { scenarioNamed, scenarios } from '../../lab/scenarios/index.ts';

describe('lab scenarios', () => {
  it('have names of their own and one line of summary', () => {
    const names = scenarios.map(({ name }) => name);
    assert.equal(new Set(names).size, names.length);
    for (const { name, summary } of scenarios) {
      assert.match(name, /^[a-z0-9][a-z0-9.-]*$/);
      assert.ok(summary.length > 0 && summary.length <= 110 && !summary.includes('\n'), name);
    }
  });

  it('do not ask for a finding that they forbid', () => {
    for (const { name, truth, then } of scenarios) {
      for (const part of [truth, ...(then === undefined ? [] : [then.truth])]) {
        const wanted = new Set<string>([...Object.keys(part.alarms), ...(part.notes ?? [])]);
        for (const id of part.never ?? []) assert.ok(!wanted.has(id), `${name}: ${id}`);
      }
    }
  });

  it('are found by name, and an unknown name is told', () => {
    assert.equal(scenarioNamed('seed-eip-normal').name, 'seed-eip-normal');
    assert.throws(() => scenarioNamed('seed-eip'), /No scenario is named "seed-eip"/);
  });
});
