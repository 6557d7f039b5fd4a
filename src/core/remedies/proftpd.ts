import type { Translate } from '../l10n.ts';
import type { Remedy } from '../report/report.ts';
import { addressOrPlaceholder, publicAddressQuestion } from './publicAddress.ts';
import { references } from './references.ts';
import { remedy, step } from './remedy.ts';
import type { Situation } from './situation.ts';

function restart(t: Translate): string {
  return step(t('Check the file, then restart:'), 'sudo proftpd -t', 'sudo systemctl restart proftpd');
}

/** `MasqueradeAddress` and `PassivePorts` (ProFTPD doc/howto/NAT.html; tried on 1.3.8). */
export function proftpdAddress(situation: Situation, t: Translate, group: string): Remedy {
  const { from, to } = situation.range;
  return remedy({
    id: 'proftpd-masquerade-address',
    title: t('Tell ProFTPD its public address'),
    target: 'proftpd',
    group,
    apply: 'restart',
    steps: [
      ...(situation.publicAddress === null ? [publicAddressQuestion(situation, t)] : []),
      step(
        t('In proftpd.conf, in the main section, in <Global> or in the <VirtualHost> concerned:'),
        `MasqueradeAddress ${addressOrPlaceholder(situation)}`,
        `PassivePorts ${from} ${to}`,
      ),
      t(
        'A host name works too, but one that does not resolve at start is dropped without an error; for an address that changes add DynMasqRefresh of mod_dynmasq. The address then also stands in the greeting, where you can check it.',
      ),
      t(
        'The two ports are two arguments with a blank between them; ProFTPD does not start with "{from}-{to}".',
        {
          from,
          to,
        },
      ),
      restart(t),
    ],
    reference: references.proftpdNat,
  });
}

/** `PassivePorts` alone. */
export function proftpdRange(situation: Situation, t: Translate, group: string): Remedy {
  const { from, to } = situation.range;
  return remedy({
    id: 'proftpd-passive-ports',
    title: t('Limit ProFTPD to the passive ports {from}-{to}', { from, to }),
    target: 'proftpd',
    group,
    apply: 'restart',
    steps: [
      step(
        t('In proftpd.conf, in the main section, in <Global> or in the <VirtualHost> concerned:'),
        `PassivePorts ${from} ${to}`,
      ),
      t(
        'Make the range larger than the transfers that can run at once: when it is used up ProFTPD takes any free port, which the firewall then drops, so the fault comes and goes with the load.',
      ),
      restart(t),
    ],
    reference: references.proftpdNat,
  });
}
