import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createTranslate } from '../../../../src/core/l10n.ts';
import type { Report } from '../../../../src/core/report/report.ts';
import { casePanelState, mostListed, sourceOfEvent } from '../../../../src/extension/evidence/caseState.ts';
import { CaseStore } from '../../../../src/extension/evidence/caseStore.ts';
import {
  distinctNames,
  firstToShow,
  nothingOmitted,
  type EvidenceCase,
} from '../../../../src/extension/evidence/evidenceCase.ts';
import { faultSentence } from '../../../../src/extension/evidence/faultSentence.ts';
import type { EvidenceReader } from '../../../../src/extension/evidence/reading.ts';
import { eipCapture, manySessions, paste, reportsOf } from '../../../support/evidenceFiles.ts';

const t = createTranslate();

function oneFile(name: string, load?: () => Promise<never>): EvidenceCase {
  const source = {
    name,
    uri: `file:///${name}`,
    path: `/${name}`,
    load: load ?? (() => Promise.resolve({ name, path: `/${name}` })),
  };
  return { id: `files:file:///${name}`, name, sources: [source] };
}

function storeWith(reader: EvidenceReader): { store: CaseStore; errors: string[]; fired: string[] } {
  const errors: string[] = [];
  const log = { error: (message: string): void => void errors.push(message) };
  const store = new CaseStore({ reader, language: () => 'en', t, log });
  const fired: string[] = [];
  store.onDidChange((id) => void fired.push(store.state(id).step ?? store.state(id).phase));
  return { store, errors, fired };
}

function found(reports: readonly Report[]): EvidenceReader {
  return ({ onProgress }) => {
    onProgress(25, 100);
    onProgress(100, 100);
    return Promise.resolve({ reports, omitted: nothingOmitted, partly: [] });
  };
}

describe('a case of evidence', () => {
  it('says how far reading is, and shows the worst session first', async () => {
    const reports = await reportsOf({ 'v.log': manySessions(7) });
    const { store, fired } = storeWith(found(reports));
    await store.read(oneFile('v.log'));
    assert.deepEqual(fired, ['Beginning', '25 % read', 'Diagnosing what was read', 'done']);
    assert.equal(store.state('files:file:///v.log').chosen, 2);
    assert.equal(store.report('files:file:///v.log'), reports[2]);
    store.choose('files:file:///v.log', 4);
    assert.equal(store.report('files:file:///v.log'), reports[4]);
    store.choose('files:file:///v.log', 99);
    assert.equal(store.report('files:file:///v.log'), reports[4]);
  });

  it('ends reading when it is cancelled, and when nobody holds it any more', async () => {
    const signals: AbortSignal[] = [];
    const { store } = storeWith(
      ({ signal }) =>
        new Promise((_resolve, reject) => {
          signals.push(signal);
          signal.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
        }),
    );
    const evidence = oneFile('a.pcap');
    const first = store.read(evidence);
    store.hold(evidence.id);
    await new Promise((resolve) => setTimeout(resolve, 5));
    store.cancel(evidence.id);
    await first;
    assert.equal(store.state(evidence.id).phase, 'cancelled');
    const second = store.readAgain(evidence.id);
    await new Promise((resolve) => setTimeout(resolve, 5));
    store.release(evidence.id);
    await second;
    assert.deepEqual(
      signals.map(({ aborted }) => aborted),
      [true, true],
    );
    assert.equal(store.evidence(evidence.id), null);
  });

  it('says in one sentence what cannot be read', async () => {
    const cases: [EvidenceReader, EvidenceCase, RegExp][] = [
      [
        () => Promise.resolve({ fault: 'unknown-format', file: 'a.pcap' }),
        oneFile('a.pcap'),
        /"a\.pcap" is no capture/,
      ],
      [
        () => Promise.resolve({ fault: 'unknown-format', file: 'a.log' }),
        oneFile('a.log'),
        /No FTP dialogue was found in "a\.log"/,
      ],
      [found([]), oneFile('a.pcap'), /No FTP control connection/],
      [
        found([]),
        oneFile('gone.log', () => Promise.reject(Object.assign(new Error('x'), { code: 'FileNotFound' }))),
        /"gone\.log" is not there any more/,
      ],
    ];
    for (const [reader, evidence, expected] of cases) {
      const { store, errors } = storeWith(reader);
      await store.read(evidence);
      assert.equal(store.state(evidence.id).phase, 'failed');
      assert.match(store.state(evidence.id).message ?? '', expected);
      assert.deepEqual(errors, []);
    }
  });

  it('logs a reader that breaks, and says so', async () => {
    const { store, errors } = storeWith(() => Promise.reject(new Error('the worker fell over')));
    await store.read(oneFile('a.log'));
    assert.match(store.state('files:file:///a.log').message ?? '', /the worker fell over/);
    assert.equal(errors.length, 1);
  });
});

