import { withHead } from './source.ts';

/** A source after unpacking; `fault` says whether the packed data broke off or was damaged. */
export interface Unpacked {
  readonly source: AsyncIterable<Uint8Array>;
  readonly fault: () => boolean;
}

/**
 * Unpacks a source that begins like a gzip member (RFC 1952 §2.3.1) and passes any other through. A source that fails
 * rejects, packed or not.
 */
export function unpack(packed: AsyncIterable<Uint8Array>): Unpacked {
  let damaged = false;
  async function* run(): AsyncGenerator<Uint8Array> {
    const { head, source } = await withHead(packed, 2);
    if (head[0] !== 0x1f || head[1] !== 0x8b) {
      yield* source;
      return;
    }
    const failure: { readonly error: unknown }[] = [];
    const watched = watch(source, (error) => failure.push({ error }));
    const reader = streamOf(watched).pipeThrough(new DecompressionStream('gzip')).getReader();
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return;
        yield value;
      }
    } catch {
      const [unread] = failure;
      if (unread !== undefined) throw unread.error;
      damaged = true;
    }
  }
  return { source: run(), fault: () => damaged };
}

/** The same chunks; `onError` hears of a failure to read them, which is no damage of the packed data. */
async function* watch(
  source: AsyncIterable<Uint8Array>,
  onError: (error: unknown) => void,
): AsyncGenerator<Uint8Array> {
  try {
    yield* source;
  } catch (error) {
    onError(error);
    throw error;
  }
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
