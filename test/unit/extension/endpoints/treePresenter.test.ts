import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createTranslate } from '../../../../src/core/l10n.ts';
import type { EndpointState } from '../../../../src/extension/diagnose/diagnoses.ts';
import { readEntries } from '../../../../src/extension/endpoints/readEntries.ts';
import { childNodes, topNodes, type TreeNode } from '../../../../src/extension/endpoints/treeNodes.ts';
import {
  failingCount,
  presentNode,
  type TreeRow,
} from '../../../../src/extension/endpoints/treePresenter.ts';
import { seedReport } from '../../../support/seedReport.ts';

const t = createTranslate();
const idle: EndpointState = {
  phase: 'never',
  step: null,
  message: null,
  report: null,
  changes: null,
  loaded: true,
};
const done: EndpointState = { ...idle, phase: 'done', report: seedReport };
const healthy = {
  ...seedReport,
  findings: seedReport.findings.filter(({ severity }) => severity === 'info'),
};
const now = Date.parse(seedReport.startedAt ?? '') + 5 * 60_000;

function node(value: unknown = { name: 'shop', url: 'ftp://me@192.0.2.1:2100' }): TreeNode {
  const [first] = topNodes(readEntries([value]));
  assert.ok(first !== undefined);
  return first;
}

function row(state: EndpointState, value?: unknown, unwritten = false): TreeRow {
  return presentNode(value === undefined ? node() : node(value), { state, now, t, unwritten });
}

describe('rows of the Endpoints view', () => {
  it('spell what a server has hidden in its words, in every place of a row', () => {
    const [finding] = seedReport.findings;
    assert.ok(finding);
    const hidden = { ...finding, title: 'says \u202E\u0007', explanation: 'one\u009B\ntwo' };
    const report = { ...seedReport, verdict: 'it \u2066', findings: [hidden] };
    const state: EndpointState = { ...done, report };
    const [below] = childNodes(node(), state);
    assert.ok(below);
    const { label, spoken, tooltip } = presentNode(below, { state, now, t, unwritten: false });
    assert.equal(label, 'says \\u202e\\x07');
    assert.match(spoken, /says \\u202e/);
    assert.deepEqual(tooltip, [label, 'one\\x9b', 'two']);
    assert.ok(row(state).tooltip.includes('it \\u2066'));
  });

  it('says the result first, then its age and where it is', () => {
    assert.match(row(done).description, /^\d problems?.* · 5 min ago · 192\.0\.2\.1:2100$/);
    assert.equal(row(done).icon, 'error');
    assert.equal(row(idle).description, 'never diagnosed · 192.0.2.1:2100');
  });

  for (const [state, icon, words] of [
    [{ ...idle, phase: 'running', step: 'Logging in' }, 'loading~spin', 'running: Logging in'],
    [{ ...idle, phase: 'password-needed' }, 'key', 'password needed'],
    [{ ...idle, phase: 'certificate-question' }, 'shield', 'certificate not trusted'],
    [{ ...idle, phase: 'failed' }, 'bug', 'could not be diagnosed'],
    [{ ...done, phase: 'cancelled' }, 'circle-slash', 'cancelled'],
    [{ ...done, report: healthy }, 'pass', 'healthy'],
  ] as const) {
    it(`says "${words}" in the icon, in words and to a screen reader`, () => {
      const shown = row(state);
      assert.equal(shown.icon, icon);
      assert.ok(shown.description.startsWith(words), shown.description);
      assert.ok(shown.spoken.startsWith(`shop, ${words}`), shown.spoken);
    });
  }

  it('says unreachable when no connection was made', () => {
    const [finding] = seedReport.findings;
    assert.ok(finding !== undefined);
    const report = { ...seedReport, findings: [{ ...finding, id: 'control-unreachable' as const }] };
    assert.match(row({ ...done, report }).description, /^unreachable/);
  });

  it('says what a new diagnosis has fixed and found', () => {
    const changes = { fixed: ['a'], added: ['b', 'c'], same: [], fixedTitles: [], since: null };
    assert.match(row({ ...done, changes }).description, /1 fixed, 2 new/);
  });

  it('offers to cancel only a run, and passwords only a user', () => {
    assert.ok(row({ ...idle, phase: 'running' }).context.includes('running'));
    assert.ok(row(idle).context.includes('idle'));
    assert.ok(row(idle).context.includes('user'));
    assert.ok(!row(idle, 'ftp://h').context.includes('user'));
    assert.ok(row(idle, 'practice://eip-normal').context.includes('practice'));
  });

  it('flags a password in the setting and a change that is not saved', () => {
    assert.match(row(idle, 'ftp://me:secret@h').description, /^password in settings/);
    assert.doesNotMatch(JSON.stringify(row(idle, 'ftp://me:secret@h')), /secret/);
    assert.match(row(idle, 'ftp://h', true).description, /^not saved yet/);
  });

  it('says what is wrong with an entry that cannot be used', () => {
    const bad = row(idle, { url: 'sftp://h' });
    assert.deepEqual(bad.context, ['bad']);
    assert.match(bad.description, /SFTP is another protocol/);
  });

  it('lists the findings and then one row a mode', () => {
    const children = childNodes(node(), done);
    assert.deepEqual(
      children.map(({ kind }) => kind),
      [...seedReport.findings.map(() => 'finding'), ...seedReport.probes.map(() => 'mode')],
    );
    const rows = children.map((child) => presentNode(child, { state: done, now, t, unwritten: false }));
    assert.match(rows[0]?.spoken ?? '', /^problem, /);
    assert.ok(rows.some(({ label, description }) => label === 'PASV' && description === 'does not work'));
    assert.ok(rows.some(({ context }) => context.includes('active')));
    assert.equal(new Set(children.map(({ id }) => id)).size, children.length);
  });

  it('counts failing endpoints, and only those', () => {
    assert.equal(
      failingCount([done, idle, { ...done, report: healthy }, { ...done, phase: 'cancelled' }]),
      1,
    );
  });

  it("shows the server's own file below its endpoint, and only where one was chosen", () => {
    const joined = node({ url: 'ftp://192.0.2.1', configFile: 'file:///etc/vs%20ftpd/vsftpd.conf' });
    const [file] = childNodes(joined, idle);
    assert.ok(file !== undefined);
    const shown = presentNode(file, { state: idle, now, t, unwritten: false });
    assert.equal(shown.label, 'vsftpd.conf');
    assert.match(shown.description, /\/etc\/vs ftpd\/vsftpd\.conf$/);
    assert.ok(presentNode(joined, { state: idle, now, t, unwritten: false }).collapsible);
    assert.deepEqual(childNodes(node(), idle), []);
  });
});
