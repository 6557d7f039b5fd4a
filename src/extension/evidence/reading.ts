import type { EvidenceFault, PartlyRead } from '../../core/import/index.ts';
import type { Language } from '../../core/l10n.ts';
import type { Report } from '../../core/report/report.ts';
import type { Omitted } from '../../core/trace/trace.ts';

/** One file as the reader takes it: by its path on the reader's own machine, or as bytes. */
export type ReadableFile = { readonly name: string } & (
  { readonly path: string } | { readonly bytes: Uint8Array }
);

/** What was found in evidence. */
export interface ReadEvidence {
  /** One a session, in their order; empty when a capture holds no FTP. */
  readonly reports: readonly Report[];
  readonly omitted: Omitted;
  readonly partly: readonly PartlyRead[];
}

/** A file that the system would not give; `code` is its errno. */
export interface UnreadableFile {
  readonly fault: 'unreadable';
  readonly file: string;
  readonly code: string;
}

/** Why nothing could be read. */
export type ReadingFault = EvidenceFault | UnreadableFile;

/** What reading may ask of its caller. */
export interface ReadingRequest {
  readonly files: readonly ReadableFile[];
  readonly language: Language;
  readonly signal: AbortSignal;
  /** Called some times a second; `total` is 0 where it is not known. */
  readonly onProgress: (read: number, total: number) => void;
}

/**
 * Reads evidence and diagnoses every session in it, beside the thread that asks. What the person's files are is a value,
 * never a rejection.
 * @throws Error when reading itself broke, or `AbortError` when the signal ended it
 */
export type EvidenceReader = (request: ReadingRequest) => Promise<ReadEvidence | ReadingFault>;

/** What the worker starts with. */
export interface WorkerTask {
  readonly files: readonly ReadableFile[];
  readonly language: Language;
  /** English message → the language's, empty for English. */
  readonly bundle: Readonly<Record<string, string>>;
  readonly toolVersion: string;
}

/** What the worker says; after each `report` it waits to be asked for more. */
export type FromWorker =
  | { readonly type: 'progress'; readonly read: number; readonly total: number }
  | { readonly type: 'report'; readonly report: Report }
  | { readonly type: 'done'; readonly omitted: Omitted; readonly partly: readonly PartlyRead[] }
  | { readonly type: 'fault'; readonly fault: ReadingFault };
