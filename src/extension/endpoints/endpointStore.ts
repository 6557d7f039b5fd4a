import { errorMessage } from '../../core/errorText.ts';
import type { Change, RawEntries } from './changes.ts';
import type { Endpoint, Entry } from './endpoint.ts';
import { readEntries } from './readEntries.ts';
import { Signal } from '../signal.ts';

/** The setting behind the store. */
export interface EndpointSetting {
  /** The value as written in the user's settings; anything at all. */
  read(): unknown;
  /**
   * The value as its file holds it now: another window may have written it, and the editor in a browser does not notice.
   * What `read` gives where that file cannot be read.
   */
  readFile(): Promise<unknown>;
  /** Rejects when the editor cannot write, for example while settings.json has unsaved changes. */
  write(value: RawEntries): Promise<void>;
}

/** What became of a change. */
export type WriteResult = { readonly kind: 'written' } | { readonly kind: 'kept'; readonly reason: string };

function listOf(value: unknown): RawEntries {
  return Array.isArray(value) ? (value as RawEntries) : [];
}

/**
 * The saved endpoints. The setting is the truth and is read anew for each write, which changes one entry. A change that
 * cannot be written is kept, shown, and tried again by `retry`.
 */
export class EndpointStore {
  readonly #setting: EndpointSetting;
  readonly #changed = new Signal<void>();
  #kept: readonly Change[] = [];
  #queue: Promise<unknown> = Promise.resolve();

  /** Fires after every change, of ours or of the setting. */
  readonly onDidChange = this.#changed.on;

  constructor(setting: EndpointSetting) {
    this.#setting = setting;
  }

  /** All entries, those of kept changes included. */
  entries(): readonly Entry[] {
    const value = this.#setting.read();
    return this.#kept.length === 0 ? readEntries(value) : readEntries(this.#applyKept(listOf(value)));
  }

  /** The list as it would be written now. */
  raw(): RawEntries {
    return this.#applyKept(listOf(this.#setting.read()));
  }

  endpoints(): readonly Endpoint[] {
    return this.entries().flatMap((entry) => (entry.kind === 'endpoint' ? [entry.endpoint] : []));
  }

  find(id: string): Endpoint | null {
    return this.endpoints().find((endpoint) => endpoint.id === id) ?? null;
  }

  /** Whether an endpoint is shown that the setting does not hold yet. */
  isUnwritten(id: string): boolean {
    return (
      this.#kept.length > 0 &&
      !readEntries(this.#setting.read()).some(
        (entry) => entry.kind === 'endpoint' && entry.endpoint.id === id,
      )
    );
  }

  /** How many changes wait to be written. */
  get keptCount(): number {
    return this.#kept.length;
  }

  /** The setting has been changed by someone. */
  refresh(): void {
    this.#changed.fire();
  }

  /** Writes one change, after those that wait; a refused one is kept. */
  apply(change: Change): Promise<WriteResult> {
    return this.#enqueue([change]);
  }

  /** Tries the kept changes again. */
  retry(): Promise<WriteResult> {
    return this.#enqueue([]);
  }

  /** Forgets the changes that wait. */
  dropKept(): void {
    this.#kept = [];
    this.#changed.fire();
  }

  #applyKept(entries: RawEntries): RawEntries {
    return this.#kept.reduce<RawEntries>((list, change) => change(list), entries);
  }

  #enqueue(changes: readonly Change[]): Promise<WriteResult> {
    const result = this.#queue.then(() => this.#write(changes));
    this.#queue = result;
    return result;
  }

  async #write(changes: readonly Change[]): Promise<WriteResult> {
    this.#kept = [...this.#kept, ...changes];
    if (this.#kept.length === 0) return { kind: 'written' };
    const value = await this.#setting.readFile();
    // A value that is no list was written by hand: it is the person's to mend, and is never overwritten.
    if (value !== undefined && value !== null && !Array.isArray(value)) {
      this.#changed.fire();
      return { kind: 'kept', reason: 'not-a-list' };
    }
    const waiting = this.#kept;
    try {
      await this.#setting.write(this.#applyKept(listOf(value)));
      this.#kept = this.#kept.slice(waiting.length);
      return { kind: 'written' };
    } catch (error) {
      return { kind: 'kept', reason: errorMessage(error) };
    } finally {
      this.#changed.fire();
    }
  }
}
