import type { Facts } from '../diagnosis/facts.ts';
import { scopeOf } from '../ftp/address.ts';
import type { Translate } from '../l10n.ts';
import type { Remedy } from '../report/report.ts';
import { references } from './references.ts';
import { inOrder, remedy, step } from './remedy.ts';
import { securityGroupControl } from './securityGroup.ts';
import { situationOf } from './situation.ts';

/** What to do about a name without an address. */
export function remediesForName(host: string, t: Translate): readonly Remedy[] {
  return [
    remedy({
      id: 'client-check-name',
      title: t('Check the name, or use the address of the server'),
      target: 'client',
      group: 'name',
      steps: [
        step(
          t('See what the name leads to, here and at a public resolver:'),
          `nslookup ${host}`,
          `nslookup ${host} 1.1.1.1`,
        ),
        t(
          'If only the public resolver knows it, the resolver of this machine is at fault; if none knows it, the name is mistyped or its A or AAAA record is missing.',
        ),
      ],
      reference: references.rfc1123,
    }),
  ];
}

/** What to do about a control port that does not answer; `how` is what became of the dials. */
export function remediesForUnreachable(
  facts: Facts,
  t: Translate,
  how: 'refused' | 'timed-out' | 'unreachable',
): readonly Remedy[] {
  const situation = situationOf(facts);
  const port = situation.controlPort;
  const group = 'control-port';
  const running = remedy({
    id: 'server-listening',
    title: t('See on the server whether anything listens on port {port}', { port }),
    target: 'server',
    group,
    steps: [
      step(
        t('On the server:'),
        `sudo ss -ltnp 'sport = :${port}'`,
        'systemctl status vsftpd proftpd pure-ftpd',
      ),
      step(
        t('vsftpd that does not start says why in a terminal only, never in the service log:'),
        'sudo vsftpd /etc/vsftpd.conf',
      ),
      t(
        'listen_address must be an address of the machine itself: the public address of a cloud cannot be bound. A container must publish the port.',
      ),
    ],
    reference: references.vsftpdManual,
  });
  // No cloud and no router stands in front of a port of this very machine.
  if (facts.connects.every(({ remote }) => remote != null && scopeOf(remote.address) === 'loopback')) {
    return inOrder([running]);
  }
  const open = securityGroupControl(situation, t, group);
  return inOrder(how === 'refused' ? [running, open] : [open, running]);
}

/** What to do about one dead address among several. */
export function remediesForDeadAddress(addresses: readonly string[], t: Translate): readonly Remedy[] {
  const list = addresses.join(', ');
  return [
    remedy({
      id: 'dns-remove-address',
      title: t('Take {addresses} out of DNS, or bring the server up there', { addresses: list }),
      target: 'server-network',
      group: 'addresses',
      steps: [
        t(
          'Clients try the addresses of a name one after another and wait for each that does not answer. Remove the record that nobody serves.',
        ),
        t(
          'If it is the IPv6 address: let the server listen on IPv6 as well and open the port there, in the security group too, which has rules of its own for IPv6.',
        ),
      ],
      reference: references.rfc1123,
    }),
  ];
}

/** What to do about a greeting or login that takes seconds. */
export function remediesForGreetingDelay(facts: Facts, t: Translate): readonly Remedy[] {
  const { product } = situationOf(facts);
  const all: Readonly<Record<string, readonly string[]>> = {
    proftpd: ['UseReverseDNS off', 'IdentLookups off'],
    'pure-ftpd': ['DontResolve yes'],
  };
  const lines = all[product] ?? [
    'ProFTPD: UseReverseDNS off, IdentLookups off',
    'Pure-FTPd: DontResolve yes',
  ];
  return [
    remedy({
      id: 'server-no-lookups',
      title: t('Spare the server the lookups that it makes before it answers'),
      target: product === 'unknown' ? 'server' : product,
      group: 'greeting',
      apply: product === 'vsftpd' ? 'none' : 'restart',
      steps: [
        step(
          t('On the server, see whether the name of a client address is found at once:'),
          'time getent hosts <client address>',
          'cat /etc/resolv.conf',
        ),
        product === 'vsftpd'
          ? t(
              'vsftpd itself looks up nothing before its greeting: look at tcp_wrappers (hosts.allow with names), at PAM modules and at delay_successful_login.',
            )
          : step(t('Switch the lookups off in the server:'), ...lines),
        t(
          'A firewall that drops port 113 (ident) makes some servers wait 10 to 30 seconds: have it reject instead.',
        ),
      ],
      reference: references.proftpdDns,
    }),
  ];
}

