import { Numbering } from './addressStandIns.ts';
import { encodedSample } from './byteText.ts';

/** Accounts that every system has. */
const commonUsers = new Set(['anonymous', 'ftp', 'root', 'nobody', 'www-data', 'vsftpd', 'administrator']);

/** Directories and files that every server has, and that messages are recognised by. */
const commonParts = new Set(
  (
    'bin boot data dev etc home html htdocs lib local log media mnt opt proc pub public root run sbin share srv sys tmp ' +
    'upload uploads usr var www empty ls ftp ftpd vsftpd vsftpd.conf vsftpd.log vsftpd.chroot_list vsftpd.user_list ' +
    'proftpd proftpd.conf pure-ftpd pure-ftpd.conf ssl certs private inetpub ftproot users pam.d shadow passwd'
  ).split(' '),
);

/** Labels that say what a machine does, not whose it is. */
const commonLabels = new Set(['ftp', 'ftps', 'www', 'mail', 'files', 'localhost', '*']);

/** Sites of server software, which greetings name and products are recognised by. */
const vendors =
  /(^|\.)(filezilla-project\.org|pureftpd\.org|proftpd\.org|security\.appspot\.com|example|example\.(com|net|org))$/;

/** Whether a host name may stay: it belongs to a vendor, to documentation, or to nobody. */
export function isCommonHost(name: string): boolean {
  return vendors.test(name) || commonLabels.has(name);
}

/** Stable stand-ins for host names, users and paths; equal names get equal stand-ins whatever their case. */
export class NameStandIns {
  readonly #domains = new Numbering();
  readonly #labels = new Numbering();
  readonly #users = new Numbering();
  readonly #parts = new Numbering();
  readonly #knownUsers = new Set<string>();

  /** `ftp.acme.cn` → `ftp.domain1.example`, `FILESRV` → `host1`. */
  host(name: string): string {
    const plain = name.toLowerCase().replace(/\.$/, '');
    if (isCommonHost(plain) && !plain.endsWith('.example')) return name;
    const labels = plain.split('.');
    const label = (text: string): string => (commonLabels.has(text) ? text : `host${this.#labels.of(text)}`);
    if (labels.length === 1) return label(plain);
    const domain = `domain${this.#domains.of(labels.slice(-2).join('.'))}.example`;
    return [...labels.slice(0, -2).map(label), domain].join('.');
  }

  /** `bob` → `user1`; `bob@acme.cn` keeps its shape. */
  user(name: string): string {
    const key = name.toLowerCase();
    if (key === '' || commonUsers.has(key) || /^\d+$/.test(key)) return name;
    const at = name.lastIndexOf('@');
    if (at > 0 && at < name.length - 1) {
      return `${this.user(name.slice(0, at))}@${this.host(name.slice(at + 1))}`;
    }
    this.#knownUsers.add(key);
    return `user${this.#users.of(key)}`;
  }

  /** One component of a path; the extension stays. */
  part(name: string): string {
    const key = name.toLowerCase();
    if (/^\.{0,2}$|^[a-z]:$/.test(key) || commonParts.has(key)) return name;
    if (this.#knownUsers.has(key)) return this.user(name);
    if (key === '*' || /^-[a-z]+$/.test(key)) return name;
    const extension = /^.+(\.[A-Za-z][A-Za-z0-9]{0,4})$/.exec(name)?.[1] ?? '';
    return `name${this.#parts.of(key)}${encodedSample(name)}${extension}`;
  }

  /** A path, component by component. */
  path(path: string): string {
    return path
      .split(/([/\\])/)
      .map((part, index) => (index % 2 === 1 ? part : this.part(part)))
      .join('');
  }
}
