import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { dialogueRows } from '../../../../src/core/report/dialogue.ts';
import type { Language } from '../../../../src/core/l10n.ts';
import { translatorOf } from '../../../support/language.ts';
import { seedReport } from '../../../support/seedReport.ts';
import { eventsOf } from '../../../support/traceText.ts';

function linesOf(text: string, language: Language = 'en'): string[] {
  const report = { ...seedReport, events: eventsOf(text) };
  return dialogueRows(report, translatorOf(language)).flatMap(({ lines }) => lines);
}

describe('the dialogue', () => {
  it('says what notes mean and not how they are called', () => {
    const lines = linesOf(`
      == 1 EPSV
      ! note limit what=421
      ! note host-fact fact=client-seen-as address=125.120.45.15
      ! note skipped mode=EPRT reason=time
    `);
    assert.deepEqual(lines, [
      'A control session begins: EPSV',
      'The server allows no further session of ours',
      'The server sees the client as 125.120.45.15',
      'EPRT was not run: no time left',
    ]);
  });

  it('shows one session after the other, each in its order, whatever ran side by side', () => {
    const lines = linesOf('> USER a\n== 1 EPSV\n> USER b\n== 0\n< 331 a\n== 1\n< 331 b');
    assert.deepEqual(
      lines.filter((line) => /^USER|^331/.test(line)),
      ['USER a', '331 a', 'USER b', '331 b'],
    );
  });

  it('gives a note that nobody here knows with all that it holds', () => {
    assert.deepEqual(linesOf('! note novelty size=3'), ['novelty size=3']);
  });

  it('speaks of dials and their ends in the reader’s language', () => {
    const events = `
      ! dial advertised 172.17.9.135:21485 unreachable 9ms EHOSTUNREACH via eth0
      ! dial control-peer 198.51.100.7:21485 not-tried because second-address
      ! close server
    `;
    assert.deepEqual(linesOf(events), [
      'dial 172.17.9.135:21485: unreachable (EHOSTUNREACH, eth0, 9 ms)',
      'dial 198.51.100.7:21485: not tried (one foreign address a run is enough)',
      'closed by the server',
    ]);
    for (const line of linesOf(events, 'zh-cn')) assert.doesNotMatch(line, /dial|unreachable|tried|closed/);
  });
});
