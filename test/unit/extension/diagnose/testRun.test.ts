import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { deriveFacts } from '../../../../src/core/diagnosis/deriveFacts.ts';
import { rules } from '../../../../src/core/diagnosis/rules/index.ts';
import { runRules } from '../../../../src/core/diagnosis/runRules.ts';
import { createTranslate } from '../../../../src/core/l10n.ts';
import type { NextTest } from '../../../../src/core/report/report.ts';
import { readTestRun } from '../../../../src/extension/diagnose/testRun.ts';
import type { RuleTable } from '../../../support/ruleTable.ts';
import { traceOf } from '../../../support/traceText.ts';

function test(options: readonly string[], more: Partial<NextTest> = {}): NextTest {
  const target = 'ftp://u@ftp.example:2100';
  return { text: 'x', command: `ftp-diagnose ${target} ${options.join(' ')}`, target, options, ...more };
}

describe('a test that the editor runs', () => {
  it('takes every option over for this one run', () => {
    const options = ['--mode', 'pasv,epsv', '--samples', '12', '--timeout', '15', '--hold', '60', '-4'];
    const active = [
      '--range',
      '50000-50100',
      '--active-address',
      '198.51.100.7',
      '--active-ports',
      '40000-40010',
    ];
    const run = readTestRun(test([...options, ...active]));
    assert.equal(run?.target.host, 'ftp.example');
    assert.deepEqual(run.changes, {
      modes: ['PASV', 'EPSV'],
      samples: 12,
      timeoutMs: 15_000,
      holdMs: 60_000,
      family: 4,
      range: { from: 50_000, to: 50_100 },
      activeAddress: '198.51.100.7',
      activePorts: { from: 40_000, to: 40_010 },
    });
    assert.deepEqual(readTestRun(test(['-6']))?.changes, { family: 6 });
  });

  it('goes to the server that it names, under TLS where it says so', () => {
    const run = readTestRun(test([], { target: 'ftps://u@[2001:db8::7]:990' }));
    assert.deepEqual(run, {
      target: { scheme: 'ftps', host: '2001:db8::7', port: 990, user: 'u', path: null },
      changes: {},
    });
  });

  it('accepts no certificate unseen: the run asks', () => {
    assert.deepEqual(readTestRun(test(['--insecure']))?.changes, {});
  });

  it('is none where it must run elsewhere, or where an option is unknown or has no value', () => {
    for (const where of ['another-network', 'server'] as const)
      assert.equal(readTestRun(test([], { where })), null);
    const unreadable = [
      ['--ca', 'x.pem'],
      ['--mode'],
      ['--mode', 'pasv,none'],
      ['--hold', 'long'],
      ['--range', '9-1'],
      ['--active-ports', '1-70000'],
      ['--samples', '0'],
      ['--active-address', '192.0.2.1\r\nDELE x'],
      ['--active-address'],
    ];
    for (const options of unreadable) assert.equal(readTestRun(test(options)), null, options.join(' '));
    assert.equal(readTestRun(test([], { target: 'practice://eip-normal' })), null);
  });
});

const tables = join(import.meta.dirname, '..', '..', '..', 'rules', 'tables');
const t = createTranslate();

/** A step that tells to diagnose in words; whoever reads it would have to find the command line alone. */
const inWords = /^(?:Then )?[Dd]iagnose (?!again)|\bftpe?s?:\/\/|--(?:mode|hold|range|samples|active)/;

for (const file of readdirSync(tables)
  .filter((name) => name.endsWith('.ts'))
  .sort()) {
  const { cases } = (await import(join(tables, file))) as { cases: RuleTable };
  describe(`the tests that ${file.replace(/\.ts$/, '')} offers`, () => {
    const findings = cases
      .filter(({ finds }) => finds !== null)
      .flatMap(({ trace, about }) => runRules(rules, deriveFacts(traceOf(trace, about)), t).findings)
      .map(({ finding }) => finding);

    it('can be run from the editor, or say where else', () => {
      const here = findings
        .flatMap(({ nextTests }) => nextTests ?? [])
        .filter(({ where }) => where === undefined);
      assert.deepEqual(
        here.filter((each) => readTestRun(each) === null).map(({ command }) => command),
        [],
      );
    });

    it('stand there as a command line and not in words', () => {
      const steps = findings.flatMap(({ nextSteps }) => nextSteps);
      assert.deepEqual(
        steps.filter((step) => inWords.test(step) && !step.includes('ftp-diagnose ')),
        [],
      );
    });
  });
}
