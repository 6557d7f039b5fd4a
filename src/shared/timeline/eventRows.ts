import { socketText } from '../../core/ftp/address.ts';
import { verbOf } from '../../core/ftp/command.ts';
import type { Translate } from '../../core/l10n.ts';
import { isNameOnly } from '../../core/report/noteWords.ts';
import type { EventSource, TraceEvent } from '../../core/trace/event.ts';
import type { SourceEntry } from '../../core/trace/trace.ts';
import type { EventRow, LaneId } from '../timelineView.ts';
import { arrowOf } from './arrows.ts';
import type { Surroundings } from './arrows.ts';
import { eventTexts } from './eventTexts.ts';

/** What rows need beside the events themselves. */
export interface RowContext extends Surroundings {
  readonly sources: readonly SourceEntry[];
  /** Event id to the numbers of the findings that rest on it. */
  readonly findings: ReadonlyMap<number, readonly number[]>;
  /** Events at which a finding sees two addresses part. */
  readonly mismatches: ReadonlySet<number>;
}

/** Where an event was read, as a person would look it up. */
function sourceText(
  source: EventSource | undefined,
  sources: readonly SourceEntry[],
  t: Translate,
): string | null {
  if (source === undefined) return null;
  const entry = sources.find(({ id }) => id === source.id);
  if (entry === undefined) return null;
  if (entry.kind === 'probe') return t('read from our own socket');
  const file = entry.file ?? entry.kind;
  if (source.frame !== undefined) return t('{file}, frame {frame}', { file, frame: source.frame });
  return source.line === undefined ? file : t('{file}, line {line}', { file, line: source.line });
}

function placeOf(event: TraceEvent): LaneId {
  return event.from === 'server' ? 'server' : 'client';
}

/** The event's own text where the label does not say it; a name of ours is none. */
function fullText(event: TraceEvent, label: string): string | null {
  if (event.text === '' || event.text === label) return null;
  return event.kind === 'note' && isNameOnly(event) ? null : event.text;
}

/** Makes the rows of one session out of its events, in order; what a reply means depends on the command before it. */
export function eventRows(events: readonly TraceEvent[], context: RowContext, t: Translate): EventRow[] {
  let verb = '';
  let last: number | null = null;
  return events.map((event) => {
    if (event.kind === 'command') verb = verbOf(event.text);
    const texts = eventTexts(event, { verb, peer: context.peer }, t);
    const since = event.at === null || last === null ? null : event.at - last;
    last = event.at ?? last;
    return {
      ...texts,
      id: event.id,
      session: event.session,
      connection: event.connection,
      kind: event.kind,
      at: event.at,
      since,
      place: placeOf(event),
      arrow: arrowOf(event, context),
      source: sourceText(event.source, context.sources, t),
      origin: event.source ?? null,
      findings: context.findings.get(event.id) ?? [],
      mismatch: texts.mismatch || context.mismatches.has(event.id),
      full: fullText(event, texts.label),
      bytes: event.raw ?? null,
      local: socketText(event.local),
      remote: socketText(event.remote),
      closedBy: event.kind === 'close' ? event.outcome : null,
    };
  });
}
