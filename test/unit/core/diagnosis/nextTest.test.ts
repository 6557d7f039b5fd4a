import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deriveFacts } from '../../../../src/core/diagnosis/deriveFacts.ts';
import { nextTest, type TestChange } from '../../../../src/core/diagnosis/nextTest.ts';
import { rules } from '../../../../src/core/diagnosis/rules/index.ts';
import { runRules } from '../../../../src/core/diagnosis/runRules.ts';
import { createTranslate } from '../../../../src/core/l10n.ts';
import type { Trace } from '../../../../src/core/trace/trace.ts';
import { pasv, publicSession } from '../../../support/traceParts.ts';
import { traceOf } from '../../../support/traceText.ts';

const t = createTranslate();

function offered(target: string | null, change: TestChange = {}, kind: Trace['source']['kind'] = 'probe') {
  const trace = traceOf(publicSession);
  const facts = deriveFacts({ ...trace, source: { ...trace.source, kind, target } });
  return nextTest(facts, t, 'Once more', change);
}

describe('the next test', () => {
  it('is a command line for the server that was diagnosed', () => {
    const { step, test } = offered('ftp://alice@ftp.example:2100', { options: ['--hold', '60'] });
    assert.equal(step, 'Once more: ftp-diagnose ftp://alice@ftp.example:2100 --hold 60');
    assert.deepEqual(test, {
      text: 'Once more',
      command: 'ftp-diagnose ftp://alice@ftp.example:2100 --hold 60',
      target: 'ftp://alice@ftp.example:2100',
      options: ['--hold', '60'],
    });
  });

  it('changes what it is told to and keeps the rest', () => {
    const { test } = offered('ftp://alice@ftp.example:2100', { scheme: 'ftps', port: 990 });
    assert.equal(test?.target, 'ftps://alice@ftp.example:990');
    assert.equal(
      offered('ftp://alice@ftp.example:2100', { host: '2001:db8::7' }).test?.target,
      'ftp://alice@[2001:db8::7]:2100',
    );
  });

  it('quotes what a shell would take apart', () => {
    const { test } = offered('ftp://[2001:db8::7]:21');
    assert.equal(test?.command, "ftp-diagnose 'ftp://[2001:db8::7]:21'");
    assert.equal(
      offered('ftp://a@h:21', { path: '/it’s $(id)' }).test?.command,
      "ftp-diagnose 'ftp://a@h:21/it’s $(id)'",
    );
  });

  it('is built from the evidence where no URL was given', () => {
    assert.equal(offered(null, {}, 'transcript').test?.target, 'ftp://u@123.56.241.199:21');
  });

  it('takes login and protection from the evidence, whose target names neither', () => {
    const session = publicSession.replace('> USER u', '> AUTH TLS\n< 234 Proceed.\n! tls ok\n> USER u');
    const trace = traceOf(session);
    const source = { ...trace.source, kind: 'transcript', target: 'ftp://ftp.example:2100' } as const;
    const { test } = nextTest(deriveFacts({ ...trace, source }), t, 'Once more');
    assert.equal(test?.target, 'ftpes://u@ftp.example:2100');
  });

  it('is a sentence only where there is no server to ask', () => {
    assert.deepEqual(offered('practice://eip-normal', {}, 'practice'), {
      step: 'Test next: Once more.',
      test: null,
    });
  });

  it('is a sentence where the evidence names a server that no URL can hold', () => {
    for (const host of ['h\u001b[201~\nid', "h'; id #", 'h h', '']) {
      assert.deepEqual(offered(null, { host }, 'transcript'), { step: 'Test next: Once more.', test: null });
    }
    assert.equal(
      offered("ftp://o'brien@ftp.example:21").test?.command,
      'ftp-diagnose ftp://o%27brien@ftp.example:21',
    );
  });

  it('stands in the finding both as a sentence and as data', () => {
    const trace = traceOf(publicSession + pasv(30012, 'timed-out') + pasv(30013, 'timed-out'));
    const { findings } = runRules(rules, deriveFacts(trace), t);
    const blocked = findings.find(({ finding }) => finding.id === 'pasv-ports-blocked')?.finding;
    const [test] = blocked?.nextTests ?? [];
    assert.deepEqual(test?.options, ['--mode', 'pasv,epsv']);
    assert.ok(blocked?.nextSteps.some((step) => step.endsWith(test.command)));
  });
});
