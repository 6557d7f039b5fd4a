import { isIPv4, isIPv6 } from '../../ftp/address.ts';
import { AddressStandIns, Numbering } from './addressStandIns.ts';
import { isCommonHost, NameStandIns } from './nameStandIns.ts';

/** Words of replies and commands that stay, even where a user or a file is called so. */
const vocabulary = new Set(
  (
    'a an and are as ascii at authentication bad be been bytes can cannot change channel close closed closing command ' +
    'commands complete completed connect connected connection control could data delete denied directory done entering ' +
    'error exists failed file files for ftp found from goodbye guest have here home incorrect in invalid is list ' +
    'listing local log logged login logout mode no not of ok on only open opening operation passive password path ' +
    'permission please port ready refused remote security send sent server service session specify start status ' +
    'successful system test the this timeout to transfer type unknown upload use user using welcome with you your ' +
    'pass pasv epsv eprt retr stor nlst mlsd mlst quit stat syst feat opts auth pbsz prot size mdtm rnfr rnto cwd pwd'
  ).split(' '),
);

const fileExtension =
  /\.(conf|txt|log|csv|xlsx?|docx?|pptx?|pdf|zip|gz|tgz|bz2|xz|7z|rar|tar|jpe?g|png|gif|mp[34]|html?|php|js|json|xml|ya?ml|sh|py|rb|pl|c|h|cpp|java|sql|db|bak|tmp|md|iso|img|exe|dll|dat|bin|pem|crt|key)$/i;
const hostName = /^(\*\.)?([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z]{2,24}\.?$/i;

/** A run of four or more numbers between commas: the address of a 227 or a PORT. */
const numberRun = String.raw`\d{1,10}(?:[ \t]{0,8},[ \t]{0,8}\d{1,10}){3,}`;
const quoted = String.raw`"(?:[^"\n]|"")*"`;
const word = String.raw`[^\s"'\x60<>()[\]{}|,;=]+`;

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}

/** Replaces what points to somebody inside free text; one object serves a whole report, so that equal stays equal. */
export class TextRedactor {
  readonly addresses = new AddressStandIns();
  readonly names = new NameStandIns();
  readonly #macs = new Numbering();
  readonly #fingerprints = new Numbering();
  readonly #users = new Set<string>();
  readonly #hosts = new Set<string>();
  readonly #parts = new Set<string>();
  readonly #phrases = new Set<string>();
  #pattern: RegExp | null = null;

  /** Remembers a user name, to be found in any text. */
  learnUser(name: string): void {
    this.names.user(name);
    for (const key of [name, name.replace(/@[^@]*$/, ''), name.replace(/^.*\\/, '')])
      this.#users.add(key.toLowerCase());
  }

  /** Remembers a host name; literal addresses need no memory. */
  learnHost(name: string): void {
    if (name !== '' && !isIPv4(name) && !isIPv6(name)) this.#hosts.add(name.toLowerCase());
  }

  /** Remembers the components of a path; those with blanks are found as phrases. */
  learnPath(path: string): void {
    for (const part of path.split(/[/\\]/)) {
      if (part.length < 3 || part.startsWith('-')) continue;
      if (/[\s"'`<>()[\]{}|,;=]/.test(part)) this.#phrases.add(part);
      else this.#parts.add(part.toLowerCase());
    }
    this.#pattern = null;
  }

  /** A literal address or a host name, as it stands in a field of its own. */
  place(text: string): string {
    return isIPv4(text) || isIPv6(text.replace(/%.*$/, '')) ? this.addresses.of(text) : this.names.host(text);
  }

  /** A certificate's fingerprint in the same form. */
  fingerprint(text: string): string {
    const number = this.#fingerprints.of(text).toString(16).toUpperCase().padStart(64, '0');
    return text.includes(':') ? (number.match(/../g) ?? []).join(':') : number;
  }

  /** Free text of a server, of a log or of ours. */
  text(text: string): string {
    return text.replace(this.#matcher(), (match) => this.#piece(match));
  }

  #matcher(): RegExp {
    this.#pattern ??= new RegExp([...this.#phrasePatterns(), quoted, numberRun, word].join('|'), 'g');
    return this.#pattern;
  }

  /** Longer phrases first, so that none is cut by a shorter one. */
  #phrasePatterns(): string[] {
    return [...this.#phrases]
      .sort((a, b) => b.length - a.length)
      .slice(0, 500)
      .map(escapePattern);
  }

  #piece(match: string): string {
    if (this.#phrases.has(match)) return this.names.part(match);
    if (match.startsWith('"')) return this.#quoted(match);
    if (/^\d{1,10}[ \t]*,/.test(match)) return this.#numbers(match);
    return this.#word(match);
  }

  /** What stands in quotes: a path, blanks included, or text; doubled quotes (RFC 959 §A.2) split it. */
  #quoted(match: string): string {
    const inner = match.slice(1, -1);
    if (/^([/\\~]|[A-Za-z]:[/\\])/.test(inner)) return `"${this.names.path(inner)}"`;
    const parts = inner.split('"').map((part) => this.text(part));
    return `"${parts.join('"')}"`;
  }

  /** The first four numbers are an address where all fit a byte; leading zeros stay, they are a finding of their own. */
  #numbers(match: string): string {
    const parts = match.split(/([ \t]*,[ \t]*)/);
    const octets = [0, 2, 4, 6].map((index) => parts[index] ?? '');
    if (octets.some((octet) => Number(octet) > 255)) return match;
    const padded = octets.some((octet) => octet.length > 1 && octet.startsWith('0'));
    const standIn = this.addresses.of(octets.map(Number).join('.')).split('.');
    standIn.forEach((octet, index) => {
      parts[index * 2] = padded ? octet.padStart(3, '0') : octet;
    });
    return parts.join('');
  }

