import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createTranslate } from '../../../../src/core/l10n.ts';
import { nextSteps } from '../../../../src/core/report/nextSteps.ts';
import type { Finding, Remedy, RemedyEdit, Report } from '../../../../src/core/report/report.ts';
import { seedReport } from '../../../support/seedReport.ts';

const set = (option: string, value: string): RemedyEdit => ({ op: 'set', option, value, file: null });
const address = set('pasv_address', '123.56.241.199');
const range = [set('pasv_min_port', '50000'), set('pasv_max_port', '50100')];

function remedy(id: string, title: string, parts: Partial<Remedy>): Remedy {
  return {
    id,
    title,
    target: 'vsftpd',
    group: 'g',
    alternative: false,
    weakens: false,
    apply: 'restart',
    steps: [],
    edits: [],
    reference: null,
    ...parts,
  };
}

/** The titles that are left of two faults with these remedies. */
function titlesOf(...remedies: readonly (readonly Remedy[])[]): string[] {
  const [finding] = seedReport.findings as readonly [Finding];
  const findings = remedies.map((each) => ({ ...finding, remedies: each, nextSteps: [], nextTests: [] }));
  const report: Report = { ...seedReport, findings, source: { ...seedReport.source, target: null } };
  return nextSteps(report, createTranslate()).map(({ text }) => text.replace(/^[^:]*: /, ''));
}

describe('what to do next about two faults', () => {
  const firewall = 'sudo ufw allow 50000:50100/tcp';

  it('opens the same ports once, whatever the remedy is called at each', () => {
    assert.deepEqual(
      titlesOf(
        [remedy('host-firewall-range', 'Before the change: open', { steps: [`Type:\n${firewall}`] })],
        [remedy('host-firewall-range', 'Open', { steps: [`Type:\n${firewall}`] })],
      ),
      ['Before the change: open'],
    );
  });

  it('opens other ports too', () => {
    assert.deepEqual(
      titlesOf(
        [remedy('host-firewall-range', 'Open these', { steps: [`Type:\n${firewall}`] })],
        [remedy('host-firewall-range', 'Open those', { steps: ['Type:\nsudo ufw allow 2100/tcp'] })],
      ),
      ['Open these', 'Open those'],
    );
  });

  it('leaves out lines of a file that an earlier step has set', () => {
    const both = remedy('vsftpd-pasv-address', 'Address and range', { edits: [address, ...range] });
    const some = remedy('vsftpd-passive-range', 'Range', { edits: range });
    assert.deepEqual(titlesOf([both], [some]), ['Address and range']);
    assert.deepEqual(titlesOf([some], [both]), ['Range', 'Address and range']);
  });

  it('does not count what only another way would have done', () => {
    const other = remedy('vsftpd-pasv-address', 'Another way', { edits: range, alternative: true });
    const some = remedy('vsftpd-passive-range', 'Range', { edits: range });
    assert.deepEqual(titlesOf([other], [some]), ['Range']);
  });

  it('keeps two remedies of one finding that have no lines', () => {
    const router = remedy('router', 'Forward', { steps: ['Forward the ports.'] });
    const again = remedy('router', 'Forward there', { steps: ['Forward the ports.'] });
    assert.deepEqual(titlesOf([router], [again]), ['Forward', 'Forward there']);
  });
});
