import { Worker } from 'node:worker_threads';
import type { Language } from '../../core/l10n.ts';
import type { Report } from '../../core/report/report.ts';
import type { EvidenceReader, FromWorker, WorkerTask } from './reading.ts';

/** What may be changed for a test. */
export interface WorkerReaderOptions {
  /** The built `readingWorker.ts`. */
  readonly script: string;
  readonly toolVersion: string;
  readonly bundle: (language: Language) => Promise<Readonly<Record<string, string>>>;
}

/** Reads in a thread of its own: a capture of a gibibyte leaves the editor as quick as before, and cancelling ends the thread. */
export function workerReader({ script, toolVersion, bundle }: WorkerReaderOptions): EvidenceReader {
  return async ({ files, language, signal, onProgress }) => {
    const task: WorkerTask = { files, language, bundle: await bundle(language), toolVersion };
    signal.throwIfAborted();
    const worker = new Worker(script, { workerData: task, execArgv: [] });
    const stop = (): void => void worker.terminate();
    signal.addEventListener('abort', stop, { once: true });
    const reports: Report[] = [];
    try {
      return await new Promise((resolve, reject) => {
        worker.on('message', (message: FromWorker) => {
          switch (message.type) {
            case 'progress':
              onProgress(message.read, message.total);
              return;
            case 'report':
              reports.push(message.report);
              worker.postMessage('more');
              return;
            case 'done':
              resolve({ reports, omitted: message.omitted, partly: message.partly });
              return;
            case 'fault':
              resolve(message.fault);
          }
        });
        worker.on('error', reject);
        worker.on('exit', (code) =>
          reject(
            signal.aborted
              ? new DOMException('Reading was cancelled', 'AbortError')
              : new Error(`The reader of evidence ended with ${code}`),
          ),
        );
      });
    } finally {
      signal.removeEventListener('abort', stop);
      void worker.terminate();
    }
  };
}