describe('what the timeline of a case shows', () => {
  it('lists the sessions with their verdicts and names what is not shown', async () => {
    const reports = await reportsOf({ 'v.log': manySessions(7) });
    const evidence = oneFile('v.log');
    const { evidence: shown, ...panel } = casePanelState(
      evidence,
      {
        phase: 'done',
        step: null,
        message: null,
        reports,
        chosen: 2,
        omitted: { sessions: 12, events: 3, bytes: 0 },
        partly: [{ file: 'v.log', fault: 'truncated', at: 99 } as never],
      },
      t,
    );
    assert.equal(panel.report, reports[2]);
    assert.equal(shown?.total, 7);
    assert.deepEqual(
      shown.sessions.map(({ tone }) => tone),
      ['good', 'good', 'bad', 'good', 'good', 'bad', 'good'],
    );
    assert.match(shown.sessions[2]?.label ?? '', /2026-11-25 10:00:03 {2}203\.0\.113\.4 {2}ann/);
    assert.deepEqual(shown.openable, [0]);
    assert.equal(shown.notes.length, 3);
    assert.match(shown.notes.join('\n'), /cut at byte 99[^]*12 further sessions[^]*3 further events/);
  });

  it('holds a stretch of very many sessions around the one that is shown', async () => {
    const [report] = await reportsOf({ 'v.log': manySessions(1) });
    assert.ok(report !== undefined);
    const reports = Array.from({ length: 1000 }, () => report);
    const state = { phase: 'done', step: null, message: null, omitted: nothingOmitted, partly: [] } as const;
    for (const chosen of [0, 500, 999]) {
      const { evidence } = casePanelState(oneFile('v.log'), { ...state, reports, chosen }, t);
      assert.equal(evidence?.sessions.length, mostListed);
      assert.equal(evidence.total, 1000);
      assert.ok(evidence.sessions.some(({ index }) => index === chosen));
    }
  });

  it('finds the line and the frame of an event', async () => {
    const [log] = await reportsOf({ 'paste.txt': paste });
    const [capture] = await reportsOf({ 'a.pcap': eipCapture() });
    assert.ok(log !== undefined && capture !== undefined);
    const reply = log.findings[0]?.evidence[0] ?? -1;
    assert.equal(sourceOfEvent(oneFile('paste.txt'), log, reply)?.line, 15);
    const frame = capture.findings[0]?.evidence[0] ?? -1;
    assert.equal(sourceOfEvent(oneFile('a.pcap'), capture, frame)?.frame, 9);
    assert.equal(sourceOfEvent(oneFile('other.pcap'), capture, frame), null);
  });
});

describe('the sessions and files of a case', () => {
  it('shows the first of the worst', async () => {
    const [fine, , bad] = await reportsOf({ 'v.log': manySessions(3) });
    assert.ok(fine !== undefined && bad !== undefined);
    assert.equal(firstToShow([fine, fine, bad, bad]), 2);
    assert.equal(firstToShow([fine]), 0);
    assert.equal(firstToShow([]), 0);
  });

  it('tells files of the same name apart by their folders', () => {
    assert.deepEqual(distinctNames(['/x/client/a.pcap', '/x/server/a.pcap', '/x/ip.txt']), [
      'client/a.pcap',
      'server/a.pcap',
      'ip.txt',
    ]);
    assert.deepEqual(distinctNames(['/a.pcap']), ['a.pcap']);
  });

  it('has a sentence for every fault', () => {
    for (const fault of [
      'empty',
      'too-large',
      'unknown-format',
      'host-facts-only',
      'unknown-version',
      'damaged',
    ] as const) {
      assert.match(faultSentence({ fault, file: 'x.log' }, t), /^[^\n]*"x\.log"[^\n]*[.]$/);
    }
    assert.match(faultSentence({ fault: 'unreadable', file: 'x', code: 'EACCES' }, t), /permission denied/);
    assert.match(faultSentence({ fault: 'unreadable', file: 'x', code: 'EISDIR' }, t), /folder/);
  });
});
