import type { Translate } from '../../l10n.ts';
import type { RemedyEdit, Severity } from '../../report/report.ts';
import type { ConfLine, SettingParts } from '../confFile.ts';
import type { TextEdit } from '../edit.ts';
import { applyEdits } from '../edit.ts';
import type { OptionInfo } from '../options.ts';
import type { LineReading } from '../reading.ts';
import type { ConfSettings, Setting } from '../settings.ts';
import type { Applicability, LintFix, RelatedPlace, Stage } from './problem.ts';
import type { LintRuleId } from './ruleIds.ts';

/** A problem as a rule states it; what is left out is filled in by `lint`. */
export interface LintDraft {
  /** The line that the problem stands on. */
  readonly line: ConfLine;
  /** Offsets within the line's content; the whole line without them. */
  readonly from?: number;
  readonly to?: number;
  readonly severity: Severity;
  /** What is wrong and what comes of it. */
  readonly text: string;
  /** An error on a line that vsftpd refuses needs neither: they are the line's own. */
  readonly stage?: Stage;
  /** The literal text that the server gives; null where it says nothing. */
  readonly says?: string | null;
  readonly fixes?: readonly LintFix[];
  readonly related?: readonly RelatedPlace[];
  readonly unnecessary?: boolean;
}

/** One setting line, taken apart once for all rules. */
export interface LineFacts {
  /** The whole file. */
  readonly conf: ConfSettings;
  readonly line: ConfLine;
  /** What vsftpd makes of the line. */
  readonly reading: LineReading;
  readonly parts: SettingParts;
  /** The option that was meant, in whatever build and letter case. */
  readonly option: OptionInfo | undefined;
  /** The value without blanks around it and without a comment after it. */
  readonly value: string;
  /** The comment after the value, `# …`; empty for none. Banner texts have no comments. */
  readonly comment: string;
}

/** Judges one setting line on its own. */
export interface LineRule {
  readonly id: LintRuleId;
  readonly scope: 'line';
  /** Null where the line is fine. */
  checkLine(facts: LineFacts, t: Translate): LintDraft | null;
}

/**
 * Judges a file as a whole. `raw` rules look at bytes that an editor's document hides and run on templates too;
 * `file` rules are silent where template marks leave open what the file will hold.
 */
export interface FileRule {
  readonly id: LintRuleId;
  readonly scope: 'raw' | 'file';
  /** One draft a problem, empty where the file is fine. */
  check(conf: ConfSettings, t: Translate): readonly LintDraft[];
}

/** A check of vsftpd.conf, one file a rule; it never throws. */
export type LintRule = LineRule | FileRule;

/** Replaces part of a line; offsets within its content. */
export function inLine(line: ConfLine, from: number, to: number, newText: string): TextEdit {
  return { start: line.start + from, end: line.start + to, newText };
}

/** Takes a line away with its line end. */
export function withoutLine(line: ConfLine): TextEdit {
  return { start: line.start, end: line.nextStart, newText: '' };
}

/** Turns a line into a comment. */
export function asComment(line: ConfLine): TextEdit {
  return inLine(line, 0, 0, '#');
}

/** Edits, or how to work them out once somebody asks. */
type Edits = readonly TextEdit[] | (() => readonly TextEdit[]);

/** A fix whose edits are worked out when they are asked for. A class: a getter in a literal keeps each file it saw alive. */
class MadeFix implements LintFix {
  readonly title: string;
  readonly applicability: Applicability;
  #edits: Edits;

  constructor(title: string, applicability: Applicability, edits: Edits) {
    this.title = title;
    this.applicability = applicability;
    this.#edits = edits;
  }

  get edits(): readonly TextEdit[] {
    if (typeof this.#edits === 'function') this.#edits = this.#edits();
    return this.#edits;
  }
}

/** A fix with one right answer. */
export function safeFix(title: string, edits: Edits): LintFix {
  return new MadeFix(title, 'safe', edits);
}

/** A fix that changes what the server does. */
export function reviewFix(title: string, edits: Edits): LintFix {
  return new MadeFix(title, 'review', edits);
}

/** The text edits that set options, worked out when they are asked for; `null` removes one. */
export function settingEdits(
  conf: ConfSettings,
  values: Readonly<Record<string, string | null>>,
): () => readonly TextEdit[] {
  const edits = Object.entries(values).map(([option, value]): RemedyEdit =>
    value === null ? { op: 'remove', option, file: null } : { op: 'set', option, value, file: null },
  );
  return () => applyEdits(conf.file, edits).edits;
}

/** The place of a setting's line, for `related`. */
export function placeOf({ line }: Setting, text: string): RelatedPlace {
  const end = line.content.endsWith('\r') ? line.end - 1 : line.end;
  return { start: line.start, end, text };
}
