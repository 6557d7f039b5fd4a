import type { Deviation } from '../ftp/passive.ts';
import type { Translate } from '../l10n.ts';

/** Departures that leave no port to dial; the others are within what RFC 1123 §4.1.2.6 asks clients to read. */
export const fatalDeviations: readonly Deviation[] = [
  'name-given',
  'no-numbers',
  'too-few-numbers',
  'too-many-numbers',
  'octet-out-of-range',
  'port-zero',
  'port-out-of-range',
];

/** What is wrong with the reply, in a sentence; null for what a client must be able to read. */
export function sayDeviation(deviation: Deviation, t: Translate): string | null {
  switch (deviation) {
    case 'name-given':
      return t(
        'It holds a name where the four numbers of the address belong: the server’s setting for its public address takes an address in digits, and this server puts it into the reply as it stands.',
      );
    case 'no-numbers':
      return t('It holds no address and port in the form that the standard asks for.');
    case 'too-few-numbers':
      return t('It holds fewer than six numbers; four make the address and two the port.');
    case 'too-many-numbers':
      return t('It holds more than six numbers, and nothing says which of them count.');
    case 'octet-out-of-range':
      return t('One of its numbers is greater than 255, which no part of an address or port can be.');
    case 'port-zero':
      return t('The port works out as 0, which cannot be dialled.');
    case 'port-out-of-range':
      return t('The port is greater than 65535, which no port can be.');
    case 'no-parentheses':
    case 'blanks':
    case 'leading-zero':
    case 'unusual-delimiter':
    case 'address-given':
    case 'multi-line':
    case 'bad-address':
      return null;
  }
}
