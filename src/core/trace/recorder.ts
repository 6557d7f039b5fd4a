import { mask, maskSecret } from '../ftp/command.ts';
import type { EventDraft, NoteEvent, TraceEvent } from './event.ts';
import type { Omitted } from './trace.ts';

/** Events and characters that one trace may hold; what goes beyond is counted, not kept. */
export interface RecorderLimits {
  readonly events: number;
  readonly characters: number;
}

const liveLimits: RecorderLimits = { events: 5000, characters: 4 * 1024 * 1024 };

/** The longest `text` of one event. */
const longestText = 16 * 1024;

/**
 * Gives events their number and time and keeps them. It alone knows the password, to mask it wherever it turns up:
 * nothing downstream ever holds one.
 */
export class Recorder {
  readonly #now: () => number;
  readonly #start: number;
  readonly #onEvent: ((event: TraceEvent) => void) | undefined;
  readonly #limits: RecorderLimits;
  readonly #events: TraceEvent[] = [];
  #characters = 0;
  #omittedEvents = 0;
  #omittedBytes = 0;
  #secret: string | null = null;

  /** `now` gives milliseconds; times are counted from this call. */
  constructor(now: () => number, onEvent?: (event: TraceEvent) => void, limits: RecorderLimits = liveLimits) {
    this.#now = now;
    this.#start = now();
    this.#onEvent = onEvent;
    this.#limits = limits;
  }

  /** Milliseconds since the recorder began, to a tenth. */
  elapsed(): number {
    return Math.round((this.#now() - this.#start) * 10) / 10;
  }

  /** Masks `secret` in everything, also in what was recorded before it was known: a greeting may hold it by chance. */
  hide(secret: string): void {
    this.#secret = secret;
    this.#events.splice(0, Infinity, ...this.#events.map((event) => this.#masked(event)));
  }

  /** Keeps an event. The number is -1 when the limits were reached and it was only counted. */
  record(draft: EventDraft): TraceEvent {
    const text = draft.text.slice(0, longestText);
    const ms = draft.ms == null ? {} : { ms: Math.round(draft.ms * 10) / 10 };
    const whole = { ...draft, ...ms, text, id: this.#events.length, at: this.elapsed() } as TraceEvent;
    const event = this.#masked(whole);
    const size = text.length + (draft.raw?.length ?? 0);
    if (this.#isFull(draft.from === 'server', size)) {
      this.#omittedEvents += 1;
      this.#omittedBytes += size;
      return { ...event, id: -1 };
    }
    this.#characters += size;
    this.#events.push(event);
    this.#onEvent?.(event);
    return event;
  }

  /** Keeps a note of the host channel or of a session's control connection. */
  note(
    session: number,
    note: string,
    data: NoteEvent['data'],
    more: { text?: string; ms?: number } = {},
  ): TraceEvent {
    return this.record({
      session,
      connection: 0,
      channel: 'host',
      from: 'local',
      kind: 'note',
      note,
      data,
      text: more.text ?? note,
      ...(more.ms === undefined ? {} : { ms: more.ms }),
    });
  }

  /** A fifth of the events is kept for our own: a server that floods must not hide what became of the run. */
  #isFull(byServer: boolean, size: number): boolean {
    const { events, characters } = this.#limits;
    if (!byServer) return this.#events.length >= events;
    return this.#events.length >= events - Math.floor(events / 5) || this.#characters + size > characters;
  }

  /** The event without the secret. */
  #masked(whole: TraceEvent): TraceEvent {
    // Our own words and the host's name are no secrets, even where they are spelt like the password.
    const text = maskSecret(whole.text, whole.from === 'server' ? this.#secret : null);
    const event = { ...whole, text } as TraceEvent & { raw?: string; clearText?: string };
    if (event.clearText !== undefined) event.clearText = maskSecret(event.clearText, this.#secret);
    if (text.includes(mask) || this.#isSecretIn(whole.raw)) delete event.raw;
    return event;
  }

  #isSecretIn(raw: string | undefined): boolean {
    if (raw === undefined || this.#secret === null || this.#secret.length < 3) return false;
    const bytes = String.fromCharCode(...new TextEncoder().encode(this.#secret));
    return atob(raw).includes(bytes);
  }

  /** Counts bytes that were read and not kept. */
  omitBytes(count: number): void {
    this.#omittedBytes += count;
  }

  get omitted(): Omitted {
    return { sessions: 0, events: this.#omittedEvents, bytes: this.#omittedBytes };
  }

  /** A copy of the events so far. */
  events(): readonly TraceEvent[] {
    return this.#events.slice();
  }
}
