import { lastSetting } from '../../settings.ts';
import { damageOf } from '../stringDamage.ts';
import type { FileRule, LintDraft } from '../rule.ts';
import { reviewFix, withoutLine } from '../rule.ts';

/** Options whose compiled default an empty value throws away, though vsftpd cannot do without one. */
const required = ['secure_chroot_dir', 'nopriv_user', 'ftp_username', 'guest_username', 'chown_username'];

/** An empty value for an account or directory that every session needs. */
export const requiredValueEmpty: FileRule = {
  id: 'required-value-empty',
  scope: 'file',
  check(conf, t) {
    const drafts: LintDraft[] = [];
    for (const option of required) {
      const setting = lastSetting(conf, option);
      // vsftpd 3.0.3 prints a missing name as (null), except here.
      const damage = damageOf(conf, option, option === 'nopriv_user' ? '' : '(null)');
      if (setting === undefined || setting.value !== null || damage === null) continue;
      drafts.push({
        line: setting.line,
        severity: 'error',
        text: t('An empty value leaves {option} without its default.', { option }),
        ...damage,
        fixes: [reviewFix(t('Remove the line'), [withoutLine(setting.line)])],
      });
    }
    return drafts;
  },
};
