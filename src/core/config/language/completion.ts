import type { Flavour } from '../flavour.ts';
import { defaultOf, isAccepted, optionNamed, options, refusingFlavours } from '../options.ts';
import type { OptionInfo } from '../options.ts';

/** One thing to insert at the cursor. */
export interface Completion {
  readonly label: string;
  readonly insert: string;
  readonly kind: 'option' | 'value';
  /** The option that it is or belongs to. */
  readonly option: OptionInfo;
  /** The value is the compiled default. */
  readonly isDefault: boolean;
  readonly deprecated: boolean;
  /** How many characters before the cursor it replaces. */
  readonly replaces: number;
}

function isOffered(option: OptionInfo, flavour: Flavour | null): boolean {
  return flavour === null ? refusingFlavours(option).length === 0 : isAccepted(option, flavour);
}

/** Values that a person is likely to want. */
function valuesOf(option: OptionInfo): readonly string[] {
  if (option.type === 'bool') return ['YES', 'NO'];
  if (option.name.endsWith('umask')) return ['022', '027', '077', '002'];
  if (option.octal) return ['0644', '0600', '0666', '0640'];
  const byName: Readonly<Record<string, readonly string[]>> = {
    pasv_min_port: ['30000'],
    pasv_max_port: ['30100'],
    listen_port: ['21', '990'],
    user_sub_token: ['$USER'],
    pam_service_name: ['vsftpd', 'ftp'],
  };
  return byName[option.name] ?? (option.fallback === null ? [] : [option.fallback]);
}

/** What fits at the end of a line so far: names at its start, values after `=`; nothing in comments. */
export function completions(lineBeforeCursor: string, flavour: Flavour | null): readonly Completion[] {
  if (lineBeforeCursor.startsWith('#')) return [];
  const equals = lineBeforeCursor.indexOf('=');
  if (equals < 0) {
    if (!/^\w*$/.test(lineBeforeCursor)) return [];
    const replaces = lineBeforeCursor.length;
    return options
      .filter((option) => isOffered(option, flavour))
      .map((option) => ({
        label: option.name,
        insert: `${option.name}=`,
        kind: 'option',
        option,
        isDefault: false,
        deprecated: option.deprecated,
        replaces,
      }));
  }
  const option = optionNamed(lineBeforeCursor.slice(0, equals).trim());
  const written = lineBeforeCursor.slice(equals + 1);
  if (option === undefined || !/^\S*$/.test(written)) return [];
  const fallback = defaultOf(option, flavour);
  return valuesOf(option).map((value) => ({
    label: value,
    insert: value,
    kind: 'value',
    option,
    isDefault: value === fallback,
    deprecated: false,
    replaces: written.length,
  }));
}
