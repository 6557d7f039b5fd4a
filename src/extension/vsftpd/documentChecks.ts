import { workspace, type TextDocument } from 'vscode';
import { decodeFileText, hasUndecodableBytes } from '../../core/config/fileText.ts';
import { foreignKind, type ForeignKind } from '../../core/config/foreignKind.ts';
import { lint, lintConf } from '../../core/config/lint/lint.ts';
import type { LintProblem } from '../../core/config/lint/problem.ts';
import { natHintLine } from '../../core/config/natBlock.ts';
import { readConf } from '../../core/config/settings.ts';
import type { ConfLine } from '../../core/config/confFile.ts';
import { t } from '../localize.ts';
import { buildFor, isTooLong, longestText } from './build.ts';

/** What a document's own bytes say that its text hides. */
export interface RawFacts {
  readonly text: string;
  readonly problems: readonly LintProblem[];
  /** The text on screen is not the file's: bytes could not be read in the encoding it was opened with. */
  readonly garbled: boolean;
  /** What the file is instead of a text that vsftpd could read. */
  readonly kind: ForeignKind | null;
}

/** A document with what is wrong with it. */
export interface DocumentCheck {
  readonly version: number;
  /** Problems whose places and fixes fit the document. */
  readonly problems: readonly LintProblem[];
  /** Problems that only the file on disk shows; their places fit the document roughly. */
  readonly raw: readonly LintProblem[];
  readonly garbled: boolean;
  readonly hint: ConfLine | null;
  /** Why the file is not checked, or cannot be read by vsftpd at all. */
  readonly notice: 'too-large' | ForeignKind | null;
}

/** Reads the bytes behind a document; null where there are none, or too many. */
export async function readRaw(document: TextDocument): Promise<RawFacts | null> {
  if (document.isUntitled) return null;
  try {
    const { size } = await workspace.fs.stat(document.uri);
    if (size > longestText) return null;
    const bytes = await workspace.fs.readFile(document.uri);
    const kind = foreignKind(bytes);
    const text = decodeFileText(bytes);
    const garbled = kind === null && hasUndecodableBytes(text) && document.getText().includes('\ufffd');
    return { text, kind, problems: lint(text, buildFor(document), t, 'raw'), garbled };
  } catch {
    // A document of a provider that has no file, or a file that is gone.
    return null;
  }
}

/** Checks a document's text, and adds what its bytes say. */
export function checkDocument(document: TextDocument, raw: RawFacts | null): DocumentCheck {
  const { version } = document;
  const none = { version, problems: [], raw: [], garbled: false, hint: null };
  if (isTooLong(document)) return { ...none, notice: 'too-large' };
  if (raw?.kind === 'binary') return { ...none, notice: 'binary' };
  const conf = readConf(document.getText(), buildFor(document));
  const problems = lintConf(conf, t);
  const shown = new Set(problems.map(({ id }) => id));
  const hidden = (raw?.problems ?? []).filter(({ id }) => {
    if (id === 'byte-order-mark') return true;
    // An edited document will be saved with line ends of one kind.
    return id === 'carriage-return' && !document.isDirty && !shown.has(id);
  });
  return {
    version,
    problems,
    raw: raw?.kind == null ? hidden : [],
    garbled: raw?.garbled ?? false,
    hint: natHintLine(conf),
    notice: raw?.kind ?? null,
  };
}
