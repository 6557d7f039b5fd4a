import { boolOf, lastSetting } from '../../settings.ts';
import type { FileRule } from '../rule.ts';

/** The user list turned into the list of those who may log in. */
export const userlistAllowsOnly: FileRule = {
  id: 'userlist-allows-only',
  scope: 'file',
  check(conf, t) {
    const setting = lastSetting(conf, 'userlist_deny');
    if (setting === undefined || boolOf(conf, 'userlist_deny') !== false) return [];
    if (boolOf(conf, 'userlist_enable') !== true || boolOf(conf, 'local_enable') !== true) return [];
    return [
      {
        line: setting.line,
        severity: 'info',
        text: t(
          'Only users named in userlist_file may log in; every other name gets "530 Permission denied." before a password is asked.',
        ),
      },
    ];
  },
};
