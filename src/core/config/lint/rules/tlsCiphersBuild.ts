import { boolOf, lastSetting } from '../../settings.ts';
import type { FileRule } from '../rule.ts';
import { reviewFix, withoutLine } from '../rule.ts';

/** Fedora's `PROFILE=SYSTEM`, which the OpenSSL of other systems does not know. */
export const tlsCiphersBuild: FileRule = {
  id: 'tls-ciphers-build',
  scope: 'file',
  check(conf, t) {
    const setting = lastSetting(conf, 'ssl_ciphers');
    if (setting?.value == null || boolOf(conf, 'ssl_enable') !== true) return [];
    if (!/^\s*PROFILE=/.test(setting.value) || conf.flavour?.vendor === 'fedora') return [];
    return [
      {
        line: setting.line,
        severity: conf.flavour === null ? 'warning' : 'error',
        text: t(
          'Only the OpenSSL of Fedora, RHEL and their kin knows PROFILE=…; others know no cipher of this name.',
        ),
        stage: 'start-up',
        says: '500 OOPS: SSL: could not set cipher list',
        fixes: [reviewFix(t('Remove the line'), [withoutLine(setting.line)])],
      },
    ];
  },
};
