import type { Translate } from '../l10n.ts';
import type { Remedy } from '../report/report.ts';
import { references } from './references.ts';
import { remedy, step } from './remedy.ts';
import { hostPortRules, windowsPortRule, type PortRule } from './portRules.ts';
import { dash } from './ranges.ts';
import { isOnWindows, type Situation } from './situation.ts';

/** The commands that admit `range`, one block a firewall tool, that of the server's system first. */
function rangeCommands({ range, product }: Situation): readonly string[] {
  const windows = windowsPortRule(range);
  const linux = hostPortRules(range);
  const byProduct: Partial<Record<Situation['product'], readonly PortRule[]>> = {
    iis: [windows],
    'filezilla-server': [windows, ...linux],
    unknown: [...linux, windows],
  };
  return (byProduct[product] ?? linux).flatMap(({ label, lines }) => [`# ${label}`, ...lines]);
}

/**
 * The explicit rule for the passive range in the server's own firewall; `before` says that other steps build on it. Null
 * where that firewall is known to let the ports in.
 */
export function hostFirewallRange(
  situation: Situation,
  t: Translate,
  group: string,
  before: 'address-edit' | 'nothing',
): Remedy | null {
  const { hostFirewall, rangeKnown } = situation;
  if (hostFirewall === 'open' || (hostFirewall === 'lets-in' && rangeKnown)) return null;
  const range = dash(situation.range);
  const isBefore = before === 'address-edit';
  const why = isOnWindows(situation)
    ? t(
        'Windows can open FTP ports by reading the replies of a server on port 21, but not under TLS, and not where a reply names another address than its own. A rule for the ports themselves always works.',
      )
    : isBefore
      ? t(
          "Do this first, and then change the address: a firewall that opens FTP ports by reading replies (the kernel's FTP helper, firewalld's \"ftp\" service) ignores a 227 that does not carry the host's own address, so clients that repair the address today would lose their transfers without this rule.",
        )
      : t(
          'A rule for "ftp" or "established, related" is not enough: it depends on a helper that reads FTP replies, which cannot read them under TLS and ignores a 227 that does not carry the host\'s own address.',
        );
  return remedy({
    id: 'host-firewall-range',
    title: isBefore
      ? t('Before the address changes: open the passive ports {range} in the firewall of the server itself', {
          range,
        })
      : t('Open the passive ports {range} in the firewall of the server itself', { range }),
    target: 'firewall',
    group,
    steps: [
      ...(isBefore ? [why] : []),
      step(t('Use the lines of the tool that the server has:'), ...rangeCommands(situation)),
      ...(isBefore ? [] : [why]),
      ...(situation.product === 'iis'
        ? []
        : [
            t(
              'Rules given to nft or iptables by hand are gone after a restart of the machine: write them into its saved rule set too. Table and chain names can differ; "sudo nft list ruleset" shows them. A server without a firewall of its own needs none of this.',
            ),
          ]),
    ],
    reference: isOnWindows(situation) ? references.iisFirewall : references.firewalldFtp,
  });
}

/** Why the kernel's FTP helper does not open the ports, and what it takes to use it after all. */
export function conntrackHelper(situation: Situation, t: Translate, group: string): Remedy {
  const port = situation.controlPort;
  return remedy({
    id: 'conntrack-helper-rule',
    title: t("Give the kernel's FTP helper the rule that it needs"),
    target: 'firewall',
    group,
    alternative: true,
    steps: [
      t(
        'Loading nf_conntrack_ftp alone, as older guides advise, does nothing: since kernel 4.7 helpers are not assigned by themselves, and the sysctl that brought this back was removed in 2022. A rule must assign it.',
      ),
      step(
        t('iptables:'),
        `sudo iptables -t raw -A PREROUTING -p tcp --dport ${port} -j CT --helper ftp`,
        'sudo iptables -A INPUT -m conntrack --ctstate RELATED -m helper --helper ftp -j ACCEPT',
      ),
      step(
        t('nftables, in a table of its own:'),
        'table inet ftphelper {',
        '  ct helper ftp-std {',
        '    type "ftp" protocol tcp',
        '  }',
        '  chain pre {',
        '    type filter hook prerouting priority filter; policy accept;',
        `    tcp dport ${port} ct helper set "ftp-std"`,
        '  }',
        '}',
      ),
      t(
        "This works only while the control connection is in clear text and the 227 carries the host's own address. With TLS, or with a public address set in the server, only the explicit rule for the range works.",
      ),
    ],
    reference: references.helperAssignment,
  });
}