/** What to do about a server that has as many clients as it admits. */
export function remediesForLimit(facts: Facts, t: Translate): readonly Remedy[] {
  const { product } = situationOf(facts);
  const byProduct: Readonly<Record<string, readonly string[]>> = {
    vsftpd: ['max_clients=2000', 'max_per_ip=50'],
    proftpd: ['MaxInstances', 'MaxClients', 'MaxClientsPerHost', 'MaxClientsPerUser'],
    'pure-ftpd': ['MaxClientsNumber', 'MaxClientsPerIP', 'PassivePortRange (caps clients at half its ports)'],
    pyftpdlib: ['server.max_cons', 'server.max_cons_per_ip'],
  };
  return inOrder([
    remedy({
      id: 'client-fewer-connections',
      title: t('Have the client open fewer connections at once'),
      target: 'client',
      group: 'limits',
      steps: [
        step(
          t('Where it is set:'),
          'FileZilla: Site Manager, Transfer Settings, Limit number of simultaneous connections: 1',
          'lftp: set net:connection-limit 1',
          'VS Code SFTP: "concurrency": 1',
        ),
        t('A program that was killed may still hold its place for some minutes, until the server notices.'),
      ],
      reference: references.rfc959,
    }),
    remedy({
      id: 'server-raise-limit',
      title: t('Raise the limit of the server'),
      target: product === 'unknown' ? 'server' : product,
      group: 'limits',
      alternative: true,
      apply: 'restart',
      steps: [
        step(
          t('The settings that limit clients:'),
          ...(byProduct[product] ?? Object.values(byProduct).flat()),
        ),
        t(
          'Behind a NAT, proxy or load balancer all clients share one address, so a limit per address counts them all as one.',
        ),
      ],
      reference: references.vsftpdManual,
    }),
  ]);
}

/** What to do about a server that turns this client away. */
export function remediesForRefusal(facts: Facts, t: Translate): readonly Remedy[] {
  const address = facts.seenAs?.address ?? t('the address of this client');
  return [
    remedy({
      id: 'server-access-rules',
      title: t('Look for the rule on the server that turns this client away'),
      target: 'server',
      group: 'access',
      steps: [
        step(
          t('On the server:'),
          'cat /etc/hosts.allow /etc/hosts.deny',
          'sudo fail2ban-client status',
          'sudo journalctl -u vsftpd -u proftpd -u pure-ftpd --since -10min',
        ),
        t('What to look for: {address}, or the network that it belongs to.', { address }),
        t(
          'ProFTPD closes without a word when MaxInstances is reached or a <Limit LOGIN> denies the address.',
        ),
      ],
      reference: references.vsftpdManual,
    }),
  ];
}

/** What to do about a ban met while diagnosing. */
export function remediesForBlocked(t: Translate): readonly Remedy[] {
  return [
    remedy({
      id: 'server-unban',
      title: t('Wait for the ban to end, or have this address let in'),
      target: 'server-network',
      group: 'access',
      steps: [
        step(
          t('On the server:'),
          'sudo fail2ban-client status vsftpd',
          'sudo fail2ban-client set vsftpd unbanip <client address>',
          'sudo nft list ruleset | grep -n -i -E "limit|meter|set"',
        ),
        t(
          'Then diagnose again with fewer connections: --mode pasv --samples 1. Clients that transfer with several connections meet the same rule.',
        ),
      ],
      reference: references.rfc2577,
    }),
  ];
}

