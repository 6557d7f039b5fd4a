import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { deriveFacts } from '../../src/core/diagnosis/deriveFacts.ts';
import { rules } from '../../src/core/diagnosis/rules/index.ts';
import { runRules } from '../../src/core/diagnosis/runRules.ts';
import type { Diagnosed } from '../../src/core/diagnosis/runRules.ts';
import { createTranslate } from '../../src/core/l10n.ts';
import type { Trace } from '../../src/core/trace/trace.ts';
import type { ExpectedFinding, RuleTable } from '../support/ruleTable.ts';
import { wordsOf } from '../support/ruleTable.ts';
import { traceOf } from '../support/traceText.ts';

const t = createTranslate();

function compare(
  { finding: found, verdict }: Diagnosed['findings'][number],
  expected: ExpectedFinding,
  trace: Trace,
): void {
  const { severity, confidence, owner, says = [], evidence, alternatives } = expected;
  if (severity !== undefined) assert.equal(found.severity, severity);
  if (confidence !== undefined) assert.equal(found.confidence, confidence);
  if (owner !== undefined) assert.equal(found.owner, owner);
  if (alternatives !== undefined) assert.equal(found.alternatives.length, alternatives);
  if (expected.remedies !== undefined)
    assert.deepEqual(
      found.remedies.map((entry) => entry.id),
      expected.remedies,
    );
  if (expected.verdict !== undefined) assert.ok(verdict?.includes(expected.verdict), verdict ?? 'no verdict');
  const words = wordsOf(found);
  for (const part of says) {
    assert.ok(
      typeof part === 'string' ? words.includes(part) : part.test(words),
      `${String(part)} in:\n${words}`,
    );
  }
  if (evidence !== undefined) {
    assert.equal(trace.events.find(({ id }) => id === found.evidence[0])?.text.trim(), evidence.trim());
  }
}

for (const file of readdirSync(join(import.meta.dirname, 'tables'))
  .filter((name) => name.endsWith('.ts'))
  .sort()) {
  const id = file.replace(/\.ts$/, '');
  const { cases } = (await import(`./tables/${file}`)) as { cases: RuleTable };
  describe(`rule ${id}`, () => {
    for (const { name, trace: text, about, finds, alone = false } of cases) {
      it(name, () => {
        const trace = traceOf(text, about);
        const chosen = alone ? rules.filter((rule) => rule.id === id) : rules;
        const { findings, skipped } = runRules(chosen, deriveFacts(trace), t);
        assert.deepEqual(skipped, [], 'no rule throws');
        const found = findings.find(({ finding }) => finding.id === id);
        if (finds === null) assert.equal(found, undefined, found === undefined ? '' : wordsOf(found.finding));
        else {
          assert.ok(found, 'not found');
          compare(found, finds, trace);
        }
      });
    }
  });
}
