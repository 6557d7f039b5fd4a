import type { Translate } from '../l10n.ts';
import type { Remedy } from '../report/report.ts';
import { references } from './references.ts';
import { remedy, step } from './remedy.ts';
import { dash } from './ranges.ts';
import { isOnWindows, type Situation } from './situation.ts';

/** Ports that the policy lets FTP servers bind without a boolean. */
const freeToBind = { from: 32768, to: 60999 };

/** The boolean that a range outside the ephemeral ports needs; null for a range that needs none. */
export function selinuxPassivePorts(situation: Situation, t: Translate, group: string): Remedy | null {
  const { from, to } = situation.range;
  if (isOnWindows(situation)) return null;
  if (from >= freeToBind.from && to <= freeToBind.to) return null;
  if (situation.selinux !== null && situation.selinux !== 'Enforcing') return null;
  return remedy({
    id: 'selinux-passive-mode',
    title: t('On Fedora and RHEL, let SELinux admit the passive ports {range}', {
      range: dash(situation.range),
    }),
    target: 'selinux',
    group,
    steps: [
      step(
        t(
          'Only if "getenforce" says Enforcing: the range lies outside {from}-{to}, so a boolean is needed.',
          {
            ...freeToBind,
          },
        ),
        'sudo setsebool -P ftpd_use_passive_mode on',
      ),
      step(
        t('A refusal shows as "500 OOPS: vsf_sysutil_bind" at the client and here:'),
        'sudo ausearch -m AVC -c vsftpd -ts recent',
      ),
    ],
    reference: references.selinuxFtp,
  });
}
