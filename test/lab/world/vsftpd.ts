import { existsSync, readFileSync } from 'node:fs';
import { address, labFolder, type ServerPlan } from '../scenario.ts';
import type { KeyPair } from './certificates.ts';
import { place } from './machine.ts';
import { packaged, type ServerProgram } from './serverProgram.ts';

/** The first server's file, the one that remedies are tried on. */
export const vsftpdConf = `${labFolder}/vsftpd.conf`;

/** The settings of the seed's server: IPv4, the control port 2100, everything else as people write it. */
const plain: Readonly<Record<string, string>> = {
  listen: 'YES',
  listen_ipv6: 'NO',
  anonymous_enable: 'NO',
  local_enable: 'YES',
  write_enable: 'YES',
  local_umask: '022',
  dirmessage_enable: 'YES',
  xferlog_enable: 'YES',
  connect_from_port_20: 'YES',
  secure_chroot_dir: '/var/run/vsftpd/empty',
  pam_service_name: 'vsftpd',
};

/** What the lab adds to any file: the seed's port and a log that shows the dialogue. */
const always: Readonly<Record<string, string>> = {
  listen_port: String(address.controlPort),
  log_ftp_protocol: 'YES',
  xferlog_std_format: 'NO',
  vsftpd_log_file: `${labFolder}/vsftpd.log`,
};

/** Debian's vsftpd with the scenario's configuration file. */
export function vsftpd(plan: ServerPlan, pair: KeyPair | null, file = vsftpdConf): ServerProgram {
  const tls: Record<string, string> =
    pair === null
      ? {}
      : { ssl_enable: 'YES', rsa_cert_file: pair.certificate, rsa_private_key_file: pair.key };
  const base = plan.stock === undefined ? lines(plain) : readFileSync(stockFile(plan.stock), 'utf8');
  const changes: Record<string, string | null> = { ...always, ...tls, ...plan.set };
  place(file, withOptions(base, changes) + (plan.further ?? ''));
  return {
    command: [packaged('vsftpd', 'usr/sbin/vsftpd'), file],
    port: Number(changes['listen_port']),
  };
}

function stockFile(stock: NonNullable<ServerPlan['stock']>): string {
  if (stock === 'fedora') return new URL('../../fixtures/vsftpd/stock-fedora.conf', import.meta.url).pathname;
  const unpacked = packaged('vsftpd', 'etc/vsftpd.conf');
  return existsSync(unpacked) ? unpacked : '/etc/vsftpd.conf';
}

function lines(options: Readonly<Record<string, string>>): string {
  return Object.entries(options)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}

/** Sets options in the text of a vsftpd.conf, each once; null removes one. */
export function withOptions(text: string, changes: Readonly<Record<string, string | null>>): string {
  const kept = text
    .split('\n')
    .filter((line) => !Object.hasOwn(changes, line.split('=', 1)[0] ?? ''))
    .join('\n')
    .trimEnd();
  const set = Object.entries(changes).filter((entry): entry is [string, string] => entry[1] !== null);
  return `${kept}\n${lines(Object.fromEntries(set))}`;
}
