import { lastSetting } from '../../settings.ts';
import { pasvAddressIn } from '../pasvAddress.ts';
import type { FileRule } from '../rule.ts';
import { reviewFix, settingEdits } from '../rule.ts';

/** `pasv_address` without a fixed range: nobody knows which ports to open. */
export const pasvAddressWithoutRange: FileRule = {
  id: 'pasv-address-without-range',
  scope: 'file',
  check(conf, t) {
    const pasv = pasvAddressIn(conf);
    if (pasv === null || lastSetting(conf, 'pasv_min_port') !== undefined) return [];
    if (lastSetting(conf, 'pasv_max_port') !== undefined) return [];
    const edits = settingEdits(conf, { pasv_min_port: '30000', pasv_max_port: '30100' });
    return [
      {
        line: pasv.setting.line,
        severity: 'warning',
        text: t(
          'Without pasv_min_port and pasv_max_port every port from 5001 to 65535 must be open to clients: firewall helpers stop following PASV once it names another address.',
        ),
        fixes: [reviewFix(t('Use ports 30000 to 30100'), edits)],
      },
    ];
  },
};
