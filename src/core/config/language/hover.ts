import type { Translate } from '../../l10n.ts';
import type { Flavour } from '../flavour.ts';
import { flavours } from '../flavour.ts';
import type { OptionInfo } from '../options.ts';
import { defaultOf, isAccepted, refusingFlavours } from '../options.ts';
import { decodedValue } from './decodedValue.ts';

function unitWords(unit: string, t: Translate): string {
  switch (unit) {
    case 'seconds':
      return t('seconds');
    case 'bytes':
      return t('bytes');
    case 'bytes/second':
      return t('bytes per second');
    default:
      return unit;
  }
}

function typeWords(option: OptionInfo, t: Translate): string {
  if (option.type === 'bool') return t('YES or NO');
  if (option.octal) return t('octal number');
  if (option.type === 'int')
    return option.unit === null ? t('number') : t('number of {unit}', { unit: unitWords(option.unit, t) });
  return option.format === null ? t('text') : t('text ({format})', { format: option.format });
}

function defaultWords(option: OptionInfo, flavour: Flavour | null, t: Translate): string {
  const value = defaultOf(option, flavour);
  if (value === undefined) {
    const each = new Map<string, string[]>();
    for (const build of flavours) {
      const of = defaultOf(option, build) ?? t('none');
      each.set(of, [...(each.get(of) ?? []), build.id]);
    }
    return [...each].map(([of, builds]) => `\`${of}\` (${builds.join(', ')})`).join('; ');
  }
  if (value === null) return t('none');
  const decoded = decodedValue(option, value, t);
  return decoded === null ? `\`${value}\`` : `\`${value}\` (${decoded})`;
}

function buildWords(option: OptionInfo, t: Translate): string | null {
  if (option.vendors.length === 0 && refusingFlavours(option).length === 0)
    return option.since === null || option.since === '0.9.2'
      ? null
      : t('since {version}', { version: option.since });
  const known = flavours.filter((flavour) => isAccepted(option, flavour)).map(({ id }) => id);
  return t('known to {builds} only', { builds: known.join(', ') });
}

/** What a person wants to know of an option, in Markdown; the table's own descriptions are messages like any other. */
export function hoverText(option: OptionInfo, flavour: Flavour | null, t: Translate): string {
  const translated: (text: string) => string = t;
  const facts = [
    typeWords(option, t),
    t('default {value}', { value: defaultWords(option, flavour, t) }),
    buildWords(option, t),
  ].filter((fact) => fact !== null);
  const related = option.related.map((name) => `\`${name}\``).join(', ');
  return [
    `**${option.name}** · ${facts.join(' · ')}`,
    translated(option.description),
    option.notes === null ? null : translated(option.notes),
    option.security ? t('Changing it from its default gives up protection.') : null,
    related === '' ? null : t('See also {options}.', { options: related }),
  ]
    .filter((part) => part !== null)
    .join('\n\n');
}
