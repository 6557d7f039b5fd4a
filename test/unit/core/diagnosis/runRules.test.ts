import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deriveFacts } from '../../../../src/core/diagnosis/deriveFacts.ts';
import { defineRule } from '../../../../src/core/diagnosis/rule.ts';
import type { FindingDraft } from '../../../../src/core/diagnosis/rule.ts';
import { rules } from '../../../../src/core/diagnosis/rules/index.ts';
import { runRules } from '../../../../src/core/diagnosis/runRules.ts';
import { createTranslate } from '../../../../src/core/l10n.ts';
import type { Trace } from '../../../../src/core/trace/trace.ts';
import { longTrace } from '../../../support/longTrace.ts';
import { processorMs } from '../../../support/processorTime.ts';
import { traceOf } from '../../../support/traceText.ts';

const t = createTranslate();
const facts = deriveFacts(traceOf(''));
const draft: FindingDraft = {
  severity: 'info',
  confidence: 'proven',
  title: 'x',
  explanation: 'x',
  owner: 'server',
  evidence: [3, null, 3, undefined, 1],
};

describe('running rules', () => {
  it('leaves out a rule that throws and keeps the others', () => {
    const throws = defineRule({
      id: 'not-ftp',
      check() {
        throw new TypeError('fault of ours');
      },
    });
    const finds = defineRule({ id: 'login-failed', check: () => draft });
    const { findings, skipped } = runRules([throws, finds], facts, t);
    assert.deepEqual(skipped, ['not-ftp']);
    assert.deepEqual(
      findings.map(({ finding }) => finding.id),
      ['login-failed'],
    );
  });

  it('orders findings by severity and keeps the order of the rules within one', () => {
    const order = (['info', 'warning', 'error', 'warning'] as const).map((severity, index) =>
      defineRule({
        id: (['healthy', 'not-ftp', 'login-failed', 'active-blocked'] as const)[index] ?? 'healthy',
        check: () => ({ ...draft, severity }),
      }),
    );
    assert.deepEqual(
      runRules(order, facts, t).findings.map(({ finding }) => finding.id),
      ['login-failed', 'not-ftp', 'active-blocked', 'healthy'],
    );
  });

  it('drops empty and repeated evidence', () => {
    const [first] = runRules([defineRule({ id: 'healthy', check: () => draft })], facts, t).findings;
    assert.deepEqual(first?.finding.evidence, [3, 1]);
  });

  it('tells a rule what was found before it', () => {
    const seen: string[] = [];
    const one = defineRule({ id: 'not-ftp', check: () => draft });
    const two = defineRule({
      id: 'healthy',
      check(_facts, _t, found) {
        seen.push(...found.map(({ id }) => id));
        return null;
      },
    });
    runRules([one, two], facts, t);
    assert.deepEqual(seen, ['not-ftp']);
  });

  it('takes a trace of 10,000 events in its stride, facts and rules together', () => {
    const ms = leastMs(longTrace(10_000));
    // bench/rules.ts holds the bound of 10 ms; here the machine may be slow, or busy with other tests.
    assert.ok(ms < 100, `${ms} ms of processor time`);
  });

  it('takes eight times as long for eight times the events, not sixty-four times', () => {
    const [some, more] = [leastMs(longTrace(4000)), leastMs(longTrace(32_000))];
    assert.ok(more < 18 * some, `${some} ms for 4,000 events, ${more} ms for 32,000`);
  });
});

/** The least processor time of several runs of facts and rules. */
function leastMs(trace: Trace): number {
  const runs = Array.from({ length: 5 }, () =>
    processorMs(() => void runRules(rules, deriveFacts(trace), t)),
  );
  return Math.min(...runs);
}
