import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { unreachableReport } from '../support/faultyReports.ts';
import { healthyReport, seedReport } from '../support/sampleReports.ts';
import { openPage, textOf } from './page.ts';
import type { TestPage } from './page.ts';
import { doneState, initMessage } from './panelState.ts';

function open(report = seedReport(), kept = {}): TestPage {
  const page = openPage(kept);
  page.send(initMessage(doneState(report)));
  return page;
}

describe('states of the panel', () => {
  it('says beside the verdict what the editor has to say of the run', () => {
    const page = openPage();
    const message = 'The report could not be kept in the history: no space left';
    page.send(initMessage(doneState(seedReport(), { message })));
    assert.match(textOf(page, '.verdict'), /could not be kept in the history: no space left/);
    page.send({ type: 'state', state: doneState(seedReport()) });
    assert.doesNotMatch(textOf(page, '.verdict'), /could not be kept/);
  });

  it('says what became of an idle test', () => {
    const report = seedReport();
    const [first] = report.events;
    assert.ok(first !== undefined);
    const data = { seconds: 60, alive: true };
    const id = report.events.length;
    const hold = { ...first, id, kind: 'note', note: 'hold', data, text: 'hold' } as const;
    const page = open({ ...report, events: [...report.events, hold] });
    assert.match(textOf(page, '.verdict'), /Idle for 60 s: the control connection lives/);
  });

  it('offers the first diagnosis', () => {
    const page = openPage();
    page.send(initMessage(doneState(null, { phase: 'never' })));
    page.find('[data-key=diagnose]').click();
    assert.deepEqual(page.said, [{ type: 'diagnose' }]);
    assert.equal(page.find('.ladder').hidden, true);
  });

  it('grows while a diagnosis runs, says the step and can be cancelled', () => {
    const page = openPage();
    const report = seedReport();
    const running = (count: number, step: string) =>
      doneState(
        { ...report, findings: [], probes: [], events: report.events.slice(0, count) },
        { phase: 'running', step },
      );
    page.send(initMessage(running(5, 'Logging in')));
    assert.equal(page.rows().length, 5);
    page.find('[data-key=cancel]').focus();
    page.send({ type: 'state', state: running(9, 'PASV') });
    assert.equal(page.rows().length, 9);
    assert.equal(textOf(page, '.step'), 'PASV');
    assert.equal(document.activeElement?.getAttribute('data-key'), 'cancel');
    page.find('[data-key=cancel]').click();
    assert.deepEqual(page.said, [{ type: 'cancel' }]);
    page.send({ type: 'state', state: doneState(report) });
    assert.match(textOf(page, '.spoken-verdict'), /only its own network can reach/);
    assert.equal(textOf(page, '.notice'), '');
    assert.match(textOf(page, '.details'), /227 Entering/);
  });

  it('keeps the focus of who diagnoses again by the keyboard: on Cancel, then where it was', () => {
    const page = openPage();
    const report = seedReport();
    const key = () => document.activeElement?.getAttribute('data-key');
    page.send(initMessage(doneState(report)));
    page.find('[data-key=head-again]').focus();
    page.send({ type: 'state', state: doneState(null, { phase: 'running', step: 'Logging in' }) });
    assert.equal(key(), 'cancel');
    page.send({ type: 'state', state: doneState(report) });
    assert.equal(key(), 'again');
  });

  it('mends a practice server, and opens the file of a real one', () => {
    const labels = (destination: string) => {
      const page = openPage();
      page.send(initMessage(doneState(seedReport(), { destination })));
      return [...new Set(page.all('[data-key$="-apply"]').map((each) => each.textContent))];
    };
    assert.deepEqual(labels('ftp://123.56.241.199:2100'), ['Open vsftpd.conf and apply']);
    assert.deepEqual(labels('practice://eip-normal'), ['Mend the practice server']);
  });

  it('takes the focus from nobody', () => {
    const page = openPage();
    page.send(initMessage(doneState(null, { phase: 'running', step: 'Logging in' })));
    page.send({ type: 'state', state: doneState(seedReport()) });
    assert.equal(document.activeElement, document.body);
  });

  it('asks for the password and for a decision about the certificate', () => {
    const page = openPage();
    page.send(initMessage(doneState(null, { phase: 'password-needed' })));
    page.find('[data-key=answer]').click();
    const certificate = {
      sha256: 'AB:CD',
      subject: 'CN=ftp.internal',
      issuer: 'CN=ftp.internal',
      validFrom: '2020-01-01T00:00:00Z',
      validTo: '2021-01-01T00:00:00Z',
      altNames: [],
      faults: ['expired', 'self-signed'],
      code: null,
    } as const;
    const report = seedReport();
    const state = doneState(
      { ...report, control: { ...report.control, certificate } },
      { phase: 'certificate-question' },
    );
    page.send({ type: 'state', state });
    assert.match(
      textOf(page, '.certificate'),
      /it has expired.*it is signed by itself.*CN=ftp\.internal.*AB:CD/,
    );
    page.find('[data-key=answer]').click();
    assert.deepEqual(page.said, [{ type: 'answer' }, { type: 'answer' }]);
  });

  it('asks about the certificate that was shown last, of the control connection', () => {
    const page = openPage();
    const certificate = (subject: string) => ({
      ...{ sha256: 'AB', issuer: 'x', validFrom: null, validTo: null, altNames: [], code: null },
      subject,
      faults: ['expired'] as const,
    });
    const handshake = { at: 1, session: 0, kind: 'tls', from: 'local', outcome: 'ok', text: '' } as const;
    const report = seedReport();
    const events = [
      { ...handshake, id: 900, connection: 0, channel: 'control', certificate: certificate('CN=first') },
      { ...handshake, id: 901, connection: 0, channel: 'control', certificate: certificate('CN=last') },
      { ...handshake, id: 902, connection: 1, channel: 'data', certificate: certificate('CN=data') },
    ] as const;
    const state = doneState(
      { ...report, events: [...report.events, ...events] },
      { phase: 'certificate-question' },
    );
    page.send(initMessage(state));
    assert.match(textOf(page, '.certificate'), /CN=last/);
    assert.doesNotMatch(textOf(page, '.certificate'), /CN=first|CN=data/);
  });

  it('shows what a cancelled run came to, and that it is no verdict', () => {
    const page = openPage();
    page.send(
      initMessage(doneState({ ...seedReport(), complete: false, stopped: 'ctrl-c' }, { phase: 'cancelled' })),
    );
    assert.equal(textOf(page, 'h1'), 'Cancelled');
    assert.match(textOf(page, '.verdict'), /Not everything was tried: you stopped it/);
  });

  it('says why a diagnosis could not be made and leads to the log', () => {
    const page = openPage();
    page.send(initMessage(doneState(null, { phase: 'failed', message: 'The endpoint has no host.' })));
    assert.match(textOf(page, '.phase'), /The endpoint has no host\./);
    page.find('[data-key=log]').click();
    page.find('[data-key=edit]').click();
    assert.deepEqual(page.said, [{ type: 'show-log' }, { type: 'edit-endpoint' }]);
  });

  it('lists every dead address of a server that cannot be reached', () => {
    const page = open(unreachableReport());
    assert.match(
      textOf(page, '.dials'),
      /203\.0\.113\.9:21 no answer \(5\.0 s\).*\[2001:db8::9\]:21 no route to host/,
    );
  });

  it('gives a healthy server two lanes and no alarm', () => {
    const page = open(healthyReport());
    assert.equal(page.all('.lane').length, 2);
    assert.equal(page.all('.wrong-address, .break').length, 0);
    assert.ok(page.find('.verdict').classList.contains('tone-good'));
  });

  it('tells what the last mending has fixed and what is new', () => {
    const page = openPage();
    const changes = {
      fixed: ['pasv-ports-blocked'],
      fixedTitles: ['No passive port answers'],
      added: ['pasv-private-address'],
      same: ['port-command-rejected'],
      since: null,
    };
    page.send(initMessage(doneState(seedReport(), { changes })));
    assert.match(textOf(page, '.fixed'), /No passive port answers/);
    assert.match(textOf(page, '[data-finding="1"]'), /new since the last time/);
    assert.match(textOf(page, '[data-finding="2"]'), /as the last time/);
  });
});