/** What to do about data connections of which some do not come about, whatever their port. */
export function remediesForLostConnections(t: Translate): readonly Remedy[] {
  return [
    remedy({
      id: 'connection-limit',
      title: t('Find what loses or limits new connections'),
      target: 'server-network',
      group: 'passive-ports',
      steps: [
        step(
          t(
            'A transfer of many files opens a connection for each of them, in quick succession. Limits on new connections must leave that room on the passive ports; on a Linux server or router this shows them:',
          ),
          'sudo nft list ruleset | grep -n -i -E "limit|meter"',
          'sudo iptables -S | grep -i -E "limit|recent"',
        ),
        step(
          t('Lost packets show on the way, from this machine; repeat it, since they get lost by chance:'),
          'mtr -n --report --tcp --port 21 <server>',
        ),
      ],
      reference: references.nftMeters,
    }),
  ];
}

/** What to do about several servers behind one address. */
export function remediesForBackends(t: Translate): readonly Remedy[] {
  return [
    remedy({
      id: 'balancer-affinity',
      title: t('Have the balancer send all connections of a client to one server'),
      target: 'server-network',
      group: 'balancer',
      steps: [
        t(
          'A data connection must reach the server that announced its port. Switch on source address affinity (session persistence) for the control port and the passive ports together.',
        ),
        step(
          t(
            'Or give each server its own slice of ports and forward each slice to it, for example with vsftpd:',
          ),
          'pasv_min_port=50000 pasv_max_port=50049',
          'pasv_min_port=50050 pasv_max_port=50099',
        ),
      ],
      reference: references.awsTransferPassive,
    }),
  ];
}

/** What to do about a control connection that something in between forgets. */
export function remediesForIdle(t: Translate, byServer: boolean): readonly Remedy[] {
  const server = remedy({
    id: 'server-idle-timeout',
    title: t('Raise the idle time of the server'),
    target: 'server',
    group: 'idle',
    apply: 'restart',
    steps: [
      step(
        t('The settings, with their defaults in seconds:'),
        'vsftpd: idle_session_timeout=300, data_connection_timeout=300',
        'ProFTPD: TimeoutIdle 600, TimeoutNoTransfer 300',
        'Pure-FTPd: MaxIdleTime 15 (minutes)',
        'pyftpdlib: handler.timeout = 300',
      ),
    ],
    reference: references.rfc1123,
  });
  const alive = remedy({
    id: 'client-keep-alive',
    title: t('Have the client keep the control connection alive'),
    target: 'client',
    group: 'idle',
    steps: [
      step(
        t('Where it is set:'),
        'FileZilla: Edit, Settings, FTP: Send FTP keep-alive commands',
        'WinSCP: Advanced, Connection, Keepalives: Executing dummy protocol commands',
        'lftp: set ftp:nop-interval 30',
        'curl --keepalive-time 30 ftp://...',
      ),
      t(
        'A NAT or firewall in between forgets connections that are silent for some minutes, as the control connection is during a long transfer; raise its idle time for TCP if it is yours.',
      ),
    ],
    reference: references.rfc959,
  });
  return byServer ? [server, { ...alive, alternative: true }] : [alive];
}

/** Which client to use for what answers instead of FTP. */
export function remediesForOtherProtocol(protocol: string | null, t: Translate): readonly Remedy[] {
  return [
    remedy({
      id: 'client-right-port',
      title:
        protocol === 'SSH'
          ? t('Use SFTP here, or the port of the FTP server')
          : t('Use the port on which the FTP server listens'),
      target: 'client',
      group: 'protocol',
      steps: [
        ...(protocol === 'SSH'
          ? [
              step(
                t('SFTP is another protocol with a similar name; these clients speak it:'),
                'sftp -P <port> <user>@<server>',
                'FileZilla, WinSCP: Protocol SFTP',
              ),
            ]
          : []),
        t(
          'FTP mostly listens on port 21, implicit TLS on 990; ask who runs the server, or look there for the port in its settings.',
        ),
      ],
      reference: references.rfc959,
    }),
  ];
}
