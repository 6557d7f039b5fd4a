import { withHead } from './source.ts';

/** A source after unpacking; `fault` says whether the packed data broke off or was damaged. */
export interface Unpacked {
  readonly source: AsyncIterable<Uint8Array>;
  readonly fault: () => boolean;
}

/** Unpacks a source that begins like a gzip member (RFC 1952 §2.3.1) and passes any other through. */
export function unpack(packed: AsyncIterable<Uint8Array>): Unpacked {
  let damaged = false;
  async function* run(): AsyncGenerator<Uint8Array> {
    const { head, source } = await withHead(packed, 2);
    if (head[0] !== 0x1f || head[1] !== 0x8b) {
      yield* source;
      return;
    }
    const reader = streamOf(source).pipeThrough(new DecompressionStream('gzip')).getReader();
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return;
        yield value;
      }
    } catch {
      damaged = true;
    }
  }
  return { source: run(), fault: () => damaged };
}

function streamOf(source: AsyncIterable<Uint8Array>): ReadableStream<BufferSource> {
  const iterator = source[Symbol.asyncIterator]();
  return new ReadableStream<BufferSource>({
    async pull(controller) {
      const next = await iterator.next();
      if (next.done === true) controller.close();
      else controller.enqueue(next.value as BufferSource);
    },
  });
}
