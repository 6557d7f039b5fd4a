import type { Translate } from '../l10n.ts';
import type { Remedy } from '../report/report.ts';
import { addressOrPlaceholder, publicAddressQuestion } from './publicAddress.ts';
import { references } from './references.ts';
import { remedy, step } from './remedy.ts';
import type { Situation } from './situation.ts';

function rangeNote(situation: Situation, t: Translate): string {
  const { from, to } = situation.range;
  return t(
    'The range also limits clients: Pure-FTPd admits half as many as it has ports, here {clients}. Write it with a blank, not with a hyphen.',
    { clients: Math.floor((to - from + 1) / 2) },
  );
}

/** `ForcePassiveIP` and `PassivePortRange` (pure-ftpd.conf.in; tried on 1.0.50). */
export function pureFtpdAddress(situation: Situation, t: Translate, group: string): Remedy {
  const address = addressOrPlaceholder(situation);
  const { from, to } = situation.range;
  return remedy({
    id: 'pure-ftpd-force-passive-ip',
    title: t('Tell Pure-FTPd its public address'),
    target: 'pure-ftpd',
    group,
    apply: 'restart',
    steps: [
      ...(situation.publicAddress === null ? [publicAddressQuestion(situation, t)] : []),
      step(
        t('Debian and Ubuntu keep one file an option:'),
        `echo "${address}" | sudo tee /etc/pure-ftpd/conf/ForcePassiveIP`,
        `echo "${from} ${to}" | sudo tee /etc/pure-ftpd/conf/PassivePortRange`,
        'sudo systemctl restart pure-ftpd',
      ),
      step(t('Elsewhere, in pure-ftpd.conf:'), `ForcePassiveIP ${address}`, `PassivePortRange ${from} ${to}`),
      rangeNote(situation, t),
      t(
        'A host name is looked up anew for each session, which suits an address that changes. Do not use NATmode for this: it switches passive mode off.',
      ),
    ],
    reference: references.pureFtpd,
  });
}

/** `PassivePortRange` alone. */
export function pureFtpdRange(situation: Situation, t: Translate, group: string): Remedy {
  const { from, to } = situation.range;
  return remedy({
    id: 'pure-ftpd-passive-port-range',
    title: t('Limit Pure-FTPd to the passive ports {from}-{to}', { from, to }),
    target: 'pure-ftpd',
    group,
    apply: 'restart',
    steps: [
      step(
        t('Debian and Ubuntu keep one file an option:'),
        `echo "${from} ${to}" | sudo tee /etc/pure-ftpd/conf/PassivePortRange`,
        'sudo systemctl restart pure-ftpd',
      ),
      step(t('Elsewhere, in pure-ftpd.conf:'), `PassivePortRange ${from} ${to}`),
      rangeNote(situation, t),
    ],
    reference: references.pureFtpd,
  });
}
