import { boolOf, lastSetting } from '../../settings.ts';
import type { FileRule } from '../rule.ts';
import { placeOf, reviewFix, settingEdits } from '../rule.ts';

/** Passive and active mode both off: no listing and no transfer can work. */
export const dataModesDisabled: FileRule = {
  id: 'data-modes-disabled',
  scope: 'file',
  check(conf, t) {
    const passive = lastSetting(conf, 'pasv_enable');
    const active = lastSetting(conf, 'port_enable');
    if (passive === undefined || active === undefined) return [];
    if (boolOf(conf, 'pasv_enable') !== false || boolOf(conf, 'port_enable') !== false) return [];
    return [
      {
        line: passive.line,
        severity: 'error',
        text: t('Passive and active mode are both off, so nobody gets a listing or a file.'),
        stage: 'transfer',
        says: '425 Use PORT or PASV first.',
        fixes: [
          reviewFix(
            t('Set {setting}', { setting: 'pasv_enable=YES' }),
            settingEdits(conf, { pasv_enable: 'YES' }),
          ),
        ],
        related: [placeOf(active, 'port_enable=NO')],
      },
    ];
  },
};
