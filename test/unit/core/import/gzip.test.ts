import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { unpack } from '../../../../src/core/import/gzip.ts';

/** The chunks one by one, then the failure if there is one. */
async function* chunksOf(
  chunks: readonly Uint8Array[],
  failure: Error | null = null,
): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield await Promise.resolve(chunk);
  if (failure !== null) throw failure;
}

async function read(source: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of source) parts.push(part);
  return Buffer.concat(parts).toString('latin1');
}

const text = '220 hello\r\n'.repeat(5000);
const packed = gzipSync(text);
const halves = [packed.subarray(0, 1), packed.subarray(1, 30), packed.subarray(30)];

describe('a packed source', () => {
  it('is unpacked from any chunks, a plain one passes through', async () => {
    for (const chunks of [halves, [Buffer.from(text)], [Buffer.from('2'), Buffer.from(text.slice(1))]]) {
      const { source, fault } = unpack(chunksOf(chunks));
      assert.equal(await read(source), text);
      assert.equal(fault(), false);
    }
  });

  it('that breaks off gives what came before and says so', async () => {
    const { source, fault } = unpack(chunksOf([packed.subarray(0, packed.length - 9)]));
    assert.ok(text.startsWith(await read(source)));
    assert.equal(fault(), true);
  });

  it('that cannot be read fails as a plain one does: a bad disk is no damaged file', async () => {
    const failure = Object.assign(new Error('i/o error'), { code: 'EIO' });
    for (const chunks of [halves.slice(0, 2), [Buffer.from('220 hello')]]) {
      const { source, fault } = unpack(chunksOf(chunks, failure));
      await assert.rejects(read(source), { code: 'EIO' });
      assert.equal(fault(), false);
    }
  });
});
