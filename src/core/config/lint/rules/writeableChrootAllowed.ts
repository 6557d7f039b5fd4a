import { boolOf, lastSetting } from '../../settings.ts';
import type { FileRule } from '../rule.ts';

/** The refusal of a writable chroot root given up. */
export const writeableChrootAllowed: FileRule = {
  id: 'writeable-chroot-allowed',
  scope: 'file',
  check(conf, t) {
    const setting = lastSetting(conf, 'allow_writeable_chroot');
    if (setting === undefined || boolOf(conf, 'allow_writeable_chroot') !== true) return [];
    return [
      {
        line: setting.line,
        severity: 'warning',
        text: t(
          'A user who may write to the root of the chroot can plant files there that programs of the system trust. A read-only root with a writable directory below is the safer way.',
        ),
      },
    ];
  },
};
