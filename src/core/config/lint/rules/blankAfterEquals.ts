import { isBlank, trimBlanks } from '../../confFile.ts';
import { damageOf } from '../stringDamage.ts';
import type { LineRule, LintDraft } from '../rule.ts';
import { inLine, reviewFix, safeFix } from '../rule.ts';

/** A blank between `=` and the value. */
export const blankAfterEquals: LineRule = {
  id: 'blank-after-equals',
  scope: 'line',
  checkLine({ conf, line, parts, option }, t) {
    if (option === undefined || option.name === 'ftpd_banner' || trimBlanks(parts.value) === '') return null;
    if (!isBlank(parts.value.charCodeAt(0)) || conf.flavour?.trims === 'all') return null;
    let to = parts.valueStart;
    while (isBlank(line.content.charCodeAt(to))) to++;
    const edits = [inLine(line, parts.valueStart, to, '')];
    const title = t('Remove the blanks after "="');
    const place = { line, from: parts.valueStart, to };
    if (option.type === 'bool') {
      const text = t('There must be no blank after "=": it becomes part of the value.');
      return { ...place, severity: 'error', text, fixes: [safeFix(title, edits)] } satisfies LintDraft;
    }
    if (option.type === 'int') {
      const octal = line.content.charAt(to) === '0' && /^0[0-7]/.test(line.content.slice(to, to + 2));
      return octal
        ? {
            ...place,
            severity: 'warning',
            text: t('With a blank before it vsftpd reads this number in decimal, not in octal.'),
            fixes: [reviewFix(title, edits)],
          }
        : {
            ...place,
            severity: 'info',
            text: t('vsftpd skips the blank before a number.'),
            fixes: [safeFix(title, edits)],
          };
    }
    if (conf.flavour !== null && conf.flavour.trims !== 'none') return null;
    const damage = damageOf(conf, option.name, parts.value);
    return {
      ...place,
      severity: 'warning',
      text: t('The blank becomes part of the value, except in builds of Debian, Ubuntu, Fedora and RHEL.'),
      ...(damage ?? {}),
      fixes: [safeFix(title, edits)],
    };
  },
};
