import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { readTranscript } from '../../../../../src/core/import/transcript/readTranscript.ts';
import { decodeLog } from '../../../../../src/core/import/transcript/decodeLog.ts';
import {
  evidenceFixtures,
  fixtureSecrets,
  judgeEvidence,
  orphans,
} from '../../../../support/evidenceFixtures.ts';

const folder = join(import.meta.dirname, '..', '..', '..', '..', 'fixtures', 'transcripts');

for (const kind of ['transcripts', 'captures', 'evidence']) {
  describe(`fixtures of ${kind}`, () => {
    it('all have an expectation', () => assert.deepEqual(orphans(kind), []));

    for (const fixture of evidenceFixtures(kind)) {
      it(`reads ${fixture.name} as expected and lets no password out`, async () => {
        const { complaints } = await judgeEvidence(fixture, fixtureSecrets);
        assert.deepEqual(complaints, []);
      });
    }
  });
}

describe('a transcript', () => {
  it('gives each event the line it stands on', () => {
    const transcript = readTranscript(decodeLog(readFileSync(join(folder, 'netkit-zh.txt'))), 'x');
    const events = transcript?.traces[0]?.events ?? [];
    const lines = readFileSync(join(folder, 'netkit-zh.txt'), 'utf8').split('\n');
    const replies = events.filter(({ kind }) => kind === 'reply');
    assert.ok(replies.length > 4);
    for (const { text, source } of replies)
      assert.equal(lines[(source?.line ?? 0) - 1]?.replace('ftp> ', ''), text);
  });
});
