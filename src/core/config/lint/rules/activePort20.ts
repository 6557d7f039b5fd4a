import { boolOf, lastSetting } from '../../settings.ts';
import type { FileRule } from '../rule.ts';
import { placeOf, reviewFix, settingEdits } from '../rule.ts';

/** `port_promiscuous` with `connect_from_port_20`: active transfers die. */
export const activePort20: FileRule = {
  id: 'active-port-20',
  scope: 'file',
  check(conf, t) {
    const setting = lastSetting(conf, 'port_promiscuous');
    const port20 = lastSetting(conf, 'connect_from_port_20');
    if (setting === undefined || port20 === undefined) return [];
    if (boolOf(conf, 'port_promiscuous') !== true || boolOf(conf, 'connect_from_port_20') !== true) return [];
    return [
      {
        line: setting.line,
        severity: 'error',
        text: t(
          'Together with connect_from_port_20=YES active transfers fail: the process that then opens the connection may not use port 20.',
        ),
        stage: 'transfer',
        says: '500 OOPS: vsf_sysutil_bind',
        fixes: [
          reviewFix(
            t('Set {setting}', { setting: 'port_promiscuous=NO' }),
            settingEdits(conf, { port_promiscuous: 'NO' }),
          ),
        ],
        related: [placeOf(port20, 'connect_from_port_20=YES')],
      },
    ];
  },
};
