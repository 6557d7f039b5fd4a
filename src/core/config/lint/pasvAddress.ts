import { trimBlanks, unquote } from '../confFile.ts';
import { readInetAddress } from '../inetAddress.ts';
import type { ConfSettings, Setting } from '../settings.ts';
import { boolOf, lastSetting } from '../settings.ts';

/** The `pasv_address` that counts, as its rules need it. */
export interface PasvAddress {
  readonly setting: Setting;
  /** The first word of the value: vsftpd looks at nothing after a blank. */
  readonly word: string;
  /** The address that PASV sends, null when the word is none. */
  readonly address: string | null;
  /** Whether a host name is looked up at the start. */
  readonly resolved: boolean;
  /** Where the word stands in the line. */
  readonly from: number;
  readonly to: number;
}

/** The value of `pasv_address`, null where none is set; quotes and comments have rules of their own and are seen through. */
export function pasvAddressIn(conf: ConfSettings): PasvAddress | null {
  const setting = lastSetting(conf, 'pasv_address');
  const value = unquote(trimBlanks(setting?.value ?? ''));
  const word = /^[^ \t\n\v\f\r]+/.exec(value)?.[0] ?? '';
  if (setting === undefined || word === '') return null;
  const equals = setting.line.content.indexOf('=');
  const from = setting.line.content.indexOf(word, equals + 1);
  const resolved = boolOf(conf, 'pasv_addr_resolve') === true;
  return { setting, word, address: readInetAddress(word), resolved, from, to: from + word.length };
}

/** Whether the word could be the name of a host. */
export function isHostName(word: string): boolean {
  return word.length <= 253 && /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?\.?$/i.test(word) && /[a-z]/i.test(word);
}

/** Four decimal octets, leading zeros or not, as a person writes them. */
export function decimalAddress(word: string): string | null {
  const match = /^([0-9]{1,3})\.([0-9]{1,3})\.([0-9]{1,3})\.([0-9]{1,3})$/.exec(word);
  const octets = match?.slice(1).map(Number) ?? [];
  return octets.length === 4 && octets.every((octet) => octet <= 255) ? octets.join('.') : null;
}
