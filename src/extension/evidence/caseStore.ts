import { errorCode, errorMessage, errorStack } from '../../core/errorText.ts';
import type { Language, Translate } from '../../core/l10n.ts';
import type { Report } from '../../core/report/report.ts';
import { Signal } from '../signal.ts';
import { firstToShow, nothingOmitted, type CaseState, type EvidenceCase } from './evidenceCase.ts';
import { faultSentence } from './faultSentence.ts';
import type { EvidenceReader, ReadableFile, ReadingFault } from './reading.ts';

/** What reading evidence needs; `language` is asked at each reading, so that a changed setting counts at once. */
export interface CaseStoreDeps {
  readonly reader: EvidenceReader;
  readonly language: () => Language;
  readonly t: Translate;
  readonly log: { error(message: string): void };
}

interface Entry {
  readonly evidence: EvidenceCase;
  state: CaseState;
  controller: AbortController | null;
  ended: Promise<void>;
  holders: number;
}

const empty: CaseState = {
  phase: 'running',
  step: null,
  message: null,
  reports: [],
  chosen: 0,
  omitted: nothingOmitted,
  partly: [],
};

/**
 * The cases under evidence that is looked at now. Nothing is written anywhere: what a log or a capture holds stays where
 * the person has it, and a case that nobody holds is forgotten.
 */
export class CaseStore {
  readonly #deps: CaseStoreDeps;
  readonly #entries = new Map<string, Entry>();
  readonly #changed = new Signal<string>();
  readonly #forgotten = new Signal<EvidenceCase>();

  /** Fires with a case's id when its state has changed. */
  readonly onDidChange = this.#changed.on;

  /** Fires with a case that nobody holds any more. */
  readonly onDidForget = this.#forgotten.on;

  constructor(deps: CaseStoreDeps) {
    this.#deps = deps;
  }

  /** Ids of the cases that are held, in the order in which they came. */
  ids(): readonly string[] {
    return [...this.#entries.keys()];
  }

  evidence(id: string): EvidenceCase | null {
    return this.#entries.get(id)?.evidence ?? null;
  }

  state(id: string): CaseState {
    return this.#entries.get(id)?.state ?? empty;
  }

  /** The report that is shown, null while there is none. */
  report(id: string): Report | null {
    const { reports, chosen } = this.state(id);
    return reports[chosen] ?? null;
  }

  /** Keeps a case until the same number of `release`s. */
  hold(id: string): void {
    const entry = this.#entries.get(id);
    if (entry !== undefined) entry.holders += 1;
  }

  /** Gives a case up; one that nobody holds any more is cancelled and forgotten. */
  release(id: string): void {
    const entry = this.#entries.get(id);
    if (entry === undefined) return;
    entry.holders -= 1;
    if (entry.holders > 0) return;
    entry.controller?.abort();
    this.#entries.delete(id);
    this.#forgotten.fire(entry.evidence);
  }

  /** Reads a case, in the place of an earlier one of the same id; resolves when it is through, whatever came of it. */
  read(evidence: EvidenceCase): Promise<void> {
    const before = this.#entries.get(evidence.id);
    before?.controller?.abort();
    const holders = before?.holders ?? 0;
    const entry: Entry = { evidence, state: empty, controller: null, ended: Promise.resolve(), holders };
    this.#entries.set(evidence.id, entry);
    entry.ended = this.#run(entry);
    return entry.ended;
  }

  /** Reads a case again, as its sources are now. */
  async readAgain(id: string): Promise<void> {
    const evidence = this.evidence(id);
    if (evidence !== null) await this.read(evidence);
  }

  /** Waits for the reading under way; at once when there is none. */
  async settled(id: string): Promise<void> {
    await this.#entries.get(id)?.ended;
  }

  cancel(id: string): void {
    this.#entries.get(id)?.controller?.abort();
  }

  /** Shows another session. */
  choose(id: string, session: number): void {
    const entry = this.#entries.get(id);
    if (entry?.state.reports[session] === undefined || session === entry.state.chosen) return;
    this.#set(entry, { ...entry.state, chosen: session });
  }

  #set(entry: Entry, state: CaseState): void {
    entry.state = state;
    if (this.#entries.get(entry.evidence.id) === entry) this.#changed.fire(entry.evidence.id);
  }

  async #run(entry: Entry): Promise<void> {
    const controller = new AbortController();
    entry.controller = controller;
    this.#set(entry, { ...empty, step: this.#deps.t('Beginning') });
    const ended = await this.#ending(entry, controller.signal);
    entry.controller = null;
    this.#set(entry, ended);
  }

  /** How a reading ends; never rejects. */
  async #ending(entry: Entry, signal: AbortSignal): Promise<CaseState> {
    const { t, log, reader, language } = this.#deps;
    try {
      const files = await this.#load(entry.evidence);
      if ('fault' in files) return { ...empty, phase: 'failed', message: faultSentence(files, t) };
      signal.throwIfAborted();
      const read = await reader({
        files,
        language: language(),
        signal,
        onProgress: (done, total) => this.#progress(entry, done, total),
      });
      if ('fault' in read) return { ...empty, phase: 'failed', message: faultSentence(read, t) };
      if (read.reports.length === 0) {
        const message = t(
          'No FTP control connection was found; capture its port too, from the beginning of the session.',
        );
        return { ...empty, phase: 'failed', message, partly: read.partly, omitted: read.omitted };
      }
      return { ...empty, ...read, phase: 'done', chosen: firstToShow(read.reports) };
    } catch (error) {
      if (signal.aborted) return { ...empty, phase: 'cancelled' };
      log.error(errorStack(error));
      const reason = errorMessage(error);
      return { ...empty, phase: 'failed', message: t('Reading the evidence failed: {reason}', { reason }) };
    }
  }

  async #load({ sources }: EvidenceCase): Promise<readonly ReadableFile[] | ReadingFault> {
    const files: ReadableFile[] = [];
    for (const source of sources) {
      try {
        files.push(await source.load());
      } catch (error) {
        return { fault: 'unreadable', file: source.name, code: errorCode(error) ?? errorMessage(error) };
      }
    }
    return files;
  }

  #progress(entry: Entry, done: number, total: number): void {
    if (entry.state.phase !== 'running') return;
    const { t } = this.#deps;
    const percent = total === 0 ? 0 : Math.floor((100 * done) / total);
    const step = done >= total ? t('Diagnosing what was read') : t('{percent} % read', { percent });
    if (step !== entry.state.step) this.#set(entry, { ...entry.state, step });
  }
}
