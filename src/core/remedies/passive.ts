import type { Translate } from '../l10n.ts';
import type { Remedy } from '../report/report.ts';
import { references } from './references.ts';
import { linesOf, remedy, set, step } from './remedy.ts';
import type { Situation } from './situation.ts';
import { applyBy, restartSteps } from './vsftpd.ts';

function proftpdPassiveOn(t: Translate, group: string): Remedy {
  return remedy({
    id: 'proftpd-limit-passive',
    title: t('Let ProFTPD answer PASV and EPSV'),
    target: 'proftpd',
    group,
    apply: 'restart',
    steps: [
      step(
        t('Find and remove the section that denies them, then check and restart:'),
        "grep -rniE -A3 '<Limit[^>]*(PASV|EPSV)' /etc/proftpd",
        'sudo proftpd -t',
        'sudo systemctl restart proftpd',
      ),
    ],
    reference: references.proftpdLimit,
  });
}

function pureFtpdPassiveOn(t: Translate, group: string): Remedy {
  return remedy({
    id: 'pure-ftpd-nat-mode',
    title: t("Switch Pure-FTPd's NATmode off: it disables passive mode"),
    target: 'pure-ftpd',
    group,
    apply: 'restart',
    steps: [
      step(
        t('Debian and Ubuntu keep one file an option:'),
        'sudo rm -f /etc/pure-ftpd/conf/NATmode',
        'sudo systemctl restart pure-ftpd',
      ),
      step(t('Elsewhere, in pure-ftpd.conf:'), 'NATmode no'),
      t('The name misleads: a server behind address translation needs ForcePassiveIP instead.'),
    ],
    reference: references.pureFtpd,
  });
}

/** Where a server whose product is not known may forbid it. */
function anyPassiveOn(t: Translate, group: string): Remedy {
  return remedy({
    id: 'server-passive-mode',
    title: t('Have the server answer PASV and EPSV'),
    target: 'server',
    group,
    apply: 'restart',
    steps: [
      step(
        t('Look where the server forbids commands:'),
        'vsftpd: pasv_enable, cmds_allowed, cmds_denied',
        'ProFTPD: <Limit PASV EPSV>',
        'Pure-FTPd: NATmode',
        'pyftpdlib: proto_cmds',
        'IIS: FTP Request Filtering, Commands',
      ),
    ],
    reference: references.rfc1123,
  });
}

/** Switches passive mode on, in the language of the product. */
export function passiveModeOn(situation: Situation, t: Translate, group: string): Remedy {
  switch (situation.product) {
    case 'vsftpd':
      return vsftpdPassiveOn(situation, t, group);
    case 'proftpd':
      return proftpdPassiveOn(t, group);
    case 'pure-ftpd':
      return pureFtpdPassiveOn(t, group);
    case 'pyftpdlib':
    case 'filezilla-server':
    case 'iis':
    case 'unknown':
      return anyPassiveOn(t, group);
  }
}

function vsftpdPassiveOn(situation: Situation, t: Translate, group: string): Remedy {
  const edits = [set('pasv_enable', 'YES')];
  return remedy({
    id: 'vsftpd-pasv-enable',
    title: t('Switch on the passive mode of vsftpd'),
    target: 'vsftpd',
    group,
    apply: applyBy(situation),
    steps: [
      step(t('In vsftpd.conf:'), ...linesOf(edits)),
      t(
        'The same refusal comes from cmds_allowed without PASV and EPSV, from cmds_denied with them, and from a file in user_config_dir for this user: look there if pasv_enable is not set.',
      ),
      ...restartSteps(situation, t),
    ],
    edits,
    reference: references.vsftpdManual,
  });
}

