import type { PanelState } from './panelState.ts';

/** The forms in which a report can be saved. */
export type ExportFormat = 'markdown' | 'html' | 'json';

/**
 * What the editor tells the timeline. `init` answers `ready` and holds everything; `state` replaces the state whole,
 * several times a second while a diagnosis runs; `reveal` selects one event of the report and scrolls to it.
 */
export type ToWebview =
  | {
      readonly type: 'init';
      /** English message → the person's language; empty for English. */
      readonly bundle: Readonly<Record<string, string>>;
      readonly state: PanelState;
      /** An event to select at once, null for none. */
      readonly reveal: number | null;
    }
  | { readonly type: 'state'; readonly state: PanelState }
  | { readonly type: 'reveal'; readonly event: number };

/** What the timeline asks of the editor. `ready` comes first, once its script listens, after each load of the page. */
export type FromWebview =
  | { readonly type: 'ready' }
  | { readonly type: 'diagnose' }
  /** Diagnoses anew by the passive or the active modes only. */
  | { readonly type: 'probe'; readonly modes: 'passive' | 'active' }
  | { readonly type: 'cancel' }
  /** Asks the question again that the phase waits for. */
  | { readonly type: 'answer' }
  | { readonly type: 'save-endpoint' }
  /** Opens the endpoint's form, to mend a name, a port or a user. */
  | { readonly type: 'edit-endpoint' }
  | { readonly type: 'copy'; readonly text: string }
  /** Puts the whole report on the clipboard as plain text. */
  | { readonly type: 'copy-report'; readonly redact: boolean }
  /** Puts the same diagnosis on the clipboard as a command line, without a password. */
  | { readonly type: 'copy-command' }
  | { readonly type: 'export'; readonly format: ExportFormat; readonly redact: boolean }
  | { readonly type: 'open-link'; readonly url: string }
  /** Opens the server's configuration file and offers the remedy's edits; ids as in the report. */
  | { readonly type: 'apply-remedy'; readonly finding: string; readonly remedy: string }
  /** Puts a shell script for the server on the clipboard that makes the remedy's edits. */
  | { readonly type: 'copy-script'; readonly finding: string; readonly remedy: string }
  /** Runs a test that a finding offers; its place among the finding's tests in the report. */
  | { readonly type: 'run-test'; readonly finding: string; readonly test: number }
  /** Opens the page about a finding, `docs/rules/<id>.md`. */
  | { readonly type: 'open-rule'; readonly finding: string }
  | { readonly type: 'show-log' }
  /** Shows another session of the evidence. */
  | { readonly type: 'choose-session'; readonly session: number }
  /** Asks for a session of the evidence in a list that can be searched. */
  | { readonly type: 'pick-session' }
  /** Opens the place where an event of the report was read. */
  | { readonly type: 'open-source'; readonly event: number }
  /** The person has selected an event. */
  | { readonly type: 'event-selected'; readonly event: number }
  /** The page met an error of its own; for the log. */
  | { readonly type: 'broke'; readonly message: string };

/** One handler a message: a new message does not compile until it is handled. */
export type HandlersOf<M extends { readonly type: string }> = {
  readonly [T in M['type']]: (message: Extract<M, { readonly type: T }>) => void;
};

function fieldsOf(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
}

function isIndex(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

const exportFormats: readonly unknown[] = ['markdown', 'html', 'json'] satisfies ExportFormat[];

/** The longest text that the timeline may put on the clipboard, in UTF-16 units. */
const copyLimit = 4_000_000;

/** How much of an error message of the page is kept, in UTF-16 units. */
const brokeLimit = 4000;

/** Reads a message of the timeline; null for anything that is none, so that a broken page cannot ask for more. */
export function readFromWebview(value: unknown): FromWebview | null {
  const fields = fieldsOf(value);
  switch (fields?.['type']) {
    case 'ready':
    case 'diagnose':
    case 'cancel':
    case 'answer':
    case 'save-endpoint':
    case 'edit-endpoint':
    case 'copy-command':
    case 'show-log':
    case 'pick-session':
      return { type: fields['type'] };
    case 'probe': {
      const modes = fields['modes'];
      return modes === 'passive' || modes === 'active' ? { type: 'probe', modes } : null;
    }
    case 'copy': {
      const text = fields['text'];
      return typeof text === 'string' && text.length <= copyLimit ? { type: 'copy', text } : null;
    }
    case 'copy-report':
      return typeof fields['redact'] === 'boolean' ? { type: 'copy-report', redact: fields['redact'] } : null;
    case 'export': {
      const format = fields['format'];
      return exportFormats.includes(format) && typeof fields['redact'] === 'boolean'
        ? { type: 'export', format: format as ExportFormat, redact: fields['redact'] }
        : null;
    }
    case 'open-link': {
      const url = fields['url'];
      return typeof url === 'string' && /^https:\/\/\S{1,2000}$/.test(url)
        ? { type: 'open-link', url }
        : null;
    }
    case 'apply-remedy':
    case 'copy-script': {
      const { type, finding, remedy } = fields;
      return typeof finding === 'string' && typeof remedy === 'string' ? { type, finding, remedy } : null;
    }
    case 'run-test': {
      const { finding, test } = fields;
      return typeof finding === 'string' && isIndex(test) ? { type: 'run-test', finding, test } : null;
    }
    case 'open-rule': {
      const { finding } = fields;
      return typeof finding === 'string' && /^[a-z][a-z-]{0,60}$/.test(finding)
        ? { type: 'open-rule', finding }
        : null;
    }
    case 'choose-session': {
      const { session } = fields;
      return isIndex(session) ? { type: 'choose-session', session } : null;
    }
    case 'open-source':
    case 'event-selected': {
      const { type, event } = fields;
      return isIndex(event) ? { type, event } : null;
    }
    case 'broke': {
      const { message } = fields;
      return typeof message === 'string' ? { type: 'broke', message: message.slice(0, brokeLimit) } : null;
    }
    default:
      return null;
  }
}

/** Reads a message of the editor; null for anything that is none. */
export function readToWebview(value: unknown): ToWebview | null {
  const fields = fieldsOf(value);
  switch (fields?.['type']) {
    case 'init':
    case 'state':
      return fieldsOf(fields['state']) === null ? null : (value as ToWebview);
    case 'reveal':
      return typeof fields['event'] === 'number' ? (value as ToWebview) : null;
    default:
      return null;
  }
}
