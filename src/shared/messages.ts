/**
 * What host and webview say to each other. The webview posts `ready`; the host answers with `screen`, the whole state;
 * later only what changed. Reload, restore and tests take the same way.
 */
import type { Mode } from '../core/trace/trace.ts';
import type { Exhibit, ModeView, SessionView, TimelineView } from './timelineView.ts';

/** The endpoint that a panel belongs to. */
export interface EndpointView {
  readonly name: string;
  /** URL without password. */
  readonly target: string;
  /** Whether it is on the practice network: nothing leaves the machine. */
  readonly practice: boolean;
}

/** A certificate that is not trusted, as the person is asked about it. */
export interface CertificateView {
  readonly subject: string;
  readonly issuer: string;
  readonly sha256: string;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  /** What is wrong with it, one phrase each. */
  readonly faults: readonly string[];
}

/** What the panel is busy with or waits for. */
export type Phase =
  | { readonly kind: 'never-run' }
  | { readonly kind: 'running'; readonly step: string; /** Epoch milliseconds. */ readonly since: number }
  | { readonly kind: 'done' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'password-needed'; readonly why: 'missing' | 'refused'; readonly user: string }
  | { readonly kind: 'certificate-question'; readonly certificate: CertificateView }
  | { readonly kind: 'failed'; readonly message: string };

/** What a run under way has shown so far. */
export interface LiveView {
  readonly sessions: readonly SessionView[];
  readonly modes: readonly ModeView[];
  readonly exhibit: Exhibit | null;
  readonly wrongAddress: string | null;
}

/** The whole state of a panel. */
export interface Screen {
  readonly endpoint: EndpointView;
  readonly phase: Phase;
  /** The report: the last one, or what a cancelled run came to. */
  readonly view: TimelineView | null;
  /** When the report was made, ISO 8601. */
  readonly reportedAt: string | null;
  readonly live: LiveView | null;
}

/** How a report is saved. */
export type SaveFormat = 'markdown' | 'html' | 'json';

/** What the host says. */
export type ToWebview =
  | {
      readonly type: 'screen';
      readonly screen: Screen;
      /** English message to translation, `vscode.l10n.bundle`; empty for English. */
      readonly strings: Readonly<Record<string, string>>;
      /** A BCP 47 tag for numbers, times and `lang`. */
      readonly language: string;
    }
  | { readonly type: 'step'; readonly step: string }
  | {
      readonly type: 'append';
      /** Every session that grew or is new, with its new rows only and all of its lanes. */
      readonly sessions: readonly SessionView[];
      readonly modes: readonly ModeView[];
      readonly exhibit: Exhibit | null;
      readonly wrongAddress: string | null;
    }
  | { readonly type: 'showEvent'; readonly event: number }
  | { readonly type: 'showFinding'; readonly id: string }
  | { readonly type: 'focusLadder' }
  /** Said aloud and shown for a moment: `Lines copied`, `Saved to …`. */
  | { readonly type: 'announce'; readonly text: string };

/** What the webview says. */
export type FromWebview =
  | { readonly type: 'ready' }
  /** All modes for null. */
  | { readonly type: 'diagnose'; readonly modes: readonly Mode[] | null }
  | { readonly type: 'cancel' }
  | { readonly type: 'enterPassword' }
  | { readonly type: 'certificate'; readonly answer: 'once' | 'always' | 'cancel' }
  | { readonly type: 'editEndpoint' }
  | { readonly type: 'showLog' }
  /** Puts `text` on the clipboard: lines of a remedy, a raw line. */
  | { readonly type: 'copy'; readonly text: string }
  /** Puts the whole report on the clipboard as text. */
  | { readonly type: 'copyReport'; readonly redact: boolean }
  | { readonly type: 'copyCommand' }
  | { readonly type: 'save'; readonly format: SaveFormat; readonly redact: boolean }
  /** Opens the vsftpd.conf and writes the remedy's edits into it, unsaved. */
  | { readonly type: 'applyRemedy'; readonly finding: string; readonly remedy: string }
  /** Opens the page that a remedy refers to. */
  | { readonly type: 'openReference'; readonly finding: string; readonly remedy: string }
  /** Opens the explanation of a finding, docs/rules. */
  | { readonly type: 'openRule'; readonly finding: string }
  /** The event under the cursor changed; the host may follow with other views. */
  | { readonly type: 'selected'; readonly event: number | null }
  /** The webview broke; goes to the log. */
  | { readonly type: 'broke'; readonly message: string };

type Fields = Readonly<Record<string, unknown>>;
type FieldCheck = (value: unknown) => boolean;

const isText: FieldCheck = (value) => typeof value === 'string' && value.length <= 1_000_000;
const isId: FieldCheck = (value) => typeof value === 'string' && /^[a-z0-9][a-z0-9-]{0,99}$/.test(value);
const isFlag: FieldCheck = (value) => typeof value === 'boolean';
const isOneOf =
  (...words: readonly string[]): FieldCheck =>
  (value) =>
    typeof value === 'string' && words.includes(value);
const isEventId: FieldCheck = (value) =>
  value === null || (Number.isSafeInteger(value) && Number(value) >= 0);
const isMode = isOneOf('PASV', 'EPSV', 'PORT', 'EPRT');
const isModes: FieldCheck = (value) =>
  value === null || (Array.isArray(value) && value.length > 0 && value.length <= 4 && value.every(isMode));

const fieldsOf: { readonly [T in FromWebview['type']]: Readonly<Record<string, FieldCheck>> } = {
  ready: {},
  diagnose: { modes: isModes },
  cancel: {},
  enterPassword: {},
  certificate: { answer: isOneOf('once', 'always', 'cancel') },
  editEndpoint: {},
  showLog: {},
  copy: { text: isText },
  copyReport: { redact: isFlag },
  copyCommand: {},
  save: { format: isOneOf('markdown', 'html', 'json'), redact: isFlag },
  applyRemedy: { finding: isId, remedy: isId },
  openReference: { finding: isId, remedy: isId },
  openRule: { finding: isId },
  selected: { event: isEventId },
  broke: { message: isText },
};

/** The message that `value` is, or null for anything that a webview of ours would not send. */
export function readFromWebview(value: unknown): FromWebview | null {
  if (typeof value !== 'object' || value === null) return null;
  const message = value as Fields;
  const type = message['type'];
  if (typeof type !== 'string' || !Object.hasOwn(fieldsOf, type)) return null;
  const checks = Object.entries(fieldsOf[type as FromWebview['type']]);
  return checks.every(([name, check]) => check(message[name])) ? (value as FromWebview) : null;
}

const toWebviewTypes: readonly ToWebview['type'][] = [
  'screen',
  'step',
  'append',
  'showEvent',
  'showFinding',
  'focusLadder',
  'announce',
];

/** The message that `value` is; the host is trusted for its content, other frames are not messages at all. */
export function readToWebview(value: unknown): ToWebview | null {
  if (typeof value !== 'object' || value === null) return null;
  const type = (value as Fields)['type'];
  return toWebviewTypes.some((known) => known === type) ? (value as ToWebview) : null;
}
