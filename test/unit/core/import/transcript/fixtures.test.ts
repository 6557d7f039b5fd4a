import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { deriveFacts } from '../../../../../src/core/diagnosis/deriveFacts.ts';
import { runRules } from '../../../../../src/core/diagnosis/runRules.ts';
import { rules } from '../../../../../src/core/diagnosis/rules/index.ts';
import { readTranscript } from '../../../../../src/core/import/transcript/readTranscript.ts';
import { createTranslate } from '../../../../../src/core/l10n.ts';
import { expectations } from './expectations.ts';

const folder = join(import.meta.dirname, '..', '..', '..', '..', 'fixtures', 'transcripts');

/** One line a session: format, control peer, modes with the advertised address, findings above info. */
function summary(file: string): string[] {
  const transcript = readTranscript(readFileSync(join(folder, file)), file);
  return (transcript?.traces ?? []).map((trace) => {
    const facts = deriveFacts(trace);
    const modes = facts.modes.map(
      ({ mode, outcome, channels }) => `${mode}:${outcome}:${channels[0]?.advertised?.address ?? '-'}`,
    );
    const { findings } = runRules(rules, facts, createTranslate());
    const found = findings
      .map(({ finding }) => finding)
      .filter(({ severity }) => severity !== 'info')
      .map(({ id, confidence }) => `${id}:${confidence}`);
    const peer = facts.control.peer === null ? '-' : `${facts.control.peer}:${facts.control.port ?? '-'}`;
    return [trace.source.format, peer, ...modes, ...found].join(' ');
  });
}

describe('transcript fixtures', () => {
  it('all have an expectation', () => {
    assert.deepEqual(Object.keys(expectations).sort(), readdirSync(folder).sort());
  });

  for (const [file, expected] of Object.entries(expectations)) {
    it(`reads ${file}`, () => assert.deepEqual(summary(file), expected));
  }

  it('never let a password out', () => {
    for (const file of readdirSync(folder)) {
      const transcript = readTranscript(readFileSync(join(folder, file)), file);
      assert.ok(!JSON.stringify(transcript).includes('s3cret-word'), file);
    }
  });

  it('give each event the line it stands on', () => {
    const transcript = readTranscript(readFileSync(join(folder, 'netkit-zh.txt')), 'x');
    const events = transcript?.traces[0]?.events ?? [];
    const lines = readFileSync(join(folder, 'netkit-zh.txt'), 'utf8').split('\n');
    const replies = events.filter(({ kind }) => kind === 'reply');
    assert.ok(replies.length > 4);
    for (const { text, source } of replies)
      assert.equal(lines[(source?.line ?? 0) - 1]?.replace('ftp> ', ''), text);
  });
});
