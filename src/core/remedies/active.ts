import type { Facts } from '../diagnosis/facts.ts';
import type { Translate } from '../l10n.ts';
import type { Remedy } from '../report/report.ts';
import { references } from './references.ts';
import { linesOf, remedy, set, step } from './remedy.ts';
import type { Situation } from './situation.ts';
import { applyBy, restartSteps } from './vsftpd.ts';
import { isPassive } from '../trace/trace.ts';

/** Replies by which servers say that active mode is switched off, whatever address the command names. */
function activeIsOff(facts: Facts): boolean {
  const refusals = facts.channels.filter(({ mode, accepted }) => !isPassive(mode) && accepted === false);
  return refusals.some(({ reply }) => reply !== null && [502, 550].includes(reply.code));
}

/** Switches active mode of vsftpd on; null where the refusal is not of that kind or the product another. */
export function activeModeOn(situation: Situation, facts: Facts, t: Translate, group: string): Remedy | null {
  if (situation.product !== 'vsftpd' || !activeIsOff(facts)) return null;
  const edits = [set('port_enable', 'YES')];
  return remedy({
    id: 'vsftpd-port-enable',
    title: t('Switch active mode of vsftpd on, if old clients need it'),
    target: 'vsftpd',
    group,
    alternative: true,
    apply: applyBy(situation),
    steps: [
      step(t('In vsftpd.conf:'), ...linesOf(edits)),
      t('cmds_allowed and cmds_denied can forbid PORT and EPRT too.'),
      ...restartSteps(situation, t),
    ],
    edits,
    reference: references.vsftpdManual,
  });
}

/** Lets the server see real client addresses through what stands in front of it. */
export function realClientAddress(t: Translate, group: string): Remedy {
  return remedy({
    id: 'server-real-client-address',
    title: t('Let the server see the real addresses of its clients'),
    target: 'server-network',
    group,
    steps: [
      t(
        'Whatever stands in front of the server (proxy, load balancer, container network, source NAT) must hand connections on with the address of the client. Then PORT, limits per address, bans and logs are right again.',
      ),
      step(
        t('Where to look:'),
        'sudo iptables -t nat -S POSTROUTING',
        'sudo nft list table ip nat',
        'AWS NLB: preserve_client_ip.enabled = true',
        'HAProxy (both connections): send-proxy, server with PROXY support',
        'Kubernetes: externalTrafficPolicy: Local',
      ),
      t('Control and data connections must take the same way, else the server refuses the data connection.'),
    ],
    reference: references.rfc2577,
  });
}

/** Lets the connection of the server in at the client's side. */
export function clientFirewallActive(t: Translate, group: string): Remedy {
  return remedy({
    id: 'client-firewall-active',
    title: t('If it must be active mode: let the connection of the server in'),
    target: 'firewall',
    group,
    alternative: true,
    steps: [
      step(
        t(
          'On this machine admit the ports that the client listens on, for example 40000-40010, from the server:',
        ),
        'sudo firewall-cmd --add-port=40000-40010/tcp',
        'sudo ufw allow proto tcp from <server> to any port 40000:40010',
        'netsh advfirewall firewall add rule name="FTP active" dir=in action=allow protocol=TCP localport=40000-40010',
      ),
      t(
        'On the server, outgoing connections from its port 20 (or any port, without connect_from_port_20) must be allowed, in its firewall and in the security group.',
      ),
    ],
    reference: references.rfc959,
  });
}

/** Takes the address check off PORT: last, and with its price. */
export function portPromiscuous(situation: Situation, t: Translate, group: string): Remedy | null {
  if (situation.product !== 'vsftpd') return null;
  const edits = [set('port_promiscuous', 'YES')];
  return remedy({
    id: 'vsftpd-port-promiscuous',
    title: t('Have vsftpd accept any address in PORT'),
    target: 'vsftpd',
    group,
    alternative: true,
    weakens: true,
    apply: applyBy(situation),
    steps: [
      t(
        'Price: every user can then have the server connect to any host and port (FTP bounce), its own network included. It does not help a client behind address translation either: the connection still ends at the router.',
      ),
      step(t('In vsftpd.conf:'), ...linesOf(edits)),
      ...restartSteps(situation, t),
    ],
    edits,
    reference: references.rfc2577,
  });
}
