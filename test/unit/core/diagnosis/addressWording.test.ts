import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deriveFacts } from '../../../../src/core/diagnosis/deriveFacts.ts';
import { rules } from '../../../../src/core/diagnosis/rules/index.ts';
import { runRules } from '../../../../src/core/diagnosis/runRules.ts';
import { createTranslate } from '../../../../src/core/l10n.ts';
import { writeVerdict } from '../../../../src/core/report/verdict.ts';
import { pasvNaming, privateSession, publicSession } from '../../../support/traceParts.ts';
import { traceOf } from '../../../support/traceText.ts';

const t = createTranslate();

function diagnosed(trace: string): { readonly verdict: string; readonly next: string } {
  const found = runRules(rules, deriveFacts(traceOf(trace)), t);
  const next = found.findings.flatMap(({ finding }) => finding.nextSteps).join('\n');
  return { verdict: writeVerdict(found, t), next };
}

describe('the address that a server is told to announce', () => {
  it('is the public one over which it was reached', () => {
    const { verdict, next } = diagnosed(
      publicSession + pasvNaming('172.17.9.135', '! dial advertised 172.17.9.135:21485 unreachable'),
    );
    assert.match(verdict, /have the server announce 123\.56\.241\.199/);
    assert.match(next, /must then name 123\.56\.241\.199/);
  });

  it('is never an inner one over which it was reached, which would only move the fault', () => {
    const { verdict, next } = diagnosed(
      privateSession + pasvNaming('172.18.0.2', '! dial advertised 172.18.0.2:21485 refused'),
    );
    assert.match(verdict, /announce the address under which its clients reach it/);
    assert.doesNotMatch(next, /must then name/);
    assert.match(next, /“ip addr”/);
  });
});
