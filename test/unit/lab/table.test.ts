import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Scenario, Truth } from '../../lab/scenario.ts';
import { row, table, unplayed } from '../../lab/table.ts';

const scenario: Scenario = {
  name: 'x',
  summary: 'x',
  server: { product: 'proftpd' },
  truth: { alarms: {} },
};
const healthy: Truth = { alarms: {}, notes: ['alg-rewrites-port'] };
const faulty: Truth = { alarms: { 'pasv-ports-blocked': 'error' } };

function run(...found: readonly (readonly [string, string])[]): Parameters<typeof row>[3] {
  const findings = found.map(([id, severity]) => ({ id, severity }));
  return { stdout: JSON.stringify({ findings }), stderr: '', status: 0, seconds: 1.25 };
}

describe('the table of a lab run', () => {
  it('says what was expected, what was found and how long it took', () => {
    const printed = table([
      row('good', scenario, healthy, run(['healthy', 'info'], ['alg-rewrites-port', 'info']), true),
      row('bad', scenario, faulty, run(['epsv-blocked', 'warning']), false),
    ]);
    assert.match(printed, /^right {2}good {8}1\.3 s {2}expected and found: healthy \(alg-rewrites-port\)$/m);
    assert.match(
      printed,
      /^WRONG {2}bad {9}1\.3 s {2}expected: pasv-ports-blocked\n +found: {4}epsv-blocked$/m,
    );
    assert.match(printed, /1 of 2 diagnoses right: 1 with faults, 1 healthy\nproftpd 1 of 2$/);
  });

  it('counts a scenario that could not be played as wrong', () => {
    const printed = table([unplayed('gone', { ...scenario, server: null }, faulty)]);
    assert.match(printed, /^WRONG {2}gone .*expected: pasv-ports-blocked\n +found: {4}not played$/m);
    assert.match(printed, /0 of 1 diagnoses right/);
  });
});
