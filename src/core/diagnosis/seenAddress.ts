import { familyOf, normalizeAddress } from '../ftp/address.ts';
import type { NoteEvent } from '../trace/event.ts';
import type { Exchange } from './facts.ts';

/** An address that a server's own words give, with the event that shows it. */
export interface SeenAddress {
  readonly address: string;
  readonly event: number;
}

const maxLength = 16 * 1024;

function literal(text: string | undefined): string | null {
  if (text === undefined) return null;
  const address = normalizeAddress(text.replace(/[.,;]$/, ''));
  return familyOf(address) === null ? null : address;
}

function firstAddress(text: string, patterns: readonly RegExp[]): string | null {
  for (const pattern of patterns) {
    const address = literal(pattern.exec(text)?.[1]);
    if (address !== null) return address;
  }
  return null;
}

/**
 * The client's address in STAT: vsftpd 3.0.3 `Connected to 125.120.45.15` (`::ffff:` before it under listen_ipv6=YES),
 * BSD ftpd `Connected to host (address)`, ProFTPD 1.3.8 `Connected from host (address)`.
 */
const clientInStat: readonly RegExp[] = [
  /^[ \t]{0,32}Connected from [^\n]{0,255}\(([0-9A-Fa-f.:]{2,45})\)/m,
  /^[ \t]{0,32}Connected to [^\n:]{0,255}\(([0-9A-Fa-f.:]{2,45})\)/m,
  /^[ \t]{0,32}Connected to ([0-9A-Fa-f.:]{2,45})[ \t\r]{0,32}$/m,
];

/** pyftpdlib 1.5.7 and 2.2.1 print their own address, with a colon: `Connected to: 10.0.0.2:21`, `::ffff:` before it on IPv6. */
const serverInStat: readonly RegExp[] = [
  /^[ \t]{0,32}Connected to: (?:::ffff:)?([0-9.]{7,15}):\d{1,5}[ \t\r]{0,32}$/m,
  /^[ \t]{0,32}Connected to: \[?([0-9A-Fa-f:]{2,45})\]?:\d{1,5}[ \t\r]{0,32}$/m,
];

/** Pure-FTPd 1.0.50 names the only address it would connect to: `500 I won't open a connection to A (only to B)`. */
const clientInRefusal: readonly RegExp[] = [/\(only to ([0-9A-Fa-f.:]{2,45})\)/];

/** The client's address as the server sees it, from STAT or from a refused PORT. */
export function readSeenAs(exchanges: readonly Exchange[]): SeenAddress | null {
  for (const { verb, replies } of exchanges) {
    for (const { text, code, id } of replies) {
      const patterns = verb === 'STAT' || code === 211 ? clientInStat : code === 500 ? clientInRefusal : [];
      const address = firstAddress(text.slice(0, maxLength), patterns);
      if (address !== null) return { address, event: id };
    }
  }
  return null;
}

function hostFact(notes: readonly NoteEvent[], fact: string): SeenAddress | null {
  const note = notes.find(({ note: name, data }) => name === 'host-fact' && data['fact'] === fact);
  const address = note?.data['address'];
  return note === undefined || typeof address !== 'string' ? null : { address, event: note.id };
}

/** The client's own address in its socket table. */
export function readLocalInHostFacts(notes: readonly NoteEvent[]): SeenAddress | null {
  return hostFact(notes, 'client-address');
}

/** The client's address in a capture or a socket table that was taken at the server. */
export function readSeenInCapture(notes: readonly NoteEvent[]): SeenAddress | null {
  return hostFact(notes, 'client-seen-as');
}

/** The server's own address in a capture that was taken at the server. */
export function readOwnAddressInCapture(notes: readonly NoteEvent[]): SeenAddress | null {
  return hostFact(notes, 'server-address');
}

/** The server's own address as its STAT prints it. */
export function readOwnAddressInStat(exchanges: readonly Exchange[]): SeenAddress | null {
  for (const { verb, replies } of exchanges) {
    for (const { text, code, id } of replies) {
      if (verb !== 'STAT' && code !== 211) continue;
      const address = firstAddress(text.slice(0, maxLength), serverInStat);
      if (address !== null) return { address, event: id };
    }
  }
  return null;
}

/** The address in ProFTPD's greeting: `220 ProFTPD Server (Name) [address]`, or `220 address FTP server ready`. */
export function readOwnAddressInGreeting(text: string): string | null {
  return firstAddress(text.slice(0, maxLength), [
    /\[(?:::ffff:)?([0-9A-Fa-f.:]{2,45})\]/,
    /^220[ -]([0-9A-Fa-f.:]{2,45}) FTP server ready/,
  ]);
}
