import type { Translate } from '../l10n.ts';
import type { Remedy } from '../report/report.ts';
import { addressOrPlaceholder } from './publicAddress.ts';
import { references } from './references.ts';
import { remedy, step } from './remedy.ts';
import { dash } from './ranges.ts';
import type { Situation } from './situation.ts';

/** Published range and address variable of a server in a container. */
export function dockerPublish(situation: Situation, t: Translate, group: string): Remedy {
  const range = dash(situation.range);
  const address = addressOrPlaceholder(situation);
  const { from, to } = situation.range;
  return remedy({
    id: 'docker-published-range',
    title: t('Give a container the address, and publish its passive ports'),
    target: 'docker',
    group,
    alternative: true,
    steps: [
      step(
        t('Publish the very range that the server hands out, each port under the same number:'),
        `docker run -p ${situation.controlPort}:21 -p ${range}:${range} ...`,
      ),
      step(
        t(
          'The variables of common images (a default of 127.0.0.1 or 0.0.0.0 is what clients are then sent to):',
        ),
        `fauria/vsftpd: -e PASV_ADDRESS=${address} -e PASV_MIN_PORT=${from} -e PASV_MAX_PORT=${to}`,
        `delfer/alpine-ftp-server: -e ADDRESS=${address} -e MIN_PORT=${from} -e MAX_PORT=${to}`,
        `garethflowers/ftp-server: -e PUBLIC_IP=${address}`,
        `stilliard/pure-ftpd: -e PUBLICHOST=${address} -e FTP_PASSIVE_PORTS=${from}:${to}`,
      ),
      t(
        'Kubernetes: a Service has no port ranges, so list every passive port in it, or use hostNetwork; set externalTrafficPolicy: Local so that the server sees the real client address, and advertise the address of the load balancer or node.',
      ),
    ],
    reference: references.dockerVsftpd,
  });
}

/** Why a container sees a private client address, and how it sees the real one. */
export function dockerSourceAddress(t: Translate, group: string): Remedy {
  return remedy({
    id: 'docker-real-client-address',
    title: t('Let a server in a container see the real client address'),
    target: 'docker',
    group,
    alternative: true,
    steps: [
      step(
        t(
          "Docker's userland proxy and Docker Desktop hand connections on from an address of their own. On Linux the host's network avoids that:",
        ),
        'docker run --network host ...',
      ),
      t('Kubernetes: externalTrafficPolicy: Local on the Service keeps the client address.'),
    ],
    reference: references.dockerPureFtpd,
  });
}
