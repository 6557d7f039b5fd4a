import { boolOf, lastSetting } from '../../settings.ts';
import type { FileRule } from '../rule.ts';

/** The chroot list read the other way round. */
export const chrootListInverted: FileRule = {
  id: 'chroot-list-inverted',
  scope: 'file',
  check(conf, t) {
    const setting = lastSetting(conf, 'chroot_list_enable');
    if (setting === undefined || boolOf(conf, 'chroot_list_enable') !== true) return [];
    if (boolOf(conf, 'chroot_local_user') !== true) return [];
    return [
      {
        line: setting.line,
        severity: 'info',
        text: t('With chroot_local_user=YES the list names those who are not locked into their directory.'),
      },
    ];
  },
};
