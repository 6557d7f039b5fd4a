import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { EvidenceState, PanelState } from '../../src/shared/panelState.ts';
import { manySessions, paste, reportsOf } from '../support/evidenceFiles.ts';
import { openPage, textOf } from './page.ts';
import { doneState, initMessage } from './panelState.ts';

const [report] = await reportsOf({ 'paste.txt': paste });

const about: EvidenceState = {
  notes: ['"a.pcap" is damaged or cut at byte 99; what stands before it was read.'],
  sessions: [
    { index: 0, label: '10.0.0.1 → 203.0.113.9:21', verdict: 'All is well.', tone: 'good' },
    {
      index: 1,
      label: '10.0.0.2 → 203.0.113.9:21',
      verdict: 'The server refuses\u202e the login.',
      tone: 'bad',
    },
  ],
  total: 250,
  chosen: 1,
  openable: [0],
};

function evidenceState(more: Partial<PanelState> = {}, evidence = about): PanelState {
  return doneState(report ?? null, { name: 'paste.txt', evidence, ...more });
}

describe('the timeline of evidence', () => {
  it('lets a session be chosen, says how many there are and how the others are found', () => {
    const page = openPage();
    page.send(initMessage(evidenceState()));
    assert.match(textOf(page, '.evidence-sessions'), /Session 2 of 250/);
    assert.match(textOf(page, '.evidence-sessions'), /248 more sessions/);
    const options = page.all('#evidence-session option').map(({ textContent }) => textContent);
    assert.match(options[0] ?? '', /^1\. {2}✓ {2}10\.0\.0\.1/);
    assert.match(options[1] ?? '', /✗.*refuses\\u202e the login/);
    page.find('[data-key=evidence-next]').click();
    page.find('[data-key=evidence-find]').click();
    assert.deepEqual(page.said.slice(-2), [{ type: 'choose-session', session: 2 }, { type: 'pick-session' }]);
  });

  it('shows what is not shown', () => {
    const page = openPage();
    page.send(initMessage(evidenceState()));
    assert.match(textOf(page, '.evidence-notes'), /cut at byte 99/);
  });

  it('speaks of a client that is somebody else’s', () => {
    const page = openPage();
    page.send(initMessage(evidenceState()));
    const whole = textOf(page, '.verdict') + textOf(page, '.ladder');
    assert.match(whole, /the client is connected to/);
    assert.match(textOf(page, '.lanes'), /^Client/);
    assert.doesNotMatch(whole, /you are|this machine|Your NAT/i);
  });

  it('offers no choice where there is one session', () => {
    const page = openPage();
    page.send(initMessage(evidenceState({}, { ...about, notes: [], total: 1, chosen: 0 })));
    assert.equal(page.all('.evidence-panel').length, 0);
  });

  it('counts lines where there is no clock, and links an event to its line', () => {
    const page = openPage();
    page.send(initMessage(evidenceState()));
    assert.equal(textOf(page, '.head-row .cell-time'), 'line');
    const [reply] = page.rows().filter(({ textContent }) => textContent.includes('227 Entering'));
    assert.ok(reply !== undefined);
    assert.equal(reply.querySelector('.cell-time')?.textContent, '15');
    reply.click();
    page.find('[data-key=open-source]').click();
    const event = Number(reply.getAttribute('data-event'));
    assert.deepEqual(page.said.slice(-2), [
      { type: 'event-selected', event },
      { type: 'open-source', event },
    ]);
  });

  it('says nothing to the editor about a selection that the editor asked for, or that belongs to a server', () => {
    const page = openPage();
    const event = report?.findings[0]?.evidence[0] ?? 0;
    page.send(initMessage(evidenceState()));
    page.send({ type: 'reveal', event });
    assert.ok(!page.said.some(({ type }) => type === 'event-selected'));
    page.send({ type: 'state', state: doneState(report ?? null) });
    page.rows()[0]?.click();
    assert.ok(!page.said.some(({ type }) => type === 'event-selected'));
  });

  it('links nothing that the editor cannot open', () => {
    const page = openPage();
    page.send(initMessage(evidenceState({}, { ...about, openable: [] })));
    page.rows()[0]?.click();
    assert.equal(page.all('[data-key=open-source]').length, 0);
  });

  it('reads again instead of diagnosing again, and speaks of reading while it reads', () => {
    const page = openPage();
    page.send(initMessage(evidenceState()));
    assert.equal(page.find('[data-key=head-again]').textContent, 'Read again');
    page.send({ type: 'state', state: evidenceState({ phase: 'running', report: null, step: '43 % read' }) });
    assert.match(textOf(page, '.phase'), /Reading….*43 % read.*Cancel/);
    page.send({
      type: 'state',
      state: evidenceState({ phase: 'failed', report: null, message: 'It is empty.' }),
    });
    assert.match(textOf(page, '.phase'), /This cannot be diagnosed.*It is empty\..*Read again.*Show the log/);
    assert.equal(page.all('[data-key=edit]').length, 0);
  });

  it('drops the choices about one session when another one is shown', async () => {
    const [first, , third] = await reportsOf({ 'v.log': manySessions(3) });
    const page = openPage();
    page.send(initMessage(evidenceState({ report: first ?? null }, { ...about, chosen: 0 })));
    page.rows()[2]?.click();
    assert.notEqual(page.kept().selected, null);
    page.send({ type: 'state', state: evidenceState({ report: third ?? null }, { ...about, chosen: 2 }) });
    const refused = third?.findings[0]?.evidence[0];
    assert.equal(page.find('[aria-selected=true][data-event]').getAttribute('data-event'), String(refused));
  });
});
