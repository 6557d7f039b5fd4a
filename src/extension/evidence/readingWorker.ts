import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { once } from 'node:events';
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { errorCode } from '../../core/errorText.ts';
import { readEvidence, type EvidenceFile } from '../../core/import/index.ts';
import { createTranslate } from '../../core/l10n.ts';
import { buildReport } from '../../core/report/buildReport.ts';
import type { FromWorker, ReadableFile, UnreadableFile, WorkerTask } from './reading.ts';

const chunkSize = 1024 * 1024;

/** Milliseconds between two messages about progress. */
const breath = 100;

/** A failure to open or read one of the person's files. */
class FileTrouble extends Error {
  readonly unreadable: UnreadableFile;

  constructor(file: string, code: string) {
    super(`${file}: ${code}`);
    this.unreadable = { fault: 'unreadable', file, code };
  }
}

function troubleOf(name: string, error: unknown): FileTrouble {
  return new FileTrouble(name, errorCode(error) ?? String(error));
}

async function sizeOf(file: ReadableFile): Promise<number> {
  if ('bytes' in file) return file.bytes.length;
  try {
    const found = await stat(file.path);
    if (found.isDirectory()) throw new FileTrouble(file.name, 'EISDIR');
    return found.size;
  } catch (error) {
    throw error instanceof FileTrouble ? error : troubleOf(file.name, error);
  }
}

async function* chunksOf(file: ReadableFile): AsyncGenerator<Uint8Array> {
  if ('bytes' in file) {
    for (let at = 0; at < file.bytes.length; at += chunkSize) {
      yield file.bytes.subarray(at, at + chunkSize);
      await new Promise((resolve) => setImmediate(resolve));
    }
    return;
  }
  try {
    for await (const chunk of createReadStream(file.path, { highWaterMark: chunkSize })) {
      yield chunk as Uint8Array;
    }
  } catch (error) {
    throw troubleOf(file.name, error);
  }
}

/** Files whose chunks are counted as they are read. */
function counted(files: readonly ReadableFile[], count: (bytes: number) => void): EvidenceFile[] {
  async function* watched(file: ReadableFile): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunksOf(file)) {
      count(chunk.length);
      yield chunk;
    }
  }
  return files.map((file) => ({ name: file.name, chunks: watched(file) }));
}

async function work(port: MessagePort, task: WorkerTask): Promise<void> {
  const say = (message: FromWorker): void => port.postMessage(message);
  const sizes = await Promise.all(task.files.map((file) => sizeOf(file)));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  let [read, said] = [0, 0];
  const files = counted(task.files, (bytes) => {
    read += bytes;
    if (Date.now() - said < breath) return;
    said = Date.now();
    say({ type: 'progress', read, total });
  });
  const evidence = await readEvidence(files);
  if ('fault' in evidence) {
    say({ type: 'fault', fault: evidence });
    return;
  }
  say({ type: 'progress', read: total, total });
  const { language, bundle, toolVersion } = task;
  const t = createTranslate(bundle);
  for (const trace of evidence.traces) {
    // One report at a time, so that the other side is never given more at once than it can take in a moment.
    const asked = once(port, 'message');
    say({ type: 'report', report: buildReport(trace, { t, lang: language, toolVersion }) });
    await asked;
  }
  say({ type: 'done', omitted: evidence.omitted, partly: evidence.partly });
}

if (parentPort !== null) {
  const port = parentPort;
  work(port, workerData as WorkerTask)
    .catch((error: unknown) => {
      if (!(error instanceof FileTrouble)) throw error;
      port.postMessage({ type: 'fault', fault: error.unreadable } satisfies FromWorker);
    })
    .finally(() => port.close());
}
