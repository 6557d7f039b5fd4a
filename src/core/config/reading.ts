/**
 * How vsftpd itself reads one line, build by build (tried on Debian's vsftpd 3.0.3; other builds from the facts in
 * the flavour table). A refused line ends the start of the server with `500 OOPS: ` and the text given here.
 */
import { isBlank, meantName, settingParts, splitInlineComment, trimBlanks, unquote } from './confFile.ts';
import type { ConfLine } from './confFile.ts';
import type { Flavour } from './flavour.ts';
import { isAccepted, optionNamed, refusingFlavours } from './options.ts';
import type { OptionInfo } from './options.ts';

/** Why vsftpd stops at a line. */
export type RefusalCause = 'unknown-name' | 'missing-value' | 'bad-bool' | 'crash';

/** What vsftpd makes of one line of its file. */
export type LineReading =
  | { readonly kind: 'skipped' }
  /** `value` is what the option holds afterwards, null when an empty value has unset it. */
  | { readonly kind: 'set'; readonly option: OptionInfo; readonly value: string | null }
  /** `oops` is null where the process dies without a word. */
  | {
      readonly kind: 'refused';
      readonly cause: RefusalCause;
      readonly oops: string | null;
      /** The option of this name in whatever build; null when nobody knows the name. */
      readonly option: OptionInfo | null;
    };

/** YES, TRUE and 1 or NO, FALSE and 0 in any letter case; undefined for everything else. */
export function readBool(value: string): boolean | undefined {
  switch (value.toUpperCase()) {
    case 'YES':
    case 'TRUE':
    case '1':
      return true;
    case 'NO':
    case 'FALSE':
    case '0':
      return false;
    default:
      return undefined;
  }
}

/** The option that this name means to a build; without a build, only if every current build knows it. */
function acceptedOption(name: string, flavour: Flavour | null): OptionInfo | undefined {
  const option = optionNamed(name);
  if (option === undefined) return undefined;
  const accepted = flavour === null ? refusingFlavours(option).length === 0 : isAccepted(option, flavour);
  return accepted ? option : undefined;
}

function refused(cause: RefusalCause, name: string): LineReading {
  const prefix =
    cause === 'unknown-name'
      ? 'unrecognised variable in config file: '
      : cause === 'missing-value'
        ? 'missing value in config file for: '
        : 'bad bool value in config file for: ';
  return { kind: 'refused', cause, oops: `${prefix}${name}`, option: optionNamed(name) ?? null };
}

function readString(option: OptionInfo, value: string, flavour: Flavour | null): LineReading {
  if (value === '') return { kind: 'set', option, value: null };
  const trimmed = trimBlanks(value);
  if (trimmed === '' && (flavour === null || flavour.blankString === 'crash'))
    return { kind: 'refused', cause: 'crash', oops: null, option };
  if (trimmed === '' && flavour?.blankString === 'unset') return { kind: 'set', option, value: null };
  return { kind: 'set', option, value: flavour === null || flavour.trims === 'none' ? value : trimmed };
}

/** Reads a line as the build does; null stands for the strictest of the current builds. */
export function readLine(line: ConfLine, flavour: Flavour | null): LineReading {
  let content = line.readable < line.content.length ? line.content.slice(0, line.readable) : line.content;
  if (line.kind === 'blank' || line.kind === 'comment' || line.kind === 'template' || content === '')
    return { kind: 'skipped' };
  // C strings end at the first NUL.
  const nul = content.indexOf('\0');
  if (nul >= 0) content = content.slice(0, nul);
  let start = 0;
  while (start < content.length && isBlank(content.charCodeAt(start))) start++;
  const equals = content.indexOf('=', start);
  let name = equals < 0 ? content.slice(start) : content.slice(start, equals);
  let value = equals < 0 ? '' : content.slice(equals + 1);
  if (flavour?.trims === 'all') {
    name = trimBlanks(name);
    value = trimBlanks(value);
  }
  const option = acceptedOption(name, flavour);
  if (option?.type === 'string') return readString(option, value, flavour);
  if (value === '') return refused('missing-value', name);
  if (option === undefined) return refused('unknown-name', name);
  if (option.type === 'bool' && readBool(value) === undefined) return refused('bad-bool', name);
  return { kind: 'set', option, value };
}

/**
 * What the person who wrote a line meant, whatever vsftpd makes of it: letter case and blanks do not matter, quotes and
 * a comment after the value are left out. Null when no option can be recognised.
 */
export function meantSetting(line: ConfLine): { option: OptionInfo; value: string } | null {
  if (line.kind !== 'setting') return null;
  const option = optionNamed(meantName(line.content));
  if (option === undefined) return null;
  const written = trimBlanks(settingParts(line.content).value);
  const value = option.name === 'ftpd_banner' ? written : trimBlanks(splitInlineComment(written).value);
  return { option, value: unquote(value) };
}
