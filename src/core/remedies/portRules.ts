import type { PortRange } from '../trace/trace.ts';
import { colon, dash } from './ranges.ts';

/** How one cloud or firewall opens a range of ports to clients. */
export interface PortRule {
  readonly id: string;
  /** The product's own name. */
  readonly label: string;
  readonly kind: 'cloud' | 'host';
  /** What to enter or to type, literally; `<…>` stands for names that only the person knows. */
  readonly lines: readonly string[];
}

/** The rules for the security groups of clouds. */
export function cloudPortRules(range: PortRange): readonly PortRule[] {
  const { from, to } = range;
  const ports = dash(range);
  const rule = (id: string, label: string, line: string): PortRule => ({
    id,
    label,
    kind: 'cloud',
    lines: [line],
  });
  return [
    rule('alibaba', 'Alibaba Cloud', `Custom TCP, ${from}/${to}, 0.0.0.0/0`),
    rule(
      'aws',
      'AWS',
      `aws ec2 authorize-security-group-ingress --group-id <sg-id> --protocol tcp --port ${ports} --cidr 0.0.0.0/0`,
    ),
    rule(
      'azure',
      'Azure',
      `az network nsg rule create -g <group> --nsg-name <nsg> -n ftp-passive --priority 310 --access Allow --protocol Tcp --destination-port-ranges ${ports}`,
    ),
    rule(
      'gcp',
      'Google Cloud',
      `gcloud compute firewall-rules create ftp-passive --network <network> --allow tcp:${ports}`,
    ),
    rule('tencent', 'Tencent Cloud', `TCP:${ports}, 0.0.0.0/0, ALLOW`),
  ];
}

/** The rules for the server's own firewall (tried on nft 1.0.6 and iptables; ufw 0.36.2 and firewalld 1.3.3 by their manuals). */
export function hostPortRules(range: PortRange): readonly PortRule[] {
  const rule = (id: string, ...lines: readonly string[]): PortRule => ({
    id,
    label: id,
    kind: 'host',
    lines,
  });
  return [
    rule(
      'firewalld',
      `sudo firewall-cmd --permanent --add-port=${dash(range)}/tcp`,
      'sudo firewall-cmd --reload',
    ),
    rule('ufw', `sudo ufw allow ${colon(range)}/tcp`),
    rule('nftables', `sudo nft insert rule inet filter input tcp dport ${dash(range)} accept`),
    rule('iptables', `sudo iptables -I INPUT -p tcp --dport ${colon(range)} -j ACCEPT`),
  ];
}

/** The same in the firewall of Windows. */
export function windowsPortRule(range: PortRange): PortRule {
  const command = 'netsh advfirewall firewall add rule name="FTP passive" dir=in action=allow protocol=TCP';
  return { id: 'windows', label: 'Windows', kind: 'host', lines: [`${command} localport=${dash(range)}`] };
}

/** Every rule, clouds first. */
export function portRules(range: PortRange): readonly PortRule[] {
  return [...cloudPortRules(range), ...hostPortRules(range)];
}

/** Rules as comment lines of a vsftpd.conf, which only column 1 makes a comment. */
export function portRuleComments(rules: readonly PortRule[]): string {
  return rules
    .map(({ label, lines }) => [`# ${label}:`, ...lines.map((line) => `#   ${line}`)].join('\n'))
    .map((block) => `${block}\n`)
    .join('');
}
