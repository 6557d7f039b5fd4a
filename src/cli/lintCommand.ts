import { parseConf } from '../core/config/confFile.ts';
import { decodeFileText, encodeFileText } from '../core/config/fileText.ts';
import { flavourNamed, flavours, type Flavour } from '../core/config/flavour.ts';
import { fixAll } from '../core/config/lint/fixes.ts';
import { lint } from '../core/config/lint/lint.ts';
import { lintJson, type LintedFile } from '../core/config/lint/lintJson.ts';
import type { LintProblem } from '../core/config/lint/problem.ts';
import { sarifLog } from '../core/config/lint/sarif.ts';
import type { Translate } from '../core/l10n.ts';
import { printable } from '../core/report/printable.ts';
import type { Severity } from '../core/report/report.ts';
import type { Style } from '../core/report/style.ts';
import type { Arguments } from './arguments.ts';
import { exitStatus, type Invocation } from './command.ts';
import { readConfFile, replaceFile } from './confFiles.ts';
import { toolVersion } from './language.ts';
import { say, styleFor, write } from './terminal.ts';
import { UsageError } from './usageError.ts';

function readFlavour({ value }: Arguments, t: Translate): Flavour | null {
  const name = value('for');
  if (name === null) return null;
  const flavour = flavourNamed(name);
  if (flavour !== undefined) return flavour;
  const list = flavours.map(({ id }) => id).join(', ');
  throw new UsageError(t('--for "{name}" is no known build of vsftpd; known are {list}.', { name, list }));
}

function paint(severity: Severity, style: Style): string {
  const word = severity;
  return severity === 'error'
    ? style.bad(word)
    : severity === 'warning'
      ? style.doubtful(word)
      : style.faint(word);
}

function problemLine(name: string, problem: LintProblem, style: Style): string {
  const place = `${printable(name)}:${problem.line}:${problem.column}`;
  return `${place}: ${paint(problem.severity, style)}: ${printable(problem.message)} ${style.faint(`[${problem.id}]`)}\n`;
}

/** The last line for a person: how many there are and what --fix would do. */
function summary(files: readonly LintedFile[], fixing: boolean, t: Translate): string {
  const problems = files.flatMap((file) => file.problems);
  if (problems.length === 0) return t('No problems found.');
  const count = (severity: Severity): number =>
    problems.filter((problem) => problem.severity === severity).length;
  const text = t('Errors: {errors}, warnings: {warnings}, remarks: {remarks}.', {
    errors: count('error'),
    warnings: count('warning'),
    remarks: count('info'),
  });
  const safe = problems.filter(({ fixes }) =>
    fixes.some(({ applicability }) => applicability === 'safe'),
  ).length;
  return safe === 0 || fixing ? text : `${text} ${t('--fix mends {count} of them.', { count: safe })}`;
}

async function checkOne(name: string, invocation: Invocation, flavour: Flavour | null): Promise<LintedFile> {
  const { terminal, args, t } = invocation;
  let text = decodeFileText(await readConfFile(name, terminal, t));
  if (args.has('fix')) {
    const mended = fixAll(text, flavour, t);
    if (mended.text !== text) await replaceFile(name, encodeFileText(mended.text), t);
    if (mended.text !== text)
      await say(terminal, t('{file}: mended {count} problems.', { file: name, count: mended.fixed }));
    text = mended.text;
  }
  return { name: name === '-' ? 'stdin' : name, file: parseConf(text), problems: lint(text, flavour, t) };
}

function checkUsage({ positionals, has }: Arguments, t: Translate): void {
  if (positionals.length === 0)
    throw new UsageError(
      t('Nothing to check: name a file (ftp-diagnose lint vsftpd.conf), or - to read standard input.'),
    );
  if (positionals.filter((name) => name === '-').length > 1)
    throw new UsageError(t('Standard input can be read once only; name - once.'));
  if (has('fix') && positionals.includes('-'))
    throw new UsageError(t('--fix cannot write to standard input; name the file.'));
  if (has('json') && has('sarif')) throw new UsageError(t('Only one of --json and --sarif can be printed.'));
}

/** `ftp-diagnose lint FILE...`: checks files of vsftpd. A file that cannot be read is told about, the others are checked all the same. */
export async function lintCommand(invocation: Invocation): Promise<number> {
  const { terminal, args, t } = invocation;
  checkUsage(args, t);
  const flavour = readFlavour(args, t);
  const files: LintedFile[] = [];
  let unreadable = false;
  for (const name of args.positionals) {
    try {
      files.push(await checkOne(name, invocation, flavour));
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      await say(terminal, error.message);
      unreadable = true;
    }
  }
  if (args.has('json')) await write(terminal.stdout, lintJson(files));
  else if (args.has('sarif')) await write(terminal.stdout, sarifLog(files, toolVersion));
  else {
    const style = styleFor(terminal, args.has('no-color'));
    const lines = files.flatMap(({ name, problems }) =>
      problems.map((problem) => problemLine(name, problem, style)),
    );
    await write(terminal.stdout, lines.join(''));
    if (files.length > 0) await say(terminal, summary(files, args.has('fix'), t));
    if (files.length > 0 && flavour === null)
      await say(
        terminal,
        t(
          'Checked against the strictest reading of every current vsftpd; --for 3.0.3-debian checks against one.',
        ),
      );
  }
  if (unreadable) return exitStatus.usage;
  const faulty = files.some(({ problems }) => problems.some(({ severity }) => severity === 'error'));
  return faulty ? exitStatus.fault : exitStatus.fine;
}
