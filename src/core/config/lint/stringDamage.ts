import { readInetAddress } from '../inetAddress.ts';
import type { ConfSettings } from '../settings.ts';
import { boolOf } from '../settings.ts';
import type { Stage } from './problem.ts';

/** What comes of a string value that names nothing. */
export interface Damage {
  readonly stage: Stage;
  readonly says: string;
}

/** `[option, stage, text before the value, switches that must be on]`; texts as vsftpd 3.0.3 gave them. */
const damages: readonly (readonly [string, Stage, string, readonly string[]])[] = [
  ['secure_chroot_dir', 'connect', "vsftpd: not found: directory given in 'secure_chroot_dir':", []],
  ['nopriv_user', 'connect', 'cannot locate user entry:', []],
  [
    'ftp_username',
    'connect',
    "vsftpd: cannot locate user specified in 'ftp_username':",
    ['anonymous_enable'],
  ],
  [
    'guest_username',
    'connect',
    "vsftpd: cannot locate user specified in 'guest_username':",
    ['guest_enable'],
  ],
  [
    'chown_username',
    'connect',
    "vsftpd: cannot locate user specified in 'chown_username':",
    ['chown_uploads'],
  ],
  ['banner_file', 'connect', 'cannot read banner file:', []],
  ['userlist_file', 'connect', 'cannot read user list file:', ['userlist_enable', 'local_enable']],
  ['banned_email_file', 'connect', 'cannot read anon e-mail list file:', ['deny_email_enable']],
  ['email_password_file', 'connect', 'cannot read email passwords file:', ['secure_email_list_enable']],
  ['chroot_list_file', 'login', 'could not read chroot() list file:', ['chroot_list_enable', 'local_enable']],
  ['anon_root', 'login', 'cannot change directory:', ['anonymous_enable']],
];

/** Texts that do not repeat the value; all need `ssl_enable`. */
const tlsDamages: Readonly<Record<string, string>> = {
  rsa_cert_file: 'SSL: cannot load RSA certificate',
  rsa_private_key_file: 'SSL: cannot load RSA private key',
  dsa_cert_file: 'SSL: cannot load DSA certificate',
  ca_certs_file: 'SSL: could not load verify file',
};

function addressDamage(conf: ConfSettings, name: string, value: string): Damage | null {
  if (name === 'pasv_address' && boolOf(conf, 'pasv_addr_resolve') === true)
    return { stage: 'start-up', says: `500 OOPS: cannot resolve host:${value}` };
  if (readInetAddress(value) !== null) return null;
  if (name === 'pasv_address') return { stage: 'pasv', says: '500 OOPS: invalid pasv_address' };
  const listens = boolOf(conf, 'listen') === true;
  return listens ? { stage: 'start-up', says: `500 OOPS: bad listen_address: ${value}` } : null;
}

/** What happens when a string option holds a value that cannot be a path, user or address; null where nothing is refused. */
export function damageOf(conf: ConfSettings, name: string, value: string): Damage | null {
  if (name === 'pasv_address' || name === 'listen_address') return addressDamage(conf, name, value);
  const tls = tlsDamages[name];
  if (tls !== undefined)
    return boolOf(conf, 'ssl_enable') === true ? { stage: 'start-up', says: `500 OOPS: ${tls}` } : null;
  const row = damages.find(([option]) => option === name);
  if (row === undefined) return null;
  const [, stage, text, switches] = row;
  return switches.every((each) => boolOf(conf, each) === true)
    ? { stage, says: `500 OOPS: ${text}${value}` }
    : null;
}
