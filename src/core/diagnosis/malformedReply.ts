import type { Deviation } from '../ftp/passive.ts';
import type { Translate } from '../l10n.ts';
import type { ReplyEvent } from '../trace/event.ts';
import type { ChannelFacts, Facts } from './facts.ts';
import { familiesOf, passiveChannels } from './passiveMode.ts';

/** Departures that leave no port to dial; the others are within what RFC 1123 §4.1.2.6 asks clients to read. */
const fatal: readonly Deviation[] = [
  'name-given',
  'no-numbers',
  'too-few-numbers',
  'too-many-numbers',
  'octet-out-of-range',
  'port-zero',
  'port-out-of-range',
];

/** What is wrong with the reply, in a sentence; null for what clients can read (blanks tried with eight clients on pyftpdlib 1.5.7). */
export function sayDeviation(deviation: Deviation, t: Translate): string | null {
  switch (deviation) {
    case 'name-given':
      return t(
        'It holds a name where the four numbers of the address belong: the server’s setting for its public address takes an address in digits, and this server puts it into the reply as it stands.',
      );
    case 'blank-before-comma':
      return t(
        'A blank stands before a comma. This diagnosis reads it all the same; curl, wget, lftp, ftp, Python ftplib and Perl Net::FTP do not.',
      );
    case 'blanks':
      return t(
        'Blanks stand behind the commas. curl, lftp and ftp read it all the same; wget, Python ftplib and Perl Net::FTP do not.',
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
    case 'leading-zero':
    case 'unusual-delimiter':
    case 'address-given':
    case 'multi-line':
    case 'bad-address':
      return null;
  }
}

/** Departures that leave a port to dial and stop clients nevertheless, the worse first. */
const hindering: readonly Deviation[] = ['blank-before-comma', 'blanks'];

/** A reply to PASV or EPSV that clients cannot read, with what is wrong with it. */
export interface MalformedReply {
  readonly channel: ChannelFacts;
  readonly reply: ReplyEvent;
  readonly deviation: Deviation;
}

/** The worst such reply, PASV's before EPSV's; null when all can be read. */
export function findMalformed(facts: Facts): MalformedReply | null {
  const channels = familiesOf(facts).flatMap((family) => passiveChannels(facts, family));
  const bad = [fatal, hindering].flatMap((deviations) =>
    channels.flatMap((channel): MalformedReply[] => {
      const { accepted, reply } = channel;
      const found = deviations.find((deviation) => channel.deviations.includes(deviation));
      return accepted !== true || reply === null || found === undefined
        ? []
        : [{ channel, reply, deviation: found }];
    }),
  );
  return bad.find(({ channel }) => channel.mode === 'PASV') ?? bad[0] ?? null;
}

/** The one thing to do first about such a reply. */
export function verdictOfMalformed({ channel: { mode }, deviation }: MalformedReply, t: Translate): string {
  if (deviation === 'name-given') {
    return t(
      'The server’s reply to {mode} carries a name where an address belongs: give the server its public address in digits.',
      { mode },
    );
  }
  if (deviation === 'blank-before-comma') {
    return t(
      'The server’s reply to {mode} has a blank behind its address, and hardly any client reads that: take the blank out of the address in the server’s settings.',
      { mode },
    );
  }
  if (deviation === 'blanks') {
    return t(
      'The server’s reply to {mode} has blanks between its numbers, and some clients cannot read that: update the server.',
      { mode },
    );
  }
  return t(
    'The server’s reply to {mode} cannot be read: find out whether the server writes it this way or a device on the way edits it.',
    { mode },
  );
}
