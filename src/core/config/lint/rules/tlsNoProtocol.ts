import { compareVersions } from '../../flavour.ts';
import { boolOf, lastSetting } from '../../settings.ts';
import type { FileRule } from '../rule.ts';
import { reviewFix, settingEdits } from '../rule.ts';

const upstream = ['ssl_tlsv1', 'ssl_tlsv11', 'ssl_tlsv12', 'ssl_tlsv13'];
const vendors = ['ssl_tlsv1', 'ssl_tlsv1_1', 'ssl_tlsv1_2', 'ssl_tlsv1_3'];

/** Every version of TLS switched off in a build that has a switch for each. */
export const tlsNoProtocol: FileRule = {
  id: 'tls-no-protocol',
  scope: 'file',
  check(conf, t) {
    const { flavour } = conf;
    if (
      flavour === null ||
      boolOf(conf, 'ssl_enable') !== true ||
      compareVersions(flavour.version, '3.0.4') < 0
    )
      return [];
    const named = vendors.slice(1).some((name) => lastSetting(conf, name) !== undefined);
    const switches =
      flavour.vendor === 'opensuse' || (flavour.vendor === 'fedora' && named) ? vendors : upstream;
    const states = switches.map((name) => boolOf(conf, name));
    const off = switches.map((name) => lastSetting(conf, name)).findLast((setting) => setting !== undefined);
    if (off === undefined || states.some((state) => state !== false)) return [];
    const newest = switches[3] ?? 'ssl_tlsv13';
    const setting = `${newest}=YES`;
    return [
      {
        line: off.line,
        severity: 'error',
        text: t('Every version of TLS is switched off.'),
        stage: 'handshake',
        fixes: [reviewFix(t('Set {setting}', { setting }), settingEdits(conf, { [newest]: 'YES' }))],
      },
    ];
  },
};
