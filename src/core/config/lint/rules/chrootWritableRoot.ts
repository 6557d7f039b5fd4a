import { compareVersions } from '../../flavour.ts';
import { boolOf, lastSetting, valueOf } from '../../settings.ts';
import type { FileRule } from '../rule.ts';

/** Users locked into a directory that they may write to, which vsftpd refuses since 2.3.5, whatever write_enable says (tried on 3.0.3). */
export const chrootWritableRoot: FileRule = {
  id: 'chroot-writable-root',
  scope: 'file',
  check(conf, t) {
    const setting = lastSetting(conf, 'chroot_local_user');
    if (setting === undefined || boolOf(conf, 'chroot_local_user') !== true) return [];
    if (conf.flavour !== null && compareVersions(conf.flavour.version, '2.3.5') < 0) return [];
    if (boolOf(conf, 'local_enable') === false) return [];
    if (boolOf(conf, 'allow_writeable_chroot') !== false || boolOf(conf, 'passwd_chroot_enable') === true)
      return [];
    // A root of its own is usually laid out read-only with a writable directory below.
    if (valueOf(conf, 'local_root') != null || boolOf(conf, 'guest_enable') === true) return [];
    return [
      {
        line: setting.line,
        severity: 'warning',
        text: t(
          'Users are locked into their home directories; where they may write to the home itself, vsftpd refuses the login. Remove the write permission from the home (chmod a-w) and give a writable directory below it; allow_writeable_chroot=YES is the less safe way.',
        ),
        stage: 'login',
        says: '500 OOPS: vsftpd: refusing to run with writable root inside chroot()',
      },
    ];
  },
};
