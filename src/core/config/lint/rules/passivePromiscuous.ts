import { boolOf, lastSetting } from '../../settings.ts';
import type { FileRule } from '../rule.ts';
import { reviewFix, settingEdits } from '../rule.ts';

/** The check of the peer's address on passive connections given up. */
export const passivePromiscuous: FileRule = {
  id: 'passive-promiscuous',
  scope: 'file',
  check(conf, t) {
    const setting = lastSetting(conf, 'pasv_promiscuous');
    if (setting === undefined || boolOf(conf, 'pasv_promiscuous') !== true) return [];
    const edits = settingEdits(conf, { pasv_promiscuous: 'NO' });
    return [
      {
        line: setting.line,
        severity: 'warning',
        text: t(
          "Anyone who guesses the passive port can now take a client's data connection. Keep it only for clients whose two connections leave through different addresses.",
        ),
        fixes: [reviewFix(t('Set {setting}', { setting: 'pasv_promiscuous=NO' }), edits)],
      },
    ];
  },
};