  #word(match: string): string {
    const url = /^([a-z][a-z0-9+.-]*:\/\/)([^/]*)(.*)$/is.exec(match);
    if (url !== null) return this.#url(url[1] ?? '', url[2] ?? '', url[3] ?? '');
    const end = /[.:!?]+$/.exec(match)?.[0] ?? '';
    const bare = match.slice(0, match.length - end.length);
    return this.#address(match) ?? `${this.#token(bare) ?? bare}${end}`;
  }

  #url(scheme: string, authority: string, rest: string): string {
    const at = authority.lastIndexOf('@');
    const host = authority.slice(at + 1);
    if (at < 0 && isCommonHost(host.toLowerCase())) return `${scheme}${authority}${rest}`;
    const [user = '', password] = authority.slice(0, Math.max(0, at)).split(':', 2);
    const login = at < 0 ? '' : `${this.names.user(user)}${password === undefined ? '' : ':****'}@`;
    return `${scheme}${login}${this.#token(host) ?? this.#bareHost(host)}${this.names.path(rest)}`;
  }

  #bareHost(host: string): string {
    const [name = '', port] = host.split(':', 2);
    return `${this.names.host(name)}${port === undefined ? '' : `:${port}`}`;
  }

  /** The stand-in for one token, null where it points to nobody. */
  #token(token: string): string | null {
    const address = this.#address(token);
    if (address !== null) return address;
    if (/^([0-9a-f]{2}[:-]){5}[0-9a-f]{2}$/i.test(token)) {
      return `02:00:00:00:${(this.#macs.of(token.toLowerCase()) + 0x10000).toString(16).slice(1).replace(/^(..)/, '$1:')}`;
    }
    if (/^([0-9a-f]{2}:){31}[0-9a-f]{2}$/i.test(token)) return this.fingerprint(token);
    if (/^(\/.|~\/|[A-Za-z]:[\\/]|\\\\)/.test(token)) return this.names.path(token);
    const behind = /^([^/\\:]{1,64}:)(\/.+)$/.exec(token);
    if (behind !== null) return `${behind[1] ?? ''}${this.names.path(behind[2] ?? '')}`;
    return this.#name(token);
  }

  #address(token: string): string | null {
    if (isIPv4(token)) return this.addresses.of(token);
    const with4 = /^(\d{1,3}(?:\.\d{1,3}){3})([:/]\d{1,5})$/.exec(token);
    if (with4 !== null && isIPv4(with4[1] ?? ''))
      return `${this.addresses.of(with4[1] ?? '')}${with4[2] ?? ''}`;
    const six = /^([0-9a-f:.]{2,45})(%[\w.-]+)?(\/\d{1,3})?$/i.exec(token);
    if (six === null || !isIPv6(six[1] ?? '')) return null;
    return `${this.addresses.of(six[1] ?? '')}${six[2] ?? ''}${six[3] ?? ''}`;
  }

  #name(token: string): string | null {
    const key = token.toLowerCase();
    if (vocabulary.has(key)) return null;
    if (this.#users.has(key)) return this.names.user(token);
    if (this.#hosts.has(key)) return this.names.host(token);
    if (this.#parts.has(key)) return this.names.part(token);
    const mail = /^([^@\s]+)@([^@\s:]+)(:\d+)?$/.exec(token);
    if (mail !== null) {
      return isCommonHost((mail[2] ?? '').toLowerCase())
        ? token
        : `${this.names.user(mail[1] ?? '')}@${this.place(mail[2] ?? '')}${mail[3] ?? ''}`;
    }
    const [host = '', port] = token.split(/:(?=\d{1,5}$)/, 2);
    if (!hostName.test(host)) return null;
    return fileExtension.test(host)
      ? this.names.path(token)
      : `${this.names.host(host)}${port === undefined ? '' : `:${port}`}`;
  }
}
