import { firstLine } from '../../confFile.ts';
import { lastSetting } from '../../settings.ts';
import type { FileRule } from '../rule.ts';
import { reviewFix, settingEdits } from '../rule.ts';

/** `anonymous_enable` left out: the compiled default lets anonymous users in. */
export const anonymousOpen: FileRule = {
  id: 'anonymous-open',
  scope: 'file',
  check(conf, t) {
    if (lastSetting(conf, 'anonymous_enable') !== undefined || conf.byOption.size === 0) return [];
    return [
      {
        line: firstLine(conf.file),
        from: 0,
        to: 0,
        severity: 'info',
        text: t('anonymous_enable is not set, and its default is YES: anybody may log in as anonymous.'),
        fixes: [
          reviewFix(
            t('Set {setting}', { setting: 'anonymous_enable=NO' }),
            settingEdits(conf, { anonymous_enable: 'NO' }),
          ),
        ],
      },
    ];
  },
};
