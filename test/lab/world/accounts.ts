import { chmodSync, chownSync, mkdirSync, readFileSync } from 'node:fs';
import { account, address, labFolder, type Scenario } from '../scenario.ts';
import { place, run } from './machine.ts';

/** The account's home folder: several kinds of names and sizes, as a listing has them. */
export const homeFolder = `${labFolder}/home/${account.user}`;
const ids = { user: 2100, group: 2100 };
/** The account of anonymous visitors, which vsftpd's package makes where it is installed; here it is only unpacked. */
const anonymous = `ftp:x:2101:2101::${labFolder}/ftp:/usr/sbin/nologin`;

/**
 * Gives this world a private /run and /etc with the lab's account and PAM service in it.
 * The machine's own files stay as they are: both trees are mounts of this mount namespace alone.
 */
export function buildAccounts(scenario: Scenario): void {
  run(['mount', '-t', 'tmpfs', '-o', 'mode=755', 'tmpfs', '/run']);
  for (const folder of [
    '/run/netns',
    '/run/lock',
    '/run/vsftpd/empty',
    '/run/proftpd',
    '/run/pure-ftpd',
    `${labFolder}/ftp`,
    homeFolder,
  ]) {
    mkdirSync(folder, { recursive: true });
  }
  run(['cp', '-a', '/etc', `${labFolder}/etc`]);
  run(['mount', '--bind', `${labFolder}/etc`, '/etc']);
  const hash = run(['openssl', 'passwd', '-6', '-stdin'], account.password).trim();
  const { user, group } = ids;
  append('/etc/group', `${account.user}:x:${group}:`);
  const others = readFileSync('/etc/passwd', 'utf8').replace(/^ftp:.*\n/m, '');
  const own = `${account.user}:x:${user}:${group}::${homeFolder}:/bin/sh`;
  place('/etc/passwd', `${others}${own}\n${anonymous}\n`);
  append('/etc/shadow', `${account.user}:${hash}:19000::::::`);
  place('/etc/pam.d/vsftpd', 'auth required pam_unix.so\naccount required pam_unix.so\n');
  place('/etc/nsswitch.conf', 'passwd: files\ngroup: files\nshadow: files\nhosts: files\n');
  place('/etc/resolv.conf', '');
  place('/etc/hosts', hosts(scenario.hosts ?? {}));
  for (const [file, content] of Object.entries(scenario.files ?? {})) place(file, content);
  fillHome(scenario.server?.files ?? 0, scenario.server?.homeMode ?? 0o755);
}

function hosts(names: NonNullable<Scenario['hosts']>): string {
  // ProFTPD listens on the address of its host name.
  const lines = ['127.0.0.1 localhost', '::1 localhost', `${address.server} lab`];
  for (const [name, addresses] of Object.entries(names)) {
    for (const literal of addresses) lines.push(`${literal} ${name}`);
  }
  return lines.join('\n') + '\n';
}

function append(file: string, line: string): void {
  run(['tee', '-a', file], line + '\n');
}

function fillHome(files: number, mode: number): void {
  mkdirSync(`${homeFolder}/pub`);
  place(`${homeFolder}/readme.txt`, 'Welcome to the lab.\n');
  place(`${homeFolder}/2021-05-19 invoice.pdf`, '%PDF-1.4\n'.repeat(3000));
  place(`${homeFolder}/pub/上海.txt`, '你好\n');
  for (let n = 1; n <= files; n++) place(`${homeFolder}/report-${String(n).padStart(4, '0')}.csv`, `${n}\n`);
  run(['chown', '-R', `${ids.user}:${ids.group}`, homeFolder]);
  chownSync(homeFolder, ids.user, ids.group);
  chmodSync(homeFolder, mode);
}
