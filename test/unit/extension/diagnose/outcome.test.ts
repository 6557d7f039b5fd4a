import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Finding } from '../../../../src/core/report/report.ts';
import { changesBetween, comparable } from '../../../../src/extension/diagnose/outcome.ts';
import { seedReport } from '../../../support/seedReport.ts';

const [finding] = seedReport.findings;

function withFindings(...severities: readonly (readonly [Finding['id'], Finding['severity']])[]) {
  assert.ok(finding !== undefined);
  return { ...seedReport, findings: severities.map(([id, severity]) => ({ ...finding, id, severity })) };
}

describe('a diagnosis held against the one before', () => {
  it('tells what is fixed, new and the same', () => {
    const before = withFindings(['pasv-private-address', 'error'], ['pasv-ports-blocked', 'error']);
    const after = withFindings(['pasv-ports-blocked', 'error'], ['greeting-delayed', 'warning']);
    const { fixed, added, same } = changesBetween(before, after);
    assert.deepEqual(
      [fixed, added, same],
      [['pasv-private-address'], ['greeting-delayed'], ['pasv-ports-blocked']],
    );
  });

  it('says something only where both asked the same of the same server, to the end', () => {
    const { settings, source } = seedReport;
    assert.equal(comparable(seedReport, { ...seedReport, verdict: 'another' }), true);
    assert.equal(comparable(seedReport, { ...seedReport, complete: false }), false);
    assert.equal(comparable({ ...seedReport, complete: false }, seedReport), true);
    assert.equal(
      comparable(seedReport, { ...seedReport, source: { ...source, target: 'ftp://h:21' } }),
      false,
    );
    assert.equal(
      comparable(seedReport, { ...seedReport, settings: { ...settings, modes: ['PASV'] } }),
      false,
    );
  });

  it('calls nothing fixed by a run that did not get as far', () => {
    const before = withFindings(['pasv-private-address', 'error']);
    const probes = before.probes.map((probe) => ({ ...probe, outcome: 'skipped' as const }));
    const after = { ...withFindings(['control-unreachable', 'error']), probes };
    const { fixed, added } = changesBetween(before, after);
    assert.deepEqual([fixed, added], [[], ['control-unreachable']]);
    assert.deepEqual(changesBetween(after, before).fixed, ['control-unreachable']);
  });

  it('calls nothing fixed that is still found, though it matters less now', () => {
    const before = withFindings(['pasv-private-address', 'error'], ['port-command-rejected', 'warning']);
    const after = withFindings(['port-command-rejected', 'info'], ['healthy', 'info']);
    const { fixed, added, same } = changesBetween(before, after);
    assert.deepEqual([fixed, added, same], [['pasv-private-address'], [], []]);
  });
});

describe('two diagnoses', () => {
  const whole = { ...seedReport, complete: true };
  const asked = (settings: Partial<typeof whole.settings>) => ({
    ...whole,
    settings: { ...whole.settings, ...settings },
  });

  it('are held against each other where they asked the same', () => {
    assert.ok(comparable(whole, whole));
    assert.ok(comparable(asked({ modes: ['EPSV', 'PASV'] }), asked({ modes: ['PASV', 'EPSV'] })));
    assert.ok(comparable(whole, asked({ config: { pasv_address: '203.0.113.7' } })), 'a mended file');
  });

  it('are not where one asked for more: what was not looked for is not fixed', () => {
    const [first] = whole.events;
    assert.ok(first !== undefined);
    const data = { seconds: 60, alive: false };
    const hold = { ...first, kind: 'note', note: 'hold', data, text: 'hold' } as const;
    const held = { ...whole, events: [...whole.events, hold] };
    for (const more of [
      held,
      asked({ samples: 24 }),
      asked({ timeoutMs: 60_000 }),
      asked({ modes: ['PASV'] }),
    ])
      assert.equal(comparable(more, whole), false);
  });
});
