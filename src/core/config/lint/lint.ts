import type { Translate } from '../../l10n.ts';
import { settingParts, splitInlineComment, trimBlanks } from '../confFile.ts';
import { visibleText } from '../fileText.ts';
import type { Flavour } from '../flavour.ts';
import { optionNamed } from '../options.ts';
import type { ConfSettings } from '../settings.ts';
import { readConf } from '../settings.ts';
import type { LintProblem, Stage } from './problem.ts';
import type { FileRule, LineFacts, LineRule, LintDraft, LintRule } from './rule.ts';
import { lintRules } from './rules/index.ts';

/**
 * Which rules run: `raw` those that need the file's own bytes, `text` those that an editor's document can be judged by,
 * `all` both.
 */
export type LintScope = 'all' | 'raw' | 'text';

/** Problems of one file after which the rest is not listed; a file that is no vsftpd.conf would give one a line. */
export const problemLimit = 300;

function lineFacts(conf: ConfSettings, index: number): LineFacts | null {
  const line = conf.file.lines[index];
  const reading = conf.readings[index];
  if (line?.kind !== 'setting' || reading === undefined || line.readable < line.content.length) return null;
  const parts = settingParts(line.content);
  const option = reading.kind === 'set' ? reading.option : optionNamed(trimBlanks(parts.name).toLowerCase());
  const written = trimBlanks(parts.value);
  const { value, comment } =
    option?.name === 'ftpd_banner' ? { value: written, comment: '' } : splitInlineComment(written);
  return { conf, line, reading, parts, option, value: trimBlanks(value), comment };
}

/** What comes of a problem, in the server's own words where it has any. */
function consequence(stage: Stage | null, says: string | null, t: Translate): string {
  const text = says === null ? '' : visibleText(says);
  switch (stage) {
    case null:
      return '';
    case 'start-up':
      return says === null
        ? t('vsftpd crashes when it starts, without a word.')
        : t('vsftpd refuses to start: "{text}".', { text });
    case 'connect':
      return t('Every client is turned away as soon as it connects: "{text}".', { text });
    case 'handshake':
      return t('TLS handshakes fail.');
    case 'login':
      return says === null ? t('Users cannot log in.') : t('Logins end with "{text}".', { text });
    case 'pasv':
      return says === null ? t('Clients cannot use PASV.') : t('PASV is answered "{text}".', { text });
    case 'transfer':
      return says === null ? t('Transfers fail.') : t('Transfers end with "{text}".', { text });
  }
}

/** A line may hold any number of characters; what is said of it may not. */
function brief(text: string): string {
  return text.length <= 400 ? text : `${text.slice(0, 399).replace(/[\ud800-\udbff]$/, '')}…`;
}

function toProblem(rule: LintRule, draft: LintDraft, conf: ConfSettings, t: Translate): LintProblem {
  const { line } = draft;
  const reading = conf.readings[line.index];
  const own =
    draft.severity === 'error' && draft.stage === undefined && reading?.kind === 'refused' ? reading : null;
  const stage = own === null ? (draft.stage ?? null) : 'start-up';
  const says = own === null ? (draft.says ?? null) : own.oops === null ? null : `500 OOPS: ${own.oops}`;
  const length = line.content.endsWith('\r') ? line.content.length - 1 : line.content.length;
  const from = draft.from ?? 0;
  const to = draft.to ?? Math.max(length, from);
  const said = consequence(stage, says === null ? null : brief(says), t);
  const text = brief(visibleText(draft.text));
  return {
    id: rule.id,
    severity: draft.severity,
    start: line.start + from,
    end: line.start + to,
    line: line.index + 1,
    column: from + 1,
    endLine: line.index + 1,
    endColumn: to + 1,
    message: said === '' ? text : `${text} ${said}`,
    stage,
    says,
    fixes: draft.fixes ?? [],
    related: draft.related ?? [],
    unnecessary: draft.unnecessary ?? false,
  };
}

/** Checks a file that was read before; null is an unknown build, the strictest reading. */
export function lintConf(conf: ConfSettings, t: Translate, scope: LintScope = 'all'): readonly LintProblem[] {
  const problems: LintProblem[] = [];
  const wanted = (rule: LintRule): boolean => scope === 'all' || (rule.scope === 'raw') === (scope === 'raw');
  const lineRules = lintRules.filter((rule): rule is LineRule => rule.scope === 'line' && wanted(rule));
  const fileRules = lintRules.filter((rule): rule is FileRule => rule.scope !== 'line' && wanted(rule));
  for (const rule of fileRules) {
    if (rule.scope === 'file' && conf.template) continue;
    for (const draft of rule.check(conf, t)) problems.push(toProblem(rule, draft, conf, t));
  }
  if (lineRules.length > 0) {
    for (const { index } of conf.file.lines) {
      if (problems.length >= problemLimit) break;
      const facts = lineFacts(conf, index);
      if (facts === null) continue;
      for (const rule of lineRules) {
        const draft = rule.checkLine(facts, t);
        if (draft !== null) problems.push(toProblem(rule, draft, conf, t));
      }
    }
  }
  return problems.sort((a, b) => a.start - b.start || a.end - b.end).slice(0, problemLimit);
}

/** Checks the text of a vsftpd.conf against one build, or against the strictest reading of all. Never throws. */
export function lint(
  text: string,
  flavour: Flavour | null,
  t: Translate,
  scope: LintScope = 'all',
): readonly LintProblem[] {
  return lintConf(readConf(text, flavour), t, scope);
}
