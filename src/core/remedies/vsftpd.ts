import type { Translate } from '../l10n.ts';
import type { Remedy, RemedyEdit } from '../report/report.ts';
import { references } from './references.ts';
import { linesOf, remedy, set, step } from './remedy.ts';
import { publicAddressQuestion } from './publicAddress.ts';
import { proposedRange, type Situation } from './situation.ts';

/** Where the file is, as a sentence that the lines follow. */
function inFile(t: Translate): string {
  return t(
    'In vsftpd.conf (Debian: /etc/vsftpd.conf, Fedora and RHEL: /etc/vsftpd/vsftpd.conf) set, with no blank around "=":',
  );
}

/** The command that restarts it: releases that still ship vsftpd 2 have no systemd (RHEL and CentOS 6, Debian 7). */
function restartLines({ version }: Situation, t: Translate): readonly string[] {
  const old = 'sudo service vsftpd restart';
  const now = 'sudo systemctl restart vsftpd';
  if (version === null) return [now, t('# where there is no systemctl: {command}', { command: old })];
  return [/^[01]\.|^2\./.test(version) ? old : now];
}

/** How to make vsftpd read its file, and why not by a reload. */
export function restartSteps(situation: Situation, t: Translate): readonly string[] {
  if (situation.inetd) {
    return [t('Nothing to restart: an inetd starts this vsftpd, and each new connection reads the file.')];
  }
  return [
    step(
      t(
        'Restart it, never reload it: a reload skips faulty lines without a word and forgets a host name in pasv_address.',
      ),
      ...restartLines(situation, t),
    ),
    step(
      t(
        'If it does not come up, start it in a terminal: it prints the cause, which the service log does not hold.',
      ),
      'sudo vsftpd /etc/vsftpd.conf',
    ),
  ];
}

/** `apply` of a remedy that changes the file. */
export function applyBy(situation: Situation): Remedy['apply'] {
  return situation.inetd ? 'none' : 'restart';
}

function listenerEdits(situation: Situation): readonly RemedyEdit[] {
  return situation.inetd ? [] : [set('listen', 'YES'), set('listen_ipv6', 'NO')];
}

function rangeEdits(situation: Situation): readonly RemedyEdit[] {
  return [set('pasv_min_port', situation.range.from), set('pasv_max_port', situation.range.to)];
}

function rangeNote(situation: Situation, t: Translate): readonly string[] {
  if (situation.rangeKnown) return [];
  return [
    t(
      'The range {from}-{to} is a proposal: inside 32768-60999 SELinux lets an FTP server bind without a boolean. If the file already sets pasv_min_port and pasv_max_port, keep those values and open them instead.',
      { from: proposedRange.from, to: proposedRange.to },
    ),
  ];
}

function listenerNote(situation: Situation, t: Translate): readonly string[] {
  if (situation.inetd) return [];
  const reason = t(
    'The two listen lines belong to it: under listen_ipv6=YES, as the files of Debian and Fedora come, vsftpd sends 0,0,0,0 as soon as pasv_address is set.',
  );
  return [
    situation.ipv6
      ? `${reason} ${t('This server also answered over IPv6: clients there need a second vsftpd with a file of its own, with listen_ipv6=YES, without pasv_address, and with listen_address6 set to its IPv6 address (a listener on all addresses would take the port of IPv4 too).')}`
      : reason,
  ];
}

/** The lines that make vsftpd advertise the address by which clients reach it; complete on the stock files. */
export function vsftpdPasvAddress(situation: Situation, t: Translate, group: string): Remedy {
  const address = situation.publicAddress;
  if (address === null) return vsftpdUnknownAddress(situation, t, group);
  const edits = [...listenerEdits(situation), set('pasv_address', address), ...rangeEdits(situation)];
  return remedy({
    id: 'vsftpd-pasv-address',
    title: t('Tell vsftpd its public address {address}', { address }),
    target: 'vsftpd',
    group,
    apply: applyBy(situation),
    steps: [
      step(inFile(t), ...linesOf(edits)),
      ...listenerNote(situation, t),
      ...rangeNote(situation, t),
      ...restartSteps(situation, t),
    ],
    edits,
    reference: references.vsftpdIpv6Bug,
  });
}

/** The same where the public address is not known: nothing is invented. */
function vsftpdUnknownAddress(situation: Situation, t: Translate, group: string): Remedy {
  const lines = [
    ...linesOf(listenerEdits(situation)),
    'pasv_address=<public address>',
    ...linesOf(rangeEdits(situation)),
  ];
  return remedy({
    id: 'vsftpd-pasv-address',
    title: t('Tell vsftpd the public address under which clients reach it'),
    target: 'vsftpd',
    group,
    apply: applyBy(situation),
    steps: [
      publicAddressQuestion(situation, t),
      step(inFile(t), ...lines),
      ...listenerNote(situation, t),
      ...rangeNote(situation, t),
      ...restartSteps(situation, t),
    ],
    reference: references.vsftpdIpv6Bug,
  });
}

/** The name instead of the address, for an address that changes; null without a name or a public address. */
export function vsftpdPasvName(situation: Situation, t: Translate, group: string): Remedy | null {
  if (situation.hostName === null || situation.publicAddress === null) return null;
  const edits = [
    ...listenerEdits(situation),
    set('pasv_address', situation.hostName),
    set('pasv_addr_resolve', 'YES'),
    ...rangeEdits(situation),
  ];
  return remedy({
    id: 'vsftpd-pasv-addr-resolve',
    title: t('Give vsftpd the name {host} instead, if the address changes now and then', {
      host: situation.hostName,
    }),
    target: 'vsftpd',
    group,
    alternative: true,
    apply: applyBy(situation),
    steps: [
      step(inFile(t), ...linesOf(edits)),
      t(
        'The name is looked up once, when vsftpd starts: restart it whenever the address changes. The name must have an IPv4 address, else vsftpd does not start.',
      ),
      ...restartSteps(situation, t),
    ],
    edits,
    reference: references.vsftpdManual,
  });
}

/** A fixed range, so that there is something to open. */
export function vsftpdRange(situation: Situation, t: Translate, group: string): Remedy {
  const edits = rangeEdits(situation);
  return remedy({
    id: 'vsftpd-passive-range',
    title: t('Limit vsftpd to the passive ports {from}-{to}', {
      from: situation.range.from,
      to: situation.range.to,
    }),
    target: 'vsftpd',
    group,
    apply: applyBy(situation),
    steps: [
      step(inFile(t), ...linesOf(edits)),
      t(
        'Both lines are needed, the smaller first: without them vsftpd takes any port from 5001 to 65535, and a maximum below the minimum is ignored without a word.',
      ),
      ...rangeNote(situation, t),
      ...restartSteps(situation, t),
    ],
    edits,
    reference: references.vsftpdManual,
  });
}
