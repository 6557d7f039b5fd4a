import type { Translate } from '../l10n.ts';
import type { Attempt, Owner } from '../report/report.ts';
import type { NoteEvent } from '../trace/event.ts';
import type { Facts } from './facts.ts';
import { lines, portList } from './wording.ts';

/** What a capture from the other end shows of a connection attempt. */
type SynFact =
  | 'syn-not-arrived'
  | 'syn-unanswered-there'
  | 'syn-answered-there'
  | 'inbound-not-arrived'
  | 'inbound-unanswered';

function notesOf(facts: Facts, fact: SynFact, test: (note: NoteEvent) => boolean): readonly NoteEvent[] {
  return facts.notes.filter((note) => note.note === 'host-fact' && note.data['fact'] === fact && test(note));
}

function ofAttempts(
  facts: Facts,
  fact: SynFact,
  attempts: readonly (Attempt | null)[],
): readonly NoteEvent[] {
  const dials = new Set<unknown>(attempts.flatMap((attempt) => attempt?.event ?? []));
  return notesOf(facts, fact, ({ data }) => dials.has(data['dial']));
}

function ports(notes: readonly NoteEvent[]): string {
  return portList(notes.map(({ data }) => Number(data['port'])));
}

/** The file of the other capture. */
function fileOf(facts: Facts, [note]: readonly NoteEvent[]): string {
  return facts.trace.sources.find(({ id }) => id === note?.source?.id)?.file ?? '';
}

/** The sentence about notes of one kind, with the file that shows them and their ports; null where there are none. */
function told(
  facts: Facts,
  notes: readonly NoteEvent[],
  words: (args: { readonly file: string; readonly ports: string }) => string,
): string | null {
  return notes.length === 0 ? null : words({ file: fileOf(facts, notes), ports: ports(notes) });
}

/** Whether the dials that failed here were seen at the other end, in a sentence a kind; empty without a second capture. */
export function sayOtherEnd(facts: Facts, attempts: readonly (Attempt | null)[], t: Translate): string {
  const lost = ofAttempts(facts, 'syn-not-arrived', attempts);
  const ignored = ofAttempts(facts, 'syn-unanswered-there', attempts);
  const answered = ofAttempts(facts, 'syn-answered-there', attempts);
  return lines(
    told(facts, lost, (args) =>
      t(
        'The capture from the other end ({file}) shows where they are lost: the SYN to port {ports} left here and never arrived there. It was dropped on the way; the server itself never saw it.',
        args,
      ),
    ),
    told(facts, ignored, (args) =>
      t(
        'The capture from the other end ({file}) shows the SYN to port {ports} arriving there, and no answer to it: the way is open, a firewall on that machine itself drops it.',
        args,
      ),
    ),
    told(facts, answered, (args) =>
      t(
        'The capture from the other end ({file}) shows the SYN to port {ports} arriving there and being answered; the answer did not come through to here: it is lost or replaced on the way back.',
        args,
      ),
    ),
  );
}

/** Events of the other capture that show what became of dials. */
export function otherEndEvidence(facts: Facts, attempts: readonly (Attempt | null)[]): readonly number[] {
  const kinds = ['syn-not-arrived', 'syn-unanswered-there', 'syn-answered-there'] as const;
  return kinds.flatMap((fact) => ofAttempts(facts, fact, attempts).map(({ id }) => id));
}

/** Who has to act by what the other capture shows; null where it shows nothing of these dials, or not one thing. */
export function ownerByOtherEnd(facts: Facts, attempts: readonly (Attempt | null)[]): Owner | null {
  const lost = ofAttempts(facts, 'syn-not-arrived', attempts).length;
  const ignored = ofAttempts(facts, 'syn-unanswered-there', attempts).length;
  if (ignored > 0 && lost === 0) return 'server';
  return lost > 0 && ignored === 0 ? 'server-network' : null;
}

/** What the other capture shows of the connections that the server itself opened. */
export function sayInbound(facts: Facts, t: Translate): string {
  const lost = notesOf(facts, 'inbound-not-arrived', () => true);
  const ignored = notesOf(facts, 'inbound-unanswered', () => true);
  return lines(
    told(facts, lost, (args) =>
      t(
        'The capture from the server’s end ({file}) shows its SYN to port {ports} leaving; it never arrived at the client. Something between them drops it.',
        args,
      ),
    ),
    told(facts, ignored, (args) =>
      t(
        'Both captures show the server’s SYN to port {ports} ({file}), and no answer to it: the client’s own firewall drops it.',
        args,
      ),
    ),
  );
}

/** Events of the other capture that show the server's own connections. */
export function inboundEvidence(facts: Facts): readonly number[] {
  const kinds = ['inbound-not-arrived', 'inbound-unanswered'] as const;
  return kinds.flatMap((fact) => notesOf(facts, fact, () => true).map(({ id }) => id));
}

/** A line that differs between two captures: what left one end, what came to the other, and the events that show it. */
export interface Rewritten {
  readonly sent: string;
  readonly received: string;
  /** The file at the end that sent it. */
  readonly file: string;
  readonly evidence: readonly number[];
}

/** The reply to PASV or the PORT that a device rewrote between two captures; null where none shows it. */
export function readRewritten(facts: Facts, test: 'pasv' | 'port'): Rewritten | null {
  const note = facts.notes.find(
    ({ note: name, data }) =>
      name === 'alg-test' &&
      data['test'] === test &&
      data['outcome'] === 'rewritten' &&
      data['here'] !== undefined,
  );
  if (note === undefined) return null;
  const [here, there] = [String(note.data['here']), String(note.data['there'])];
  const [sent, received] = test === 'pasv' ? [there, here] : [here, there];
  const line = facts.trace.events.find(
    ({ kind, text }) => (kind === 'reply' || kind === 'command') && text === here,
  );
  return {
    sent,
    received,
    file: fileOf(facts, [note]),
    evidence: line === undefined ? [note.id] : [line.id, note.id],
  };
}
