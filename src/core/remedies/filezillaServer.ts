import type { Translate } from '../l10n.ts';
import type { Remedy } from '../report/report.ts';
import { addressOrPlaceholder, publicAddressQuestion } from './publicAddress.ts';
import { references } from './references.ts';
import { remedy, step } from './remedy.ts';
import { dash } from './ranges.ts';
import type { Situation } from './situation.ts';

/** Host override and custom port range of FileZilla Server 1.x (`pasv.host_override`, `pasv.port_range`; read in source). */
export function filezillaServerAddress(situation: Situation, t: Translate, group: string): Remedy {
  return remedy({
    id: 'filezilla-server-passive-mode',
    title: t('Tell FileZilla Server its public address'),
    target: 'filezilla-server',
    group,
    steps: [
      ...(situation.publicAddress === null ? [publicAddressQuestion(situation, t)] : []),
      step(
        t('In its administration interface, under the settings of FTP and FTP over TLS, passive mode:'),
        `Public IP or hostname: ${addressOrPlaceholder(situation)}`,
        `Custom port range: ${dash(situation.range)}`,
        'Use local IP for local connections: on',
      ),
      t(
        'The last one keeps clients in the same network on the local address. The range must not hold a port that the server listens on.',
      ),
    ],
    reference: references.filezillaServer,
  });
}

/** The custom port range alone. */
export function filezillaServerRange(situation: Situation, t: Translate, group: string): Remedy {
  return remedy({
    id: 'filezilla-server-port-range',
    title: t('Limit FileZilla Server to the passive ports {from}-{to}', { ...situation.range }),
    target: 'filezilla-server',
    group,
    steps: [
      step(
        t('In its administration interface, under the settings of FTP and FTP over TLS, passive mode:'),
        `Custom port range: ${dash(situation.range)}`,
      ),
    ],
    reference: references.filezillaServer,
  });
}
