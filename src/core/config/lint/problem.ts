import type { Severity } from '../../report/report.ts';
import type { TextEdit } from '../edit.ts';
import type { LintRuleId } from './ruleIds.ts';

/** When vsftpd would say what is wrong: in the order in which a server gets there. */
export type Stage = 'start-up' | 'connect' | 'handshake' | 'login' | 'pasv' | 'transfer';

/**
 * `safe`: there is one right answer, and what stands there now cannot work or does not count, so all such fixes may be
 * made at once. `review`: the server will behave differently afterwards, which a person should want.
 */
export type Applicability = 'safe' | 'review';

/** One way to mend a problem; edits ascend and do not overlap. */
export interface LintFix {
  readonly title: string;
  readonly applicability: Applicability;
  readonly edits: readonly TextEdit[];
}

/** Another place that belongs to a problem; offsets in the text. */
export interface RelatedPlace {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** One thing that is wrong in a file. Lines and columns count from 1, columns in UTF-16 units; the end is exclusive. */
export interface LintProblem {
  readonly id: LintRuleId;
  readonly severity: Severity;
  /** Offset in the text; so is `end`. */
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** What is wrong and what comes of it, without control characters. */
  readonly message: string;
  /** Null where vsftpd says nothing at all. */
  readonly stage: Stage | null;
  /** The literal text that the server gives, `500 OOPS: …`; it may hold control characters of the file. */
  readonly says: string | null;
  /** The first one is the preferred one. */
  readonly fixes: readonly LintFix[];
  /** Other lines that belong to it. */
  readonly related: readonly RelatedPlace[];
  /** The problem is a line that has no effect. */
  readonly unnecessary: boolean;
}
