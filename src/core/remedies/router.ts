import type { Translate } from '../l10n.ts';
import type { Remedy } from '../report/report.ts';
import { references } from './references.ts';
import { remedy, step } from './remedy.ts';

/** What a home or office router can and cannot do for active mode. */
export function routerActiveMode(t: Translate, group: string): Remedy {
  return remedy({
    id: 'router-active-mode',
    title: t(
      'Only if a program can do nothing but active mode: what the router in front of this machine can do',
    ),
    target: 'router',
    group,
    alternative: true,
    steps: [
      t(
        'Behind address translation active mode needs two things at once: PORT must name the public address of the router, and the router must forward the port in it to this machine. A router that knows neither breaks it, and no setting of the server mends that.',
      ),
      t(
        'An "FTP ALG" or "FTP helper" in the router does both, but mostly for control port 21 only, and never under TLS, where it cannot read the command.',
      ),
      t(
        'Without it: give the client the public address and a fixed port range, and forward that range in the router to this machine. If the provider shares one address among customers (100.64.0.0/10 on the router), active mode is impossible.',
      ),
    ],
    reference: references.conntrackFtp,
  });
}

/** How to stop a device from editing FTP, or to make it harmless. */
export function routerAlgOff(t: Translate, group: string): Remedy {
  return remedy({
    id: 'router-alg',
    title: t('Know that the device edits FTP, and do not depend on it'),
    target: 'router',
    group,
    steps: [
      t(
        'Leave it alone if all clients work. Know that the same server will behave otherwise under TLS, on another control port and from another network.',
      ),
      t(
        'To be independent of it: a fixed passive range, opened and forwarded explicitly, and the public address set in the server. Then TLS works too.',
      ),
      step(
        t(
          'To switch it off: "FTP ALG" or "SIP/FTP helper" in the settings of the router; on a Linux gateway:',
        ),
        'sudo nft list ruleset | grep -n "ct helper"',
        'sudo iptables -t raw -S | grep -- "--helper ftp"',
        'sudo modprobe -r nf_nat_ftp nf_conntrack_ftp',
      ),
    ],
    reference: references.conntrackFtp,
  });
}
