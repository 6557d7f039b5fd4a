import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findingIds, type FindingId } from '../../../src/core/diagnosis/findingIds.ts';
import { scenarioNamed, scenarios } from '../../lab/scenarios/index.ts';

/** Findings that no real server of the lab can be made to give. */
const notShown: Partial<Record<FindingId, string>> = {};

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

  it('show every finding with a real server, and say why one is not shown', () => {
    const shown = new Set<string>(
      scenarios.flatMap(({ truth, then }) =>
        [truth, ...(then === undefined ? [] : [then.truth])].flatMap(({ alarms, notes = [] }) => [
          ...Object.keys(alarms),
          ...notes,
          ...(Object.keys(alarms).length === 0 ? ['healthy'] : []),
        ]),
      ),
    );
    assert.deepEqual(
      findingIds.filter((id) => !shown.has(id)),
      Object.keys(notShown),
    );
  });

  it('are found by name, and an unknown name is told', () => {
    assert.equal(scenarioNamed('seed-eip-normal').name, 'seed-eip-normal');
    assert.throws(() => scenarioNamed('seed-eip'), /No scenario is named "seed-eip"/);
  });
});
