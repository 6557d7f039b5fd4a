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

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null ? (value as Fields) : null;
}

function isIndex(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

const exportFormats: readonly ExportFormat[] = ['markdown', 'html', 'json'];

/** The longest text that the timeline may put on the clipboard, in UTF-16 units. */
const copyLimit = 4_000_000;

/** How much of an error message of the page is kept, in UTF-16 units. */
const brokeLimit = 4000;

/** One reader a message: a new message does not compile until it is read. Null for fields that do not fit. */
const fromWebview: {
  readonly [T in FromWebview['type']]: (
    fields: Fields,
    type: T,
  ) => Extract<FromWebview, { readonly type: T }> | null;
} = {
  ready: (_fields, type) => ({ type }),
  diagnose: (_fields, type) => ({ type }),
  cancel: (_fields, type) => ({ type }),
  answer: (_fields, type) => ({ type }),
  'save-endpoint': (_fields, type) => ({ type }),
  'edit-endpoint': (_fields, type) => ({ type }),
  'copy-command': (_fields, type) => ({ type }),
  'show-log': (_fields, type) => ({ type }),
  'pick-session': (_fields, type) => ({ type }),
  probe: ({ modes }, type) => (modes === 'passive' || modes === 'active' ? { type, modes } : null),
  copy: ({ text }, type) => (typeof text === 'string' && text.length <= copyLimit ? { type, text } : null),
  'copy-report': ({ redact }, type) => (typeof redact === 'boolean' ? { type, redact } : null),
  export: ({ format: wanted, redact }, type) => {
    const format = exportFormats.find((each) => each === wanted);
    return format !== undefined && typeof redact === 'boolean' ? { type, format, redact } : null;
  },
  'open-link': ({ url }, type) =>
    typeof url === 'string' && /^https:\/\/\S{1,2000}$/.test(url) ? { type, url } : null,
  'apply-remedy': ({ finding, remedy }, type) =>
    typeof finding === 'string' && typeof remedy === 'string' ? { type, finding, remedy } : null,
  'copy-script': ({ finding, remedy }, type) =>
    typeof finding === 'string' && typeof remedy === 'string' ? { type, finding, remedy } : null,
  'run-test': ({ finding, test }, type) =>
    typeof finding === 'string' && isIndex(test) ? { type, finding, test } : null,
  'open-rule': ({ finding }, type) =>
    typeof finding === 'string' && /^[a-z][a-z-]{0,60}$/.test(finding) ? { type, finding } : null,
  'choose-session': ({ session }, type) => (isIndex(session) ? { type, session } : null),
  'open-source': ({ event }, type) => (isIndex(event) ? { type, event } : null),
  'event-selected': ({ event }, type) => (isIndex(event) ? { type, event } : null),
  broke: ({ message }, type) =>
    typeof message === 'string' ? { type, message: message.slice(0, brokeLimit) } : null,
};

function isRequestType(type: unknown): type is FromWebview['type'] {
  return typeof type === 'string' && Object.hasOwn(fromWebview, type);
}

/** Reads a message of the timeline; null for anything that is none, so that a broken page cannot ask for more. */
export function readFromWebview(value: unknown): FromWebview | null {
  const fields = fieldsOf(value);
  const type = fields?.['type'];
  if (fields === null || !isRequestType(type)) return null;
  const read = fromWebview[type] as (fields: Fields, type: string) => FromWebview | null;
  return read(fields, type);
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
