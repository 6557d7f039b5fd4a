/**
 * What the timeline shows, as plain data. `buildTimelineView` makes it from a report in the extension host, the webview
 * draws it. Sentences are already in the reader's language; server text is as it came and is made harmless when drawn.
 */
import type { Mode } from '../core/trace/trace.ts';
import type { ProbeOutcome } from '../core/report/report.ts';
import type { Tone } from '../core/report/words.ts';
import type { CloseEvent, EventSource, TraceEvent } from '../core/trace/event.ts';

/** A vertical line of the ladder: a place that packets pass. */
export type LaneId = 'client' | 'nat' | 'other' | 'front' | 'eip' | 'server';

/** A place on the way, present only where the evidence shows it. */
export interface Lane {
  readonly id: LaneId;
  /** Name of the place in the person's words. */
  readonly title: string;
  /** Its address; null where the evidence does not show it. */
  readonly address: string | null;
  /** The network that this place stands in: the person's own, the internet, or the server's own. */
  readonly zone: 'client' | 'between' | 'server';
}

/** Where an arrow stops: at its lane, at the door of the far side, in between, or at its own start. */
export type Reach = 'arrives' | 'door' | 'nowhere' | 'stays';

/** The line of one event on the ladder; null where an event happens at one place. */
export interface Arrow {
  readonly from: LaneId;
  readonly to: LaneId;
  /** Which line is drawn: of a control connection, of a dial, of bytes, of a handshake. */
  readonly line: 'control' | 'data' | 'transfer' | 'tls';
  /** Where it stops. */
  readonly reach: Reach;
  /** Drawn at both ends: a handshake. */
  readonly both: boolean;
}

/** One event, as a row of the table and a line of the ladder. */
export interface EventRow {
  /** The event's id in the report. */
  readonly id: number;
  readonly session: number;
  readonly connection: number;
  readonly kind: TraceEvent['kind'];
  /** Milliseconds since the case began; null where the evidence has no clock. */
  readonly at: number | null;
  /** Milliseconds since the previous row of the session; null when either time is unknown. */
  readonly since: number | null;
  /** Where it happened when there is no arrow. */
  readonly place: LaneId;
  readonly arrow: Arrow | null;
  /** What stands on the line: the wire text, or what was dialled. */
  readonly label: string;
  /** True when `label` was written by the other side. */
  readonly foreign: boolean;
  /** What became of it, in a word or two; empty when there is nothing to say. */
  readonly outcome: string;
  /** What it means, in plain words. */
  readonly words: string;
  /** How it is meant; of the mark and the colour. */
  readonly tone: Tone;
  /** How the numbers in it are read, `83 × 256 + 237 = 21485`; null when there is nothing to read. */
  readonly decoding: string | null;
  /** Where it was read, `socket` or `file, line 12`; null when unknown. */
  readonly source: string | null;
  /** The same for the editor and for the first column: `id` names one of the report's sources; null when unknown. */
  readonly origin: EventSource | null;
  /** Numbers of the findings that rest on this event, from 1. */
  readonly findings: readonly number[];
  /** Whether this is where the two addresses part. */
  readonly mismatch: boolean;
  /** The event's own text where it says more than `label`, else null. */
  readonly full: string | null;
  /** The bytes in base64 where they are not UTF-8. */
  readonly bytes: string | null;
  /** The client's end as `address:port`; null where it is not known. So is `remote`. */
  readonly local: string | null;
  readonly remote: string | null;
  /** Who ended it, of a `close`; else null. */
  readonly closedBy: CloseEvent['outcome'] | null;
}

/** One control session with its data connections. */
export interface SessionView {
  readonly id: number;
  readonly title: string;
  readonly lanes: readonly Lane[];
  /** In the order of the events. */
  readonly rows: readonly EventRow[];
  /** Connection numbers in it, 0 first. */
  readonly connections: readonly number[];
}

/** A piece of an address, between its dots or colons. */
export interface AddressPart {
  readonly text: string;
  /** Whether the other address has something else here. */
  readonly differs: boolean;
}

/** One of two addresses held against each other. */
export interface PairSide {
  /** Who says so: `227 says`, `you reached`. */
  readonly label: string;
  readonly address: string;
  readonly parts: readonly AddressPart[];
  readonly separator: '.' | ':';
  /** Null where it is not known, or tells nothing. */
  readonly port: number | null;
  readonly tone: Tone;
  /** The mark in a word: `wrong`, `right`, `same`. */
  readonly word: string;
  /** Further words on it, empty for none. */
  readonly note: string;
  /** Label, address and word in one sentence, for those who hear it. */
  readonly spoken: string;
  /** The event that shows it. */
  readonly event: number | null;
}

/** Two addresses held against each other: what was said over what is so. */
export interface PairView {
  readonly kind: 'pair';
  /** Whether clients are sent to the first address (227) or it is their own (PORT). */
  readonly mode: 'passive' | 'active';
  /** Whether they are two addresses. */
  readonly differ: boolean;
  readonly said: PairSide;
  readonly real: PairSide;
  /** Whether they differ, for those who hear it. */
  readonly spoken: string;
}

