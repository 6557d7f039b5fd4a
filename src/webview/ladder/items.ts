import type { EventRow } from '../../shared/timelineView.ts';

/** What stands on one line of the ladder. */
export type Item =
  | { readonly kind: 'event'; readonly row: EventRow }
  /** Time in which nothing happened, before `row`; drawn as a broken axis. */
  | { readonly kind: 'wait'; readonly ms: number; readonly row: EventRow }
  /** Steps that nobody needs to see; `key` is the first one's event id. */
  | { readonly kind: 'fold'; readonly key: number; readonly rows: readonly EventRow[] }
  /** One line of a raw text. */
  | { readonly kind: 'line'; readonly row: EventRow; readonly text: string; readonly first: boolean };

/** Which connections are shown: one by its number (0 is the control connection), all data connections, or all. */
export type ConnectionFilter = number | 'data' | null;

/** How the rows of a session are shown. */
export interface ItemOptions {
  readonly connection: ConnectionFilter;
  readonly raw: boolean;
  /** False shows every step. */
  readonly fold: boolean;
  /** Keys of folds that were opened. */
  readonly opened: ReadonlySet<number>;
}

/** From this many milliseconds on, a pause is drawn as one. */
const longWait = 1000;

const shortestFold = 3;

const channelVerb = /^\s*(PASV|EPSV|PORT|EPRT)\b/i;
const lastVerb = /^\s*QUIT\b/i;

/** Which rows must be seen: evidence, the first channel of each mode, and anything bad for the first time. */
function loudRows(rows: readonly EventRow[]): boolean[] {
  const channels = new Set<string>();
  const known = new Set<string>();
  let firstOfMode = false;
  let command = -1;
  const loud = rows.map(() => false);
  rows.forEach((row, index) => {
    if (row.kind === 'command') {
      command = index;
      const verb = channelVerb.exec(row.label)?.[1]?.toUpperCase();
      if (verb !== undefined) {
        firstOfMode = !channels.has(verb);
        channels.add(verb);
      } else if (lastVerb.test(row.label)) firstOfMode = false;
    }
    const trouble =
      row.tone === 'bad' || row.tone === 'doubtful' ? `${row.kind} ${row.outcome} ${row.words}` : null;
    const news = trouble !== null && !known.has(trouble.replace(/\d+/g, '#'));
    if (trouble !== null) known.add(trouble.replace(/\d+/g, '#'));
    const start = row.kind === 'connect' || (row.kind === 'reply' && command === -1);
    if (start || firstOfMode || news || row.findings.length > 0) {
      loud[index] = true;
      if (row.kind === 'reply' && command >= 0) loud[command] = true;
    }
  });
  return loud;
}

function rawItems(rows: readonly EventRow[]): Item[] {
  return rows.flatMap((row) =>
    (row.full ?? row.label)
      .split('\n')
      .map((text, index): Item => ({ kind: 'line', row, text, first: index === 0 })),
  );
}

function withWait(row: EventRow): Item[] {
  const event: Item = { kind: 'event', row };
  if (row.since === null || row.since < longWait) return [event];
  return [{ kind: 'wait', ms: row.since, row }, event];
}

/** Whether a filter lets an event through. */
export function passes({ connection }: EventRow, filter: ConnectionFilter): boolean {
  return filter === null || (filter === 'data' ? connection > 0 : connection === filter);
}

/** The lines of the ladder for one session, in order. */
export function ladderItems(rows: readonly EventRow[], options: ItemOptions): Item[] {
  const { connection } = options;
  const shown = rows.filter((row) => passes(row, connection));
  if (options.raw) return rawItems(shown);
  if (!options.fold || connection !== null) return shown.flatMap(withWait);
  const loud = loudRows(shown);
  const items: Item[] = [];
  let quiet: EventRow[] = [];
  const flush = (): void => {
    const [first] = quiet;
    if (first !== undefined && quiet.length >= shortestFold && !options.opened.has(first.id)) {
      items.push({ kind: 'fold', key: first.id, rows: quiet });
    } else {
      for (const row of quiet) items.push(...withWait(row));
    }
    quiet = [];
  };
  shown.forEach((row, index) => {
    if (loud[index] !== true && (row.since === null || row.since < longWait)) {
      quiet.push(row);
      return;
    }
    flush();
    items.push(...withWait(row));
  });
  flush();
  return items;
}

/** The line on which an event stands, by itself or inside a fold; -1 when it is not shown. */
export function indexOfEvent(items: readonly Item[], id: number): number {
  return items.findIndex((item) => {
    if (item.kind === 'fold') return item.rows.some((row) => row.id === id);
    return item.kind !== 'wait' && item.row.id === id;
  });
}

/** The next line where two addresses part, from `from` on in `step`'s direction, round the end; -1 when there is none. */
export function nextMismatch(items: readonly Item[], from: number, step: 1 | -1): number {
  const count = items.length;
  for (let distance = 1; distance <= count; distance += 1) {
    const index = (((from + step * distance) % count) + count) % count;
    const item = items[index];
    if (item?.kind === 'event' && item.row.mismatch) return index;
    if (item?.kind === 'line' && item.first && item.row.mismatch) return index;
  }
  return -1;
}
