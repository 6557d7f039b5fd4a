import { shellWord } from '../../core/shellWord.ts';
import type { EvidenceCase } from './evidenceCase.ts';

/** The same diagnosis in a terminal; what has no path is to be given on standard input. */
export function caseCommandLine({ sources }: EvidenceCase): string {
  const words = sources.map(({ path }) => (path === null ? '-' : shellWord(path)));
  return ['ftp-diagnose', 'explain', ...new Set(words)].join(' ');
}