/** Dials of the control port, when none of them led anywhere. */
export interface DialsView {
  readonly kind: 'dials';
  readonly dials: readonly {
    readonly address: string;
    readonly outcome: string;
    readonly tone: Tone;
    readonly event: number | null;
  }[];
}

/** The server's own words, when they are the whole story. */
export interface QuoteView {
  readonly kind: 'quote';
  /** Who says it and when, in the person's words. */
  readonly label: string;
  /** As it came from the server. */
  readonly text: string;
  readonly event: number;
}

/** What is shown under the verdict to prove it at a glance. */
export type Exhibit = PairView | DialsView | QuoteView;

/** One way to open a data connection and how it went. */
export interface ModeView {
  readonly mode: Mode;
  /** The mode with what sets it apart: `PASV`, `PASV IPv6 TLS`. */
  readonly label: string;
  /** The mode in plain words. */
  readonly plain: string;
  readonly outcome: ProbeOutcome;
  /** `outcome` in a word. */
  readonly word: string;
  readonly tone: Tone;
  /** Why, one line each. */
  readonly lines: readonly { readonly tone: Tone; readonly text: string }[];
  /** Where to look; null when nothing was recorded. */
  readonly event: number | null;
}

/** A link from a finding to what it rests on. */
export interface EvidenceLink {
  readonly event: number;
  /** Milliseconds since the case began; null where the evidence has no clock. */
  readonly at: number | null;
  /** As on the event's row. */
  readonly label: string;
  /** True when `label` was written by the other side. */
  readonly foreign: boolean;
}

/** One thing to do. */
export interface RemedyView {
  readonly id: string;
  readonly title: string;
  /** Where it is done: `on the server, in vsftpd.conf`. */
  readonly where: string;
  /** What to do, in order: a sentence and the literal lines that belong to it. */
  readonly steps: readonly { readonly text: string; readonly lines: readonly string[] }[];
  /** Remedies of one group are done in their order. */
  readonly group: string;
  /** Another way to reach what an earlier remedy of the group reaches. */
  readonly alternative: boolean;
  /** Whether it lowers security. */
  readonly weakens: boolean;
  /** Whether the editor can write it into a vsftpd.conf. */
  readonly canApply: boolean;
  /** URL of what it rests on. */
  readonly reference: string | null;
}

/** A diagnosis that would tell more. */
export interface NextTestView {
  /** What it tells, without a full stop. */
  readonly text: string;
  /** The whole command line, quoted for a shell. */
  readonly command: string;
  /** Its place among the finding's tests where this machine can run it; null where it must run elsewhere. */
  readonly runs: number | null;
}

/** A fault with its proof and its cure. */
export interface FindingView {
  /** From 1, in the order in which mending helps. */
  readonly number: number;
  readonly id: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly severityWord: string;
  readonly confidenceWord: string;
  readonly title: string;
  /** Sentences; each line is a paragraph. */
  readonly explanation: string;
  /** Whose fault, as a phrase. */
  readonly owner: string;
  /** The most telling event first. */
  readonly evidence: readonly EvidenceLink[];
  readonly alternatives: readonly { readonly text: string; readonly tellApart: string }[];
  /** Sentences; those of `nextTests` are not among them. */
  readonly nextSteps: readonly string[];
  /** Diagnoses that would tell more, each with its command line. */
  readonly nextTests?: readonly NextTestView[];
  readonly remedies: readonly RemedyView[];
  /** Against the previous run; null when there was none. */
  readonly change: 'new' | 'same' | null;
}

/** Well-known clients that fare alike with this server, for one reason. */
export interface ClientGroup {
  readonly outcome: 'works' | 'fails' | 'slow' | 'unknown';
  /** `outcome` in a word. */
  readonly word: string;
  /** Why, as one clause; the same for all of them. */
  readonly because: string;
  readonly clients: readonly {
    readonly id: string;
    readonly name: string;
    /** What it prints, null when it prints nothing that is known. */
    readonly message: string | null;
    /** The option that would help it. */
    readonly option: string | null;
  }[];
}

/** Everything that one report shows. */
export interface TimelineView {
  readonly verdict: string;
  readonly tone: Tone;
  /** `2 problems`, `no problem`. */
  readonly count: string;
  /** `0.8 s`, `from 192.168.0.130`, `vsftpd 3.0.3`, … */
  readonly facts: readonly string[];
  /** Set when the run ended early. */
  readonly stopped: string | null;
  /** What became of the idle tests that were asked for, where no finding says it. */
  readonly idleTests: readonly string[];
  /** Null where nothing proves the verdict at a glance. */
  readonly exhibit: Exhibit | null;
  /** The address that clients are sent to in vain; marked wherever it stands. */
  readonly wrongAddress: string | null;
  readonly modes: readonly ModeView[];
  /** The session that holds the first finding's first evidence. */
  readonly firstSession: number;
  /** The event that the eye should fall on first. */
  readonly firstEvent: number | null;
  readonly sessions: readonly SessionView[];
  /** In the order to mend them. */
  readonly findings: readonly FindingView[];
  /** Titles of findings that the previous run had and this one has not. */
  readonly fixed: readonly string[];
  readonly clients: readonly ClientGroup[];
}
