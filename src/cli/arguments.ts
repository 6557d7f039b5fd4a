import { parseArgs } from 'node:util';
import type { Translate } from '../core/l10n.ts';
import { nearest } from './nearest.ts';
import { optionNamed, optionTable, type CommandName } from './optionTable.ts';
import { UsageError } from './usageError.ts';

/** What the words of a command line come to. */
export interface Arguments {
  readonly command: CommandName;
  readonly positionals: readonly string[];
  /** Whether a flag is given. */
  readonly has: (name: string) => boolean;
  /** The value of an option, null when it is not given. */
  readonly value: (name: string) => string | null;
}

const commandNames: readonly CommandName[] = ['diagnose', 'explain', 'lint', 'practice'];

type Token = ReturnType<typeof tokensOf>[number];

function tokensOf(words: readonly string[]) {
  const options = Object.fromEntries(
    optionTable.map(({ name, short, value }) => [
      name,
      { type: value === undefined ? ('boolean' as const) : ('string' as const), ...(short && { short }) },
    ]),
  );
  return parseArgs({ args: [...words], options, strict: false, allowPositionals: true, tokens: true }).tokens;
}

/** The words that are neither an option nor an option's value. */
function positionalsOf(tokens: readonly Token[]): string[] {
  return tokens.flatMap((token) => (token.kind === 'positional' ? [token.value] : []));
}

function unknownOption(rawName: string, t: Translate): UsageError {
  if (/^--?pass(word|wd)?$/.test(rawName)) {
    return new UsageError(
      t(
        'There is no {option}: everybody on this machine could read it. Set FTP_PASSWORD, use --password-stdin, or wait to be asked.',
        { option: rawName },
      ),
    );
  }
  const meant = nearest(
    rawName.replace(/^-+/, ''),
    optionTable.map(({ name }) => name),
  );
  return new UsageError(
    meant === null
      ? t('Unknown option {option}; ftp-diagnose --help lists the options.', { option: rawName })
      : t('Unknown option {option}; did you mean --{meant}?', { option: rawName, meant }),
  );
}

function readOption(token: Token & { kind: 'option' }, command: CommandName, t: Translate): string | true {
  const entry = optionNamed(token.name);
  if (entry === undefined) throw unknownOption(token.rawName, t);
  if (!entry.commands.includes(command)) {
    throw new UsageError(
      t('Option {option} does nothing with "{command}"; leave it out.', { option: token.rawName, command }),
    );
  }
  if (entry.value === undefined) {
    if (token.value !== undefined) {
      throw new UsageError(
        t('Option {option} takes no value; leave out what follows "=".', { option: token.rawName }),
      );
    }
    return true;
  }
  const { value } = token;
  if (value === undefined || value === '' || (!token.inlineValue && /^-./.test(value))) {
    throw new UsageError(
      t('Option {option} needs a value: {option} {value}', { option: token.rawName, value: entry.value }),
    );
  }
  return value;
}

/** `--lang` as it was written, before anything else is understood: errors about the rest speak that language. */
export function languageWord(words: readonly string[]): string | null {
  const token = tokensOf(words).find((one) => one.kind === 'option' && one.name === 'lang');
  return token?.kind === 'option' ? (token.value ?? null) : null;
}

/** Whether a flag stands anywhere on the line, however wrong the rest is. */
export function hasFlag(words: readonly string[], name: string): boolean {
  return tokensOf(words).some((token) => token.kind === 'option' && token.name === name);
}

/** The command that a line names, `diagnose` where it names none. */
export function commandOf(words: readonly string[]): CommandName {
  const [first] = positionalsOf(tokensOf(words));
  return commandNames.find((name) => name === first) ?? 'diagnose';
}

/**
 * Reads a command line.
 *
 * @throws UsageError naming the first thing that cannot be understood; values are never repeated in it.
 */
export function readArguments(words: readonly string[], t: Translate): Arguments {
  const tokens = tokensOf(words);
  const command = commandOf(words);
  const positionals = positionalsOf(tokens);
  const values = new Map<string, string | true>();
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const value = readOption(token, command, t);
    const before = values.get(token.name);
    if (before !== undefined && before !== value) {
      throw new UsageError(
        t('Option {option} is given twice with different values; leave one out.', { option: token.rawName }),
      );
    }
    values.set(token.name, value);
  }
  return {
    command,
    positionals: positionals[0] === command ? positionals.slice(1) : positionals,
    has: (name) => values.has(name),
    value: (name) => {
      const value = values.get(name);
      return typeof value === 'string' ? value : null;
    },
  };
}
