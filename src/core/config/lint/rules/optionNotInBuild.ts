import type { Translate } from '../../../l10n.ts';
import type { Flavour } from '../../flavour.ts';
import { flavours } from '../../flavour.ts';
import type { OptionInfo } from '../../options.ts';
import { isAccepted, otherSpelling, refusingFlavours } from '../../options.ts';
import type { LintFix } from '../problem.ts';
import type { LineRule } from '../rule.ts';
import { inLine, reviewFix, safeFix, withoutLine } from '../rule.ts';
import type { ConfLine, SettingParts } from '../../confFile.ts';

function knownBy(option: OptionInfo): string {
  return flavours
    .filter((flavour) => isAccepted(option, flavour))
    .map(({ id }) => id)
    .join(', ');
}

function describe(option: OptionInfo, flavour: Flavour | null, t: Translate): string {
  const builds = knownBy(option);
  return flavour === null
    ? t('Not every vsftpd knows {option}, only {builds}; name yours to be judged by it alone.', {
        option: option.name,
        builds,
      })
    : t('{flavour} does not know {option}; these do: {builds}.', {
        flavour: flavour.label,
        option: option.name,
        builds,
      });
}

function fixesFor(
  option: OptionInfo,
  flavour: Flavour | null,
  line: ConfLine,
  parts: SettingParts,
  t: Translate,
): LintFix[] {
  const remove = reviewFix(t('Remove the line'), [withoutLine(line)]);
  const other = otherSpelling(option.name);
  if (flavour === null || other === undefined) return flavour === null ? [] : [remove];
  // Versions of TLS older than the switch itself have no other spelling either.
  const edits = [inLine(line, parts.nameStart, parts.nameStart + option.name.length, other)];
  const named = knownBy(option).split(', ');
  return flavour.version === '3.0.5' && !named.includes(flavour.id)
    ? [safeFix(t('Write {option}', { option: other }), edits), remove]
    : [remove];
}

/** A name that this build does not know, though others do. */
export const optionNotInBuild: LineRule = {
  id: 'option-not-in-build',
  scope: 'line',
  checkLine({ conf, line, parts, option }, t) {
    if (option === undefined || parts.valueStart < 0) return null;
    const { flavour } = conf;
    const place = { line, from: parts.nameStart, to: parts.nameStart + option.name.length };
    const refused = flavour === null ? refusingFlavours(option).length > 0 : !isAccepted(option, flavour);
    if (!refused) {
      const old = flavours.find(({ version }) => version === '2.2.2');
      if (flavour !== null || old === undefined || isAccepted(option, old)) return null;
      const text = t('{flavour} and older do not start with {option}; every later one does.', {
        flavour: old.label,
        option: option.name,
      });
      return { ...place, severity: 'info', text };
    }
    return {
      ...place,
      severity: 'error',
      text: describe(option, flavour, t),
      fixes: fixesFor(option, flavour, line, parts, t),
    };
  },
};
