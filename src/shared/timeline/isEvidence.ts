import type { Report } from '../../core/report/report.ts';

/** Whether a report comes from a log or a capture: its client is then not the reader's machine. */
export function isEvidence({ source }: Report): boolean {
  return source.kind === 'transcript' || source.kind === 'capture';
}