/** Takes the file up again and tells whether the range in it is the one in force. */
export function rangeInForce(situation: Situation, t: Translate, group: string): Remedy {
  const { from, to } = situation.range;
  return remedy({
    id: 'range-in-force',
    title: t('Find out why the range {from}-{to} is not in force', { from, to }),
    target: 'server',
    group,
    apply: applyBy(situation),
    steps: [
      t('Restart the server: it may have started before the range was written.'),
      step(
        t('See which file the server reads:'),
        'ps -o args= -C vsftpd,proftpd,pure-ftpd',
        'systemctl cat vsftpd proftpd pure-ftpd',
      ),
      t(
        'vsftpd ignores a maximum below the minimum, a maximum below 5001 without a minimum, and reads a number with a leading zero as octal; a file in user_config_dir may set another range. ProFTPD and pyftpdlib take any port once the range is used up.',
      ),
      t(
        'If the server listens inside the range and the client is told another port, a device on the way edits the reply: compare with a session under TLS.',
      ),
    ],
    reference: references.vsftpdManual,
  });
}

/** Makes the running vsftpd go by the file that is known. */
export function fileInForce(situation: Situation, t: Translate, group: string): Remedy {
  return remedy({
    id: 'vsftpd-file-in-force',
    title: t('Restart vsftpd, and make sure that it reads this file'),
    target: 'vsftpd',
    group,
    apply: applyBy(situation),
    steps: [
      ...restartSteps(situation, t),
      step(
        t('If it sends the same address afterwards, see which file it reads:'),
        'ps -o args= -C vsftpd',
        'systemctl cat vsftpd',
        'grep -H pasv_address /etc/vsftpd.conf /etc/vsftpd/*.conf',
      ),
      t(
        'In a container the file is another one than that of the machine, and is mostly written anew at each start.',
      ),
    ],
    reference: references.vsftpdManual,
  });
}

/** The range in the words of each product but vsftpd; of all where the product is not known. */
function rangeLines(product: Situation['product'], from: number, to: number): readonly string[] {
  const all = {
    proftpd: `ProFTPD: PassivePorts ${from} ${to}`,
    'pure-ftpd': `Pure-FTPd: PassivePortRange ${from} ${to}`,
    pyftpdlib: `pyftpdlib: passive_ports = range(${from}, ${to + 1})`,
    'filezilla-server': `FileZilla Server: Custom port range ${from}-${to}`,
    iis: `IIS: lowDataChannelPort ${from}, highDataChannelPort ${to}`,
  };
  return product === 'vsftpd' || product === 'unknown' ? Object.values(all) : [all[product]];
}

const rangeReferences: Partial<Record<Situation['product'], string>> = {
  proftpd: references.proftpdNat,
  'pure-ftpd': references.pureFtpd,
  pyftpdlib: references.pyftpdlib,
  'filezilla-server': references.filezillaServer,
  iis: references.iisFirewall,
};

/** More ports for more transfers at once. */
export function widerRange(situation: Situation, t: Translate, group: string): Remedy {
  const { from } = situation.range;
  const to = Math.min(65535, Math.max(situation.range.to, from + 100));
  const edits = situation.product === 'vsftpd' ? [set('pasv_min_port', from), set('pasv_max_port', to)] : [];
  return remedy({
    id: 'wider-range',
    title: t('Give the server more passive ports: {from}-{to}', { from, to }),
    target: situation.product === 'vsftpd' ? 'vsftpd' : 'server',
    group,
    apply: applyBy(situation),
    steps: [
      situation.product === 'vsftpd'
        ? step(t('In vsftpd.conf:'), ...linesOf(edits))
        : step(t('In the language of the server:'), ...rangeLines(situation.product, from, to)),
      situation.product === 'vsftpd'
        ? t(
            'A port stays taken for a while after a transfer. Reckon with more ports than transfers in four minutes; vsftpd tries nine ports at random and gives up although some are free.',
          )
        : t(
            'A port stays taken for a while after a transfer. Reckon with more ports than transfers in four minutes.',
          ),
      t('Open the new ports in the firewall of the server and in the security group first.'),
      ...(situation.product === 'vsftpd'
        ? restartSteps(situation, t)
        : [t('Restart the server afterwards.')]),
    ],
    edits,
    reference: rangeReferences[situation.product] ?? references.vsftpdSource,
  });
}
