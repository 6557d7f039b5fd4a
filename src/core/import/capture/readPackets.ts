import type { CaptureFault, PacketSink } from './packet.ts';
import { pcapVariant, readPcap } from './pcap.ts';
import { readPcapng } from './pcapng.ts';
import { Window } from './window.ts';

/** Whether a file that begins like this is a capture, packed with gzip or not. */
export function isCapture(head: Uint8Array): boolean {
  if (head.length < 4) return false;
  const word = new DataView(head.buffer, head.byteOffset, 4).getUint32(0);
  return word === 0x0a0d0d0a || pcapVariant(head) !== null || isGzip(head);
}

/** Whether bytes begin a gzip member (RFC 1952 §2.3.1). */
export function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

async function* prepend(head: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (head.length > 0) yield head;
  for (;;) {
    const next = await rest.next();
    if (next.done === true) return;
    yield next.value;
  }
}

/** Unpacks gzip; a damaged end ends the stream, and `onFault` hears of it. */
async function* unpack(source: AsyncIterable<Uint8Array>, onFault: () => void): AsyncGenerator<Uint8Array> {
  const iterator = source[Symbol.asyncIterator]();
  const packed = new ReadableStream<BufferSource>({
    async pull(controller) {
      const next = await iterator.next();
      if (next.done === true) controller.close();
      else controller.enqueue(next.value as BufferSource);
    },
  });
  const reader = packed.pipeThrough(new DecompressionStream('gzip')).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } catch {
    onFault();
  }
}

/**
 * Reads a capture (pcap in both byte orders with µs or ns, pcapng, either packed with gzip) and gives each frame to
 * `sink`. `pause` is called between chunks: it may wait, to keep a user interface alive, and ends the reading with false.
 * Memory stays bounded whatever the file's size; what could be read before a fault has been given.
 */
export async function readPackets(
  source: AsyncIterable<Uint8Array>,
  sink: PacketSink,
  pause: () => Promise<boolean>,
): Promise<CaptureFault | null> {
  const window = new Window(source);
  if (!(await window.fill(4))) return { fault: 'not-a-capture', at: 0 };
  if (!isGzip(window.peek(2))) return readUnpacked(window, sink, pause);
  const state = { fault: false };
  const packed = prepend(window.take(window.available), restOf(window));
  const inner = new Window(
    unpack(packed, () => {
      state.fault = true;
    }),
  );
  const result = (await inner.fill(4)) ? await readUnpacked(inner, sink, pause) : null;
  return state.fault ? { fault: 'bad-gzip', at: inner.offset } : result;
}

async function readUnpacked(
  window: Window,
  sink: PacketSink,
  pause: () => Promise<boolean>,
): Promise<CaptureFault | null> {
  const variant = pcapVariant(window.peek(4));
  if (variant !== null) return readPcap(window, variant, sink, pause);
  const word = window.peek(4);
  const isPcapng = new DataView(word.buffer, word.byteOffset, 4).getUint32(0) === 0x0a0d0d0a;
  return isPcapng ? readPcapng(window, sink, pause) : { fault: 'not-a-capture', at: 0 };
}

/** The chunks that a window has not yet asked for. */
function restOf(window: Window): AsyncIterator<Uint8Array> {
  return {
    async next() {
      const more = await window.fill(1);
      return more ? { done: false, value: window.take(window.available) } : { done: true, value: undefined };
    },
  };
}
