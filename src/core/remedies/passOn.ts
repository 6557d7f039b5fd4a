import type { Translate } from '../l10n.ts';
import type { Remedy } from '../report/report.ts';
import { references } from './references.ts';
import { dash } from './ranges.ts';
import { remedy, step } from './remedy.ts';
import type { Situation } from './situation.ts';

/** A proxy, balancer or container host that takes data connections: have it hand them on. */
export function dataPortsThrough(situation: Situation, t: Translate, group: string): Remedy {
  const range = dash(situation.range);
  return remedy({
    id: 'data-ports-through',
    title: t('Have what stands in front of the server hand the passive ports on, each under the same number'),
    target: 'server-network',
    group,
    steps: [
      step(
        t('See on that machine who listens on the passive ports, and where it sends them:'),
        'sudo ss -ltnp',
        'sudo nft list ruleset',
        'docker ps --format "{{.Names}} {{.Ports}}"',
      ),
      t(
        'Whatever is found there must cover the very range that the server hands out ({range}) and lead to the server that answered on the control port. A balancer must keep each client on one server, control and data alike.',
        { range },
      ),
      step(
        t('A plain forward in place of a proxy also lets the server see its clients’ real addresses:'),
        `sudo nft add rule ip nat prerouting tcp dport ${range} dnat to <server>`,
      ),
    ],
    reference: references.rfc2577,
  });
}

/** A firewall that inspects data connections and tears them down. */
export function inspection(t: Translate, group: string): Remedy {
  return remedy({
    id: 'data-inspection',
    title: t('Find the firewall or filter that inspects FTP, and have it pass these connections'),
    target: 'server-network',
    group,
    steps: [
      step(
        t(
          'Take a capture on both ends during a transfer: a reset that neither end sent comes from in between.',
        ),
        'sudo tcpdump -ni any -w ftp.pcap tcp',
        'ftp-diagnose explain ftp.pcap',
      ),
      t(
        'The time to live (TTL) of the reset packet differs from that of the server’s other packets, and shows how many routers away the device is.',
      ),
      t(
        'Look there for intrusion prevention, virus scanning, data loss prevention or an FTP application rule, and make an exception for this server.',
      ),
    ],
    reference: references.rfc959,
  });
}
