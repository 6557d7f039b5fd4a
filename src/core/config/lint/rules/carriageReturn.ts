import type { Translate } from '../../../l10n.ts';
import type { ConfLine } from '../../confFile.ts';
import type { TextEdit } from '../../edit.ts';
import { optionNamed } from '../../options.ts';
import type { ConfSettings } from '../../settings.ts';
import type { FileRule, LintDraft } from '../rule.ts';
import { inLine, reviewFix, safeFix } from '../rule.ts';
import { meantName } from '../../confFile.ts';

/** Windows line ends: how bad they are depends on the lines that end so. */
function windowsEnds(conf: ConfSettings, t: Translate): LintDraft | null {
  const ends = conf.file.lines.filter(({ content }) => content.endsWith('\r'));
  const first = ends[0];
  if (first === undefined) return null;
  const settings = ends.filter(({ kind }) => kind === 'setting');
  const isString = (line: ConfLine): boolean => optionNamed(meantName(line.content))?.type === 'string';
  const kept = conf.flavour === null || conf.flavour.trims === 'none';
  const refused = settings.find(({ index }) => conf.readings[index]?.kind === 'refused');
  const spoiled = kept ? settings.find(isString) : undefined;
  const worst = refused ?? spoiled ?? first;
  const at = worst.content.length - 1;
  const edits = ends.map((line): TextEdit => inLine(line, line.content.length - 1, line.content.length, ''));
  return {
    line: worst,
    from: at,
    to: at + 1,
    severity: refused !== undefined ? 'error' : spoiled !== undefined ? 'warning' : 'info',
    text: t('Lines that end in CR LF, as on Windows: {count}. To vsftpd the CR is part of the value.', {
      count: ends.length,
    }),
    fixes: [safeFix(t('Convert all line ends to LF'), edits)],
  };
}

/** A CR within a line: an old Macintosh line end, which vsftpd does not know. */
function loneReturns(conf: ConfSettings, t: Translate): LintDraft | null {
  const edits: TextEdit[] = [];
  let worst: { line: ConfLine; at: number } | null = null;
  for (const line of conf.file.lines) {
    const end = line.content.endsWith('\r') ? line.content.length - 1 : line.content.length;
    for (let at = line.content.indexOf('\r'); at >= 0 && at < end; at = line.content.indexOf('\r', at + 1)) {
      edits.push(inLine(line, at, at + 1, '\n'));
      worst ??= { line, at };
      if (
        conf.readings[line.index]?.kind === 'refused' &&
        conf.readings[worst.line.index]?.kind !== 'refused'
      )
        worst = { line, at };
    }
  }
  if (worst === null) return null;
  return {
    line: worst.line,
    from: worst.at,
    to: worst.at + 1,
    severity: conf.readings[worst.line.index]?.kind === 'refused' ? 'error' : 'warning',
    text: t('A CR alone does not end a line: to vsftpd all that follows it still belongs to this line.'),
    fixes: [reviewFix(t('Turn every lone CR into a line end'), edits)],
  };
}

/** Carriage returns, which vsftpd never takes for a line end. */
export const carriageReturn: FileRule = {
  id: 'carriage-return',
  scope: 'raw',
  check: (conf, t) => [windowsEnds(conf, t), loneReturns(conf, t)].filter((draft) => draft !== null),
};
