import { boolOf, lastSetting } from '../../settings.ts';
import type { FileRule, LintDraft } from '../rule.ts';
import { reviewFix, settingEdits } from '../rule.ts';

/** Versions that RFC 6176, RFC 7568 and RFC 8996 withdrew. `ssl_tlsv1` is the only TLS switch before 3.0.4 and stays. */
const old = ['ssl_sslv2', 'ssl_sslv3', 'ssl_tlsv11', 'ssl_tlsv1_1'];

/** A withdrawn version of SSL or TLS allowed. */
export const tlsOldProtocol: FileRule = {
  id: 'tls-old-protocol',
  scope: 'file',
  check(conf, t) {
    if (boolOf(conf, 'ssl_enable') !== true) return [];
    const drafts: LintDraft[] = [];
    const separate = conf.flavour?.version === '3.0.5' ? [...old, 'ssl_tlsv1'] : old;
    for (const name of separate) {
      const setting = lastSetting(conf, name);
      if (setting === undefined || boolOf(conf, name) !== true) continue;
      drafts.push({
        line: setting.line,
        severity: 'warning',
        text: t('{option} allows a protocol that was withdrawn as unsafe; no current client needs it.', {
          option: name,
        }),
        fixes: [
          reviewFix(t('Set {setting}', { setting: `${name}=NO` }), settingEdits(conf, { [name]: 'NO' })),
        ],
      });
    }
    return drafts;
  },
};
