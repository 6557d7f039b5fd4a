import type { Translate } from '../l10n.ts';
import type { Remedy } from '../report/report.ts';
import { references } from './references.ts';
import { linesOf, remedy, set, step } from './remedy.ts';
import type { Situation } from './situation.ts';
import { applyBy, restartSteps } from './vsftpd.ts';

/** Large packets that vanish: the path's MTU. */
export function pathMtu(t: Translate, group: string): Remedy {
  return remedy({
    id: 'path-mtu',
    title: t('Find out whether large packets vanish, and have the path announce its size'),
    target: 'server-network',
    group,
    steps: [
      step(
        t('From this machine, with the largest size that gets through (1472 is a full Ethernet packet):'),
        'ping -M do -s 1472 <server>',
        'ping -M do -s 1372 <server>',
      ),
      t(
        'If the large one gets no answer, some firewall swallows the ICMP messages "fragmentation needed" (IPv6: "packet too big"). Let them through, above all in the security group and on the server.',
      ),
      step(
        t('On a router or VPN gateway on the way, cut the segment size instead:'),
        'sudo nft add rule inet filter forward tcp flags syn tcp option maxseg size set rt mtu',
        'sudo iptables -t mangle -A FORWARD -p tcp --tcp-flags SYN,RST SYN -j TCPMSS --clamp-mss-to-pmtu',
      ),
      step(
        t('As a test on the server, until the next restart:'),
        'sudo ip link set dev <interface> mtu 1400',
      ),
    ],
    reference: references.rfc1123,
  });
}

/** A device that loses the connection: timeouts of firewall, NAT and server. */
export function statefulTimeout(t: Translate, group: string): Remedy {
  return remedy({
    id: 'stateful-timeout',
    title: t('If only long transfers stop: raise the idle time of the device in between'),
    target: 'server-network',
    group,
    alternative: true,
    steps: [
      t(
        'During a transfer nothing passes on the control connection, and firewalls and NAT drop what is silent for some minutes. Raise their idle time for TCP above the longest transfer (RFC 5382 asks for 2 hours 4 minutes).',
      ),
      step(
        t('Keep the control connection alive from the client:'),
        'FileZilla: Edit, Settings, FTP: Send FTP keep-alive commands',
        'WinSCP: Advanced, Connection, Keepalives: Dummy protocol commands',
        'lftp: set ftp:nop-interval 30',
        'curl --keepalive-time 30 ftp://...',
      ),
      step(
        t('Keep it alive from a Linux server, for programs that switch keep-alive on:'),
        'sudo sysctl -w net.ipv4.tcp_keepalive_time=60',
      ),
    ],
    reference: references.rfc959,
  });
}

/** Rights, paths and space on the server. */
export function permissions(situation: Situation, t: Translate, group: string): Remedy {
  const vsftpd = situation.product === 'vsftpd';
  return remedy({
    id: 'server-permissions',
    title: t('Give the user the right, the path or the space that the command needs'),
    target: vsftpd ? 'vsftpd' : 'server',
    group,
    apply: vsftpd ? applyBy(situation) : 'none',
    steps: [
      step(
        t('As the FTP user, on the server:'),
        'sudo -u <user> ls -ld <path>',
        'df -h <path>',
        'quota -u <user>',
      ),
      ...(vsftpd
        ? [
            step(
              t('Options of vsftpd that answer 550 for everybody; change only what is meant to be allowed:'),
              'write_enable=YES',
              'dirlist_enable=YES',
              'download_enable=YES',
              'anon_upload_enable=YES',
            ),
            ...restartSteps(situation, t),
          ]
        : []),
      step(
        t(
          'On Fedora and RHEL, a refusal by SELinux; give the files the right label rather than the server all rights:',
        ),
        'sudo ausearch -m AVC -ts recent',
        "sudo semanage fcontext -a -t public_content_rw_t '<path>(/.*)?' && sudo restorecon -R <path>",
      ),
    ],
    reference: references.selinuxFtp,
  });
}

/** Takes the requirement of a resumed session away: last, and with its price. */
export function withoutTlsReuse(situation: Situation, t: Translate, group: string): Remedy | null {
  const price = t(
    'Price: without it whoever reaches the data port first can take the connection over, neighbours behind the same address included.',
  );
  const title = t('Have the server take data connections with a session of their own');
  if (situation.product === 'vsftpd') {
    const edits = [set('require_ssl_reuse', 'NO')];
    return remedy({
      id: 'vsftpd-require-ssl-reuse',
      title,
      target: 'vsftpd',
      group,
      alternative: true,
      weakens: true,
      apply: applyBy(situation),
      steps: [price, step(t('In vsftpd.conf:'), ...linesOf(edits)), ...restartSteps(situation, t)],
      edits,
      reference: references.vsftpdManual,
    });
  }
  if (situation.product !== 'proftpd') return null;
  return remedy({
    id: 'proftpd-no-session-reuse',
    title,
    target: 'proftpd',
    group,
    alternative: true,
    weakens: true,
    apply: 'restart',
    steps: [price, step(t('In proftpd.conf:'), 'TLSOptions NoSessionReuseRequired')],
    reference: references.proftpdTls,
  });
}

/** Names in another encoding; `encoding` is what clients and iconv call it. */
export function nameEncoding(encoding: string, t: Translate, group: string): Remedy {
  return remedy({
    id: 'name-encoding',
    title: t('Read the names as {encoding} for now, and convert them to UTF-8 on the server', { encoding }),
    target: 'client',
    group,
    steps: [
      step(
        t('In the client:'),
        `lftp: set ftp:charset ${encoding}; set file:charset UTF-8`,
        `FileZilla: Site Manager, Charset, Use custom charset: ${encoding}`,
        'WinSCP: Advanced, Environment, UTF-8 encoding for filenames: Off',
      ),
      step(
        t('On the server, for good; the first line only shows what the second would rename:'),
        `convmv -f ${encoding} -t UTF-8 -r <path>`,
        `convmv -f ${encoding} -t UTF-8 -r --notest <path>`,
      ),
      step(
        t('Then have FEAT announce UTF-8, where the server can:'),
        'vsftpd of Debian and Ubuntu: utf8_filesystem=YES',
        'ProFTPD: UseEncoding UTF-8',
      ),
      t('Names that old clients upload come back in the old encoding: change those clients too.'),
    ],
    reference: references.rfc3659,
  });
}

/** Listings in a form that clients do not know. */
export function listingForm(t: Translate, group: string): Remedy {
  return remedy({
    id: 'listing-form',
    title: t('Have the server list in the form of "ls -l", or use MLSD'),
    target: 'server',
    group,
    steps: [
      step(
        t('Settings that change the form:'),
        'IIS: FTP Directory Browsing, Directory Listing Style: UNIX',
        'ProFTPD: ListOptions',
        'LC_TIME=C in the environment of the server, for month names',
      ),
      t('Clients that use MLSD where FEAT shows it need no guess at the format; vsftpd does not offer it.'),
    ],
    reference: references.rfc3659,
  });
}
