import { isBlank, trimBlanks } from '../../confFile.ts';
import { damageOf } from '../stringDamage.ts';
import type { LineRule } from '../rule.ts';
import { inLine, safeFix } from '../rule.ts';

/** Blanks after the value. */
export const trailingBlank: LineRule = {
  id: 'trailing-blank',
  scope: 'line',
  checkLine({ conf, line, parts, option, comment }, t) {
    if (option === undefined || parts.valueStart < 0 || option.name === 'ftpd_banner') return null;
    if (
      option.type === 'int' ||
      comment !== '' ||
      trimBlanks(parts.value) === '' ||
      conf.flavour?.trims === 'all'
    )
      return null;
    const end = line.content.endsWith('\r') ? line.content.length - 1 : line.content.length;
    let from = end;
    while (isBlank(line.content.charCodeAt(from - 1))) from--;
    if (from === end) return null;
    const fixes = [safeFix(t('Remove the blanks at the end'), [inLine(line, from, end, '')])];
    if (option.type === 'bool') {
      const text = t('There must be no blank after the value: it becomes part of it.');
      return { line, from, to: end, severity: 'error', text, fixes };
    }
    if (conf.flavour !== null && conf.flavour.trims !== 'none') return null;
    const damage = damageOf(conf, option.name, parts.value);
    const text = t(
      'The blank becomes part of the value, except in builds of Debian, Ubuntu, Fedora and RHEL.',
    );
    return { line, from, to: end, severity: 'warning', text, ...(damage ?? {}), fixes };
  },
};
