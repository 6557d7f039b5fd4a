import { boolOf, lastSetting } from '../../settings.ts';
import type { FileRule } from '../rule.ts';
import { reviewFix, settingEdits } from '../rule.ts';

/** The check of the address in PORT given up. */
export const activePromiscuous: FileRule = {
  id: 'active-promiscuous',
  scope: 'file',
  check(conf, t) {
    const setting = lastSetting(conf, 'port_promiscuous');
    if (setting === undefined || boolOf(conf, 'port_promiscuous') !== true) return [];
    const edits = settingEdits(conf, { port_promiscuous: 'NO' });
    return [
      {
        line: setting.line,
        severity: 'warning',
        text: t(
          'Any client can now make the server connect to any machine (FTP bounce). It does not help clients behind a router either: passive mode does.',
        ),
        fixes: [reviewFix(t('Set {setting}', { setting: 'port_promiscuous=NO' }), edits)],
      },
    ];
  },
};