describe('what is kept over a reload', () => {
  it('brings back session, selection, folds and filter of the same report', () => {
    const first = open();
    first.find('.row-fold').click();
    first.find('#session-2').click();
    const kept = first.kept();
    assert.equal(kept.id, 'endpoint-1');
    const again = openPage(kept);
    again.send(initMessage(doneState(seedReport())));
    assert.equal(again.find('#session-2').getAttribute('aria-selected'), 'true');
    assert.match(textOf(again, '.details'), /PORT 192,168/);
  });

  it('drops choices about events of another report', () => {
    const first = open();
    first.find('#session-2').click();
    const again = openPage(first.kept());
    again.send(initMessage(doneState({ ...seedReport(), startedAt: '2026-11-23T07:00:00.000Z' })));
    assert.equal(again.find('#session-0').getAttribute('aria-selected'), 'true');
  });

  it('goes to the event that the editor asks for', () => {
    const page = openPage();
    const report = seedReport();
    const event = report.findings[1]?.evidence[0] ?? -1;
    page.send(initMessage(doneState(report), event));
    assert.match(document.activeElement?.textContent ?? '', /500 Illegal PORT command/);
    page.send({ type: 'reveal', event: report.findings[0]?.evidence[1] ?? -1 });
    assert.match(document.activeElement?.textContent ?? '', /no route to host/);
    page.send({ type: 'reveal', event: 99_999 });
    assert.match(document.activeElement?.textContent ?? '', /no route to host/);
  });
});
