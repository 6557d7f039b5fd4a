import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import type { Report } from '../../src/core/report/report.ts';
import type { Reports } from '../../src/core/report/json.ts';
import { practiceScenarios } from '../../src/practice/index.ts';
import { LonelyProgram, runCli } from '../support/commandLine.ts';
import { schemaFaults } from '../support/reportSchema.ts';

const program = new LonelyProgram();
after(() => program.remove());

/** What a report says, without the words that name an address. */
function gist(report: Report) {
  return {
    findings: report.findings.map(({ id, severity, confidence, owner, evidence }) => ({
      id,
      severity,
      confidence,
      owner,
      evidence,
    })),
    probes: report.probes.map(({ mode, outcome, reason }) => ({ mode, outcome, reason })),
    verdict: report.verdict.replace(/\d{1,3}(\.\d{1,3}){3}|ftpuser_1|user1/g, '<name>'),
  };
}

describe('practice', { concurrency: 2 }, () => {
  it('lists the scenarios when none is named', async () => {
    const { status, stdout, stderr } = await runCli(program, ['practice']);
    assert.equal(status, 0);
    assert.equal(stderr, '');
    for (const { name } of practiceScenarios) assert.match(stdout, new RegExp(`^ {2}${name} `, 'm'));
  });

  it('lists them for programs too', async () => {
    const { stdout } = await runCli(program, ['practice', '--json']);
    const { scenarios } = JSON.parse(stdout) as { scenarios: { name: string }[] };
    assert.deepEqual(
      scenarios.map(({ name }) => name),
      practiceScenarios.map(({ name }) => name),
    );
  });

  it('ends with 1 and says so where the fault was not named, here for lack of the modes that show it', async () => {
    const { status, stdout, stderr } = await runCli(program, ['practice', 'eip-normal', '--mode', 'epsv']);
    assert.equal(status, 1);
    assert.match(stderr, /was not named: pasv-private-address/);
    assert.match(stdout, /EPSV/);
  });

  it('is shared without what points to anybody, in every form', async () => {
    for (const form of [['--json'], ['--md', '-'], ['--html', '-'], ['--verbose']]) {
      const { stdout } = await runCli(program, ['practice', 'eip-normal', '--redact', ...form]);
      assert.doesNotMatch(stdout, /123[.,]56[.,]241[.,]199|125[.,]120[.,]45[.,]15|ftpuser_1/, form.join(' '));
      assert.match(stdout, /203[.,]0[.,]113[.,]/);
    }
  });

  for (const { name, expected, also, absent } of practiceScenarios) {
    it(`names the fault of ${name}, finds the same in its report, and in the redacted one`, async () => {
      const live = await runCli(program, ['practice', name, '--json']);
      assert.equal(live.stderr, '');
      assert.equal(live.status, 0);
      const report = JSON.parse(live.stdout) as Report;
      assert.deepEqual(schemaFaults(report), []);
      const ids = new Set<string>(report.findings.map(({ id }) => id));
      for (const id of [expected, ...also]) assert.ok(ids.has(id), `${id} is missing`);
      for (const id of absent) assert.ok(!ids.has(id), `${id} is wrong here`);
      assert.equal(report.source.target, `practice://${name}`);

      const file = join(program.folder, `${name}.json`);
      writeFileSync(file, live.stdout);
      const faulty = report.findings.some(({ severity }) => severity === 'error');
      const again = await runCli(program, ['explain', file, '--json']);
      assert.equal(again.status, faulty ? 1 : 0, again.stderr);
      const { schema, reports } = JSON.parse(again.stdout) as Reports;
      assert.deepEqual(schemaFaults(JSON.parse(again.stdout)), []);
      assert.equal(schema, 'ftp-diagnose/reports@1');
      assert.deepEqual(reports, [report]);

      const shared = await runCli(program, ['explain', file, '--json', '--redact']);
      const [redacted] = (JSON.parse(shared.stdout) as Reports).reports;
      assert.ok(redacted !== undefined);
      assert.deepEqual(gist(redacted), gist(report));
      for (const secret of [
        '123.56.241.199',
        '123,56,241,199',
        '172.17.9.135',
        '172,17,9,135',
        'ftpuser_1',
      ]) {
        assert.ok(!shared.stdout.includes(secret), secret);
      }
    });
  }

  it('writes a page and Markdown beside the printed report', async () => {
    const words = ['practice', 'eip-normal', '--html', 'r.html', '--md', 'r.md'];
    const { status, stdout } = await runCli(program, words);
    assert.equal(status, 0);
    assert.match(stdout, /227 says/);
    const page = readFileSync(join(program.folder, 'r.html'), 'utf8');
    assert.match(page, /^<!DOCTYPE html>/);
    assert.match(page, /172\.17\.9\.135<\/mark>:21485/);
    assert.match(readFileSync(join(program.folder, 'r.md'), 'utf8'), /^# ✗ .*\n\n```text\n +227 says/);
  });

  it('prints Markdown alone with --md -', async () => {
    const { stdout } = await runCli(program, ['practice', 'eip-normal', '--md', '-']);
    assert.match(stdout, /^# ✗ /);
    assert.match(stdout, /<sub>ftp-diagnose [\d.]+<\/sub>\n$/);
  });

  it('adds the dialogue with --verbose', async () => {
    const { stdout } = await runCli(program, ['practice', 'eip-normal', '--verbose']);
    assert.match(stdout, /#\d+ +← 227 Entering Passive Mode \(172,17,9,135,83,237\)\./);
  });

  it('uses no colour where nobody looks', async () => {
    const { stdout } = await runCli(program, ['practice', 'eip-normal']);
    assert.ok(!stdout.includes('\u001b'));
  });
});
