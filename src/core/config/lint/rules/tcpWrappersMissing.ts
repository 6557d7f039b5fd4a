import { boolOf, lastSetting } from '../../settings.ts';
import type { FileRule } from '../rule.ts';
import { reviewFix, settingEdits } from '../rule.ts';

/** TCP wrappers asked of a build without libwrap. */
export const tcpWrappersMissing: FileRule = {
  id: 'tcp-wrappers-missing',
  scope: 'file',
  check(conf, t) {
    const setting = lastSetting(conf, 'tcp_wrappers');
    if (setting === undefined || boolOf(conf, 'tcp_wrappers') !== true || conf.flavour?.tcpWrappers === true)
      return [];
    const edits = settingEdits(conf, { tcp_wrappers: 'NO' });
    return [
      {
        line: setting.line,
        severity: conf.flavour === null ? 'warning' : 'error',
        text:
          conf.flavour === null
            ? t(
                'Debian and Ubuntu build vsftpd with TCP wrappers; upstream, Fedora and RHEL 8 and later do not.',
              )
            : t('This vsftpd is built without TCP wrappers.'),
        stage: 'connect',
        says: '500 OOPS: tcp_wrappers is set to YES but no tcp wrapper support compiled in',
        fixes: [reviewFix(t('Set {setting}', { setting: 'tcp_wrappers=NO' }), edits)],
      },
    ];
  },
};
