import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import type { ReadableFile, ReadEvidence } from '../../../../src/extension/evidence/reading.ts';
import { workerReader } from '../../../../src/extension/evidence/workerReader.ts';
import { watchTasks } from '../../../support/longestTask.ts';
import { eipCapture, manySessions, packedCapture, paste, secret } from '../../../support/evidenceFiles.ts';

const folder = mkdtempSync(join(tmpdir(), 'ftp-diagnose-reader-'));
after(() => rmSync(folder, { recursive: true }));

const reader = workerReader({
  script: join(import.meta.dirname, '../../../../src/extension/evidence/readingWorker.ts'),
  toolVersion: '0',
  bundle: (language) =>
    Promise.resolve(language === 'en' ? {} : { 'The server refuses the login: {first}.': '登录被拒绝' }),
});

function file(name: string, content: string | Uint8Array): ReadableFile {
  const path = join(folder, name);
  writeFileSync(path, content);
  return { name, path };
}

async function read(
  files: readonly ReadableFile[],
  signal = new AbortController().signal,
): Promise<ReadEvidence> {
  const found = await reader({ files, language: 'en', signal, onProgress: () => undefined });
  assert.ok(!('fault' in found), 'fault' in found ? found.fault : '');
  return found;
}

describe('reading evidence in a thread of its own', () => {
  it('reads captures, packed ones and logs to reports without the password', async () => {
    for (const [name, content] of [
      ['a.pcap', eipCapture()],
      ['a.pcap.gz', packedCapture()],
      ['paste.txt', paste],
    ] as const) {
      const { reports } = await read([file(name, content)]);
      assert.equal(reports.length, 1);
      assert.equal(reports[0]?.findings[0]?.id, 'pasv-private-address');
      assert.doesNotMatch(JSON.stringify(reports), new RegExp(secret));
    }
  });

  it('gives every session of a file, and reads bytes as it reads files', async () => {
    const bytes = new TextEncoder().encode(manySessions(40));
    const { reports } = await read([{ name: 'v.log', bytes }]);
    assert.equal(reports.length, 40);
  });

  it('says what it cannot read as a value', async () => {
    const options = {
      language: 'en',
      signal: new AbortController().signal,
      onProgress: () => undefined,
    } as const;
    const gone = await reader({ ...options, files: [{ name: 'gone', path: join(folder, 'gone') }] });
    assert.deepEqual(gone, { fault: 'unreadable', file: 'gone', code: 'ENOENT' });
    const directory = await reader({ ...options, files: [{ name: 'it', path: folder }] });
    assert.deepEqual(directory, { fault: 'unreadable', file: 'it', code: 'EISDIR' });
    const picture = await reader({
      ...options,
      files: [file('a.pcap', Buffer.from([137, 80, 78, 71, 13, 10]))],
    });
    assert.deepEqual(picture, { fault: 'unknown-format', file: 'a.pcap' });
  });

  it('leaves the thread that asked free, tells how far it is, and ends when it is told to', async () => {
    const controller = new AbortController();
    const bytes = new TextEncoder().encode(manySessions(1500).repeat(2));
    const longestTask = watchTasks();
    const steps: number[] = [];
    const reading = reader({
      files: [{ name: 'v.log', bytes }],
      language: 'en',
      signal: controller.signal,
      onProgress: (done, total) => {
        steps.push(done / total);
        if (done < total) return;
        controller.abort();
      },
    });
    await assert.rejects(reading, { name: 'AbortError' });
    const longest = longestTask();
    assert.ok(steps.length > 0);
    assert.ok(longest < 200, `held for ${longest} ms`);
  });
});
