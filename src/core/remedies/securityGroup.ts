import type { Translate } from '../l10n.ts';
import type { Remedy } from '../report/report.ts';
import { references } from './references.ts';
import { cloudPortRules } from './portRules.ts';
import { remedy, step } from './remedy.ts';
import { dash } from './ranges.ts';
import type { Situation } from './situation.ts';

/** The rule for the passive range in the security group or cloud firewall in front of the server. */
export function securityGroupRange(situation: Situation, t: Translate, group: string): Remedy {
  const range = dash(situation.range);
  return remedy({
    id: 'security-group-range',
    title: t('Open the passive ports {range} in the security group or firewall in front of the server', {
      range,
    }),
    target: 'security-group',
    group,
    steps: [
      step(
        t(
          'On a cloud, add an inbound rule beside the one for port {port}; use the network of your clients as source if it is known, else 0.0.0.0/0:',
          { port: situation.controlPort },
        ),
        ...cloudPortRules(situation.range).flatMap(({ label, lines }) =>
          lines.map((line) => `${label}: ${line}`),
        ),
      ),
      t(
        'Behind a router of your own, forward TCP {range} to the server, each port to the same number, as it is done for port {port}.',
        { range, port: situation.controlPort },
      ),
      t('Both layers must let the range in: this one and the firewall of the server itself.'),
    ],
    reference: references.alibabaEip,
  });
}

/** The rule for the control port itself. */
export function securityGroupControl(situation: Situation, t: Translate, group: string): Remedy {
  const port = situation.controlPort;
  return remedy({
    id: 'security-group-control-port',
    title: t('Open the control port {port} in the security group and in the firewall of the server', {
      port,
    }),
    target: 'security-group',
    group,
    steps: [
      t(
        'On a cloud, add an inbound rule for TCP {port} to the security group of the machine. Behind a router, forward TCP {port} to the server.',
        { port },
      ),
      step(
        t('On the server, with the tool that it has:'),
        `sudo firewall-cmd --permanent --add-port=${port}/tcp && sudo firewall-cmd --reload`,
        `sudo ufw allow ${port}/tcp`,
        `sudo nft insert rule inet filter input tcp dport ${port} accept`,
        `sudo iptables -I INPUT -p tcp --dport ${port} -j ACCEPT`,
      ),
      t('An address that tried too often may be banned: look at fail2ban and at hosts.deny on the server.'),
    ],
    reference: references.alibabaEip,
  });
}
