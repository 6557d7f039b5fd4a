import { formatSocketAddress, sameAddress } from '../ftp/address.ts';
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

/**
 * The server's own firewall as its rules were pasted: `open` lets every port in, `lets-in` the data ports of the case by a
 * rule for them, `shut` keeps one of them out.
 */
export type HostFirewall = 'open' | 'lets-in' | 'shut';

/** What the server's own firewall does with the data ports; null when it was not shown or its rules leave it open. */
export function readHostFirewall(facts: Facts): HostFirewall | null {
  const notes = hostNotes(facts, 'server-firewall');
  if (notes.length === 0) return null;
  if (notes.some((note) => ['drop', 'reject'].includes(text(note, 'verdict')))) return 'shut';
  return notes.every(({ data }) => data['forAll'] === true) ? 'open' : 'lets-in';
}

/** What `getenforce` printed on the server: `Enforcing`, `Permissive`, `Disabled`; null when it was not shown. */
export function readSelinuxMode(facts: Facts): string | null {
  const [note] = hostNotes(facts, 'selinux');
  return note === undefined ? null : text(note, 'mode');
}

/** Events of host facts that show an address fault from the server's side. */
export function hostEvidence(facts: Facts): readonly number[] {
  const tables = [...hostNotes(facts, 'data-port-listening'), ...hostNotes(facts, 'server-interface')];
  return [...tables.map(({ id }) => id), ...portEvidenceOnHosts(facts)];
}

/** Events of host facts that show what keeps data ports shut. */
export function portEvidenceOnHosts(facts: Facts): readonly number[] {
  return [...hostNotes(facts, 'server-firewall'), ...hostNotes(facts, 'data-port-dialled')].map(
    ({ id }) => id,
  );
}

/** Whether the server's own tables show a data port that listens and that nobody came to. */
export function waitsInVain(facts: Facts): NoteEvent | null {
  return hostNotes(facts, 'data-port-listening').find(({ data }) => data['visited'] !== true) ?? null;
}

/** A place in the words of a sentence that puts the port behind a colon: brackets around IPv6. */
function placeOf(note: NoteEvent): { readonly address: string; readonly port: string } {
  return { address: formatSocketAddress(text(note, 'address'), null), port: text(note, 'port') };
}

function sayWaiting(facts: Facts, t: Translate): string | null {
  const waiting = waitsInVain(facts);
  return waiting === null
    ? null
    : t('Its socket table shows it listening on {address}:{port}, and nobody came.', placeOf(waiting));
}

/** What the server's own firewall does with the data ports, and what follows. */
function sayHostFirewall(facts: Facts, t: Translate): string | null {
  const notes = hostNotes(facts, 'server-firewall');
  const shut = notes.find((note) => ['drop', 'reject'].includes(text(note, 'verdict')));
  if (shut !== undefined) {
    return t(
      'The rules of the server’s own firewall ({tool}) do not let port {port} in: “{verdict}” is what becomes of it.',
      { tool: text(shut, 'tool'), port: text(shut, 'port'), verdict: text(shut, 'verdict') },
    );
  }
  const [note] = notes;
  if (note === undefined) return null;
  return text(note, 'verdict') === 'off'
    ? t('No firewall runs on the server itself, so nothing there keeps the port shut.')
    : t(
        'The server’s own firewall ({tool}) lets port {port} in, so whatever keeps it shut stands in front of the server.',
        { tool: text(note, 'tool'), port: text(note, 'port') },
      );
}

/** Whether a packet trace on the server shows where dials end: they arrive there unanswered, or they never arrive. */
export function readTrace(facts: Facts): 'arrives' | 'absent' | null {
  const [note] = hostNotes(facts, 'data-port-dialled').filter(({ data }) => data['atServer'] === true);
  if (note === undefined) return null;
  const outcome = text(note, 'outcome');
  return outcome === 'unanswered' ? 'arrives' : outcome === 'absent' ? 'absent' : null;
}

/** What a packet trace in text shows of the dials to a data port. */
function sayDials(facts: Facts, t: Translate): string | null {
  const [note] = hostNotes(facts, 'data-port-dialled');
  if (note === undefined) return null;
  const place = placeOf(note);
  const atServer = note.data['atServer'] === true;
  switch (text(note, 'outcome')) {
    case 'answered':
      return t('The packet trace shows a connection to {address}:{port} that was answered.', place);
    case 'refused':
      return t('The packet trace shows a connection attempt to {address}:{port} that was refused.', place);
    case 'absent':
      return t(
        'The packet trace of the server shows the control connection and nothing that came for port {port}: it is dropped on the way.',
        place,
      );
    default:
      return atServer
        ? t(
            'The packet trace of the server shows connection attempts to port {port} that arrive and are not answered: the server itself drops them.',
            place,
          )
        : t('The packet trace shows connection attempts to {address}:{port} that nobody answered.', place);
  }
}

/** What the hosts' own tables, rules and packet traces add about data ports. */
export function sayHostPorts(facts: Facts, t: Translate): string {
  return lines(sayWaiting(facts, t), sayDials(facts, t), sayHostFirewall(facts, t));
}

/** What the server's own tables add: which addresses its interfaces have, and that the data port waits in vain. */
export function sayServerHost(facts: Facts, { peer }: AddressFault, t: Translate): string | null {
  const addresses = [...new Set(hostNotes(facts, 'server-interface').map((note) => text(note, 'address')))];
  const hasPeer = peer !== null && addresses.some((address) => sameAddress(address, peer));
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
    sayHostPorts(facts, t),
  );
}

/** What `getenforce` on the server says about a refusal that SELinux can cause. */
export function saySelinux(facts: Facts, t: Translate): string | null {
  const mode = readSelinuxMode(facts);
  if (mode === null) return null;
  return mode === 'Enforcing'
    ? t(
        'SELinux is enforcing on the server and may be what forbids it: “ausearch -m AVC -ts recent” there shows every refusal.',
      )
    : t('SELinux does not forbid it: on the server it is {mode}.', { mode });
}

/** That a client's complaint about a taken address only echoes the refusal of its PORT. */
export function sayBindEcho(
  facts: Facts,
  t: Translate,
): { readonly text: string; readonly event: number } | null {
  const echo = facts.notes.find(({ note }) => note === 'bind-echo');
  if (echo === undefined) return null;
  const said = t(
    '“{text}” is only an echo of that refusal: the client then tries the port of its own control connection, which is taken by that connection itself. It is no port conflict.',
    {
      text: echo.text
        .replace(/\p{Cc}/gu, ' ')
        .trim()
        .slice(0, 160),
    },
  );
  return { text: said, event: echo.id };
}
