import { socketText } from '../ftp/address.ts';
import type { Translate } from '../l10n.ts';
import type {
  AcceptEvent,
  CloseEvent,
  DialEvent,
  DialOutcome,
  ResolveEvent,
  SocketAddress,
  TlsEvent,
  TraceEvent,
  TransferEvent,
} from '../trace/event.ts';
import { noteText } from './noteWords.ts';
import type { Report } from './report.ts';
import { duration, reasonWords } from './words.ts';

/** One line of the dialogue as every view shows it. */
export interface DialogueRow {
  readonly id: number;
  /** Milliseconds since the case began, `''` where the evidence has no clock. */
  readonly at: string;
  readonly session: number;
  readonly connection: number;
  /** `→` from the client, `←` from the server, `·` on this side. */
  readonly arrow: '→' | '←' | '·';
  /** At least one; a reply has as many as were sent. */
  readonly lines: readonly string[];
  /** True for what was said on the wire, false for what was done. */
  readonly spoken: boolean;
  /** Numbers of the findings that rest on this event, from 1. */
  readonly evidenceOf: readonly number[];
  /** Where it was read, `log.txt:12`; `''` in a live run. */
  readonly source: string;
}

function place(end: SocketAddress | null | undefined): string {
  return socketText(end) ?? '?';
}

function withTail(text: string, ...tail: (string | null | undefined)[]): string {
  const parts = tail.filter((part) => part != null && part !== '');
  return parts.length === 0 ? text : `${text} (${parts.join(', ')})`;
}

type Outcome = DialOutcome | Extract<TraceEvent, { kind: 'tls' | 'accept' | 'transfer' }>['outcome'];

function outcomeWord(t: Translate, outcome: Outcome): string {
  switch (outcome) {
    case 'ok':
      return t('ok');
    case 'connected':
      return t('connected');
    case 'refused':
      return t('refused');
    case 'timed-out':
      return t('timed out');
    case 'unreachable':
      return t('unreachable');
    case 'reset':
      return t('reset');
    case 'tls-failed':
      return t('TLS handshake failed');
    case 'not-tried':
      return t('not tried');
    case 'failed':
      return t('failed');
    case 'rejected':
      return t('rejected');
    case 'stalled':
      return t('stalled');
    case 'foreign':
      return t('somebody else connected');
    case 'unknown':
      return t('not known');
  }
}

function closeText(t: Translate, { outcome }: CloseEvent): string {
  switch (outcome) {
    case 'client':
      return t('closed by the client');
    case 'server':
      return t('closed by the server');
    case 'reset':
      return t('closed by a reset');
    case 'timed-out':
      return t('closed after a timeout');
    case 'unknown':
      return t('closed');
  }
}

function acceptText(t: Translate, event: AcceptEvent): string {
  const outcome = outcomeWord(t, event.outcome);
  const here = place(event.local);
  return event.remote == null
    ? t('listen {here}: {outcome}', { here, outcome })
    : t('accept {place} at {here}: {outcome}', { place: place(event.remote), here, outcome });
}

function resolveText(t: Translate, { host, outcome, addresses }: ResolveEvent): string {
  return t('resolve {host}: {outcome}', {
    host,
    outcome: outcome === 'ok' ? addresses.join(' ') : t('failed'),
  });
}

function dialText(t: Translate, event: DialEvent, took: string): string {
  const outcome = outcomeWord(t, event.outcome);
  return withTail(
    t('dial {place}: {outcome}', { place: place(event.remote), outcome }),
    event.reason == null ? null : reasonWords(t, event.reason),
    event.errno,
    event.via,
    took,
  );
}

function tlsLines(t: Translate, event: TlsEvent, took: string): string[] {
  const resumed = event.resumed === true ? t('session resumed') : null;
  return [
    withTail(
      `TLS: ${outcomeWord(t, event.outcome)}`,
      event.protocol,
      event.cipher,
      resumed,
      event.errno,
      took,
    ),
    // A log holds the words of the client's TLS library, which say what failed.
    ...(event.outcome === 'failed' && event.source !== undefined ? event.text.split('\n') : []),
    ...(event.clearText === undefined ? [] : event.clearText.split('\n')),
  ];
}

function transferText(t: Translate, event: TransferEvent, took: string): string {
  return withTail(
    `${event.command === '' ? t('transfer') : event.command}: ${outcomeWord(t, event.outcome)}`,
    event.bytes == null ? null : t('{bytes} bytes', { bytes: event.bytes }),
    event.truncated ? t('truncated') : null,
    took,
  );
}

/** What an event says in one line; a reply in as many as it has. */
function linesOf(t: Translate, event: TraceEvent): string[] {
  const took = duration(t, event.ms ?? null);
  switch (event.kind) {
    case 'command':
      return [event.text];
    case 'reply':
      return event.text.split('\n');
    case 'resolve':
      return [withTail(resolveText(t, event), event.errno, took)];
    case 'connect': {
      const outcome = outcomeWord(t, event.outcome);
      const words = t('connect {place}: {outcome}', { place: place(event.remote), outcome });
      return [withTail(words, event.errno, took)];
    }
    case 'dial':
      return [dialText(t, event, took)];
    case 'accept':
      return [withTail(acceptText(t, event), took)];
    case 'tls':
      return tlsLines(t, event, took);
    case 'transfer':
      return [transferText(t, event, took)];
    case 'close':
      return [withTail(closeText(t, event), event.errno)];
    case 'note':
      return [noteText(event, t)];
  }
}

function sourceOf(report: Report, event: TraceEvent): string {
  if (event.source === undefined) return '';
  const entry = report.sources.find(({ id }) => id === event.source?.id);
  const at = event.source.line ?? event.source.frame;
  const file = entry?.file ?? '';
  return at === undefined ? file : `${file}:${at}`;
}

const arrows = { client: '→', server: '←', local: '·' } as const;

/** The whole trace, one session after the other; sessions that ran side by side are told apart by their times. */
export function dialogueRows(report: Report, t: Translate): DialogueRow[] {
  const events = report.events.toSorted((a, b) => a.session - b.session || a.id - b.id);
  return events.map((event) => ({
    id: event.id,
    at: event.at === null ? '' : event.at.toFixed(event.at < 100 ? 1 : 0),
    session: event.session,
    connection: event.connection,
    arrow: event.kind === 'command' || event.kind === 'reply' ? arrows[event.from] : '·',
    lines: linesOf(t, event),
    spoken: event.kind === 'command' || event.kind === 'reply',
    evidenceOf: report.findings.flatMap(({ evidence }, index) =>
      evidence.includes(event.id) ? [index + 1] : [],
    ),
    source: sourceOf(report, event),
  }));
}
