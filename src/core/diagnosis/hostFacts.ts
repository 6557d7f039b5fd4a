import { sameAddress } from '../ftp/address.ts';
import type { Translate } from '../l10n.ts';
import type { NoteEvent } from '../trace/event.ts';
import type { AddressFault } from './pasvAddress.ts';
import type { Facts } from './facts.ts';
import { lines } from './wording.ts';

function hostNotes(facts: Facts, fact: string): readonly NoteEvent[] {
  return facts.notes.filter(({ note, data }) => note === 'host-fact' && data['fact'] === fact);
}

function text(note: NoteEvent, name: string): string {
  return String(note.data[name] ?? '');
}

/** Events of host facts that show an address fault from the server's side. */
export function hostEvidence(facts: Facts): readonly number[] {
  return [...hostNotes(facts, 'data-port-listening'), ...hostNotes(facts, 'server-interface')].map(
    ({ id }) => id,
  );
}

/** What the server's own tables add: which addresses its interfaces have, and that the data port waits in vain. */
export function sayServerHost(facts: Facts, { peer }: AddressFault, t: Translate): string | null {
  const addresses = [...new Set(hostNotes(facts, 'server-interface').map((note) => text(note, 'address')))];
  const hasPeer = peer !== null && addresses.some((address) => sameAddress(address, peer));
  const [waiting] = hostNotes(facts, 'data-port-listening').filter(({ data }) => data['visited'] !== true);
  return lines(
    addresses.length === 0 || peer === null || hasPeer
      ? null
      : t(
          'The server’s own list of addresses shows {addresses} and not {peer}: the public address is on no interface.',
          {
            addresses: addresses.join(', '),
            peer,
          },
        ),
    waiting === undefined
      ? null
      : t('Its socket table shows it listening on {address}:{port}, and nobody came.', {
          address: text(waiting, 'address'),
          port: text(waiting, 'port'),
        }),
  );
}
