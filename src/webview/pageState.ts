import type { ConnectionFilter } from './ladder/items.ts';

/** What a person chose on the page; kept by the editor over reloads and restarts. */
export interface PageState {
  /** The endpoint's, as the editor names it; with `destination` it lets the editor restore the panel. */
  readonly id: string;
  /** Choices of another destination are dropped. */
  readonly destination: string;
  /** Start of the report that event ids refer to; ids of another report are dropped. */
  readonly startedAt: string | null;
  readonly session: number | null;
  readonly selected: number | null;
  readonly connection: ConnectionFilter;
  readonly raw: boolean;
  readonly fold: boolean;
  readonly opened: readonly number[];
  /** Remedies and further steps that the person has opened or closed, by the key of their summary. */
  readonly disclosed: Readonly<Record<string, boolean>>;
  /** Number of the finding whose events are lit, null for none. */
  readonly lit: number | null;
  readonly redact: boolean;
  readonly pageScroll: number;
  readonly ladderScroll: number;
}

/** How a page starts. */
export const freshPage: PageState = {
  id: '',
  destination: '',
  startedAt: null,
  session: null,
  selected: null,
  connection: null,
  raw: false,
  fold: true,
  opened: [],
  disclosed: {},
  lit: null,
  redact: false,
  pageScroll: 0,
  ladderScroll: 0,
};

function numberOr<T>(value: unknown, otherwise: T): number | T {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : otherwise;
}

const mostDisclosed = 500;

function readDisclosed(value: unknown): PageState['disclosed'] {
  if (typeof value !== 'object' || value === null) return {};
  const entries = Object.entries(value).filter(
    (entry): entry is [string, boolean] => typeof entry[1] === 'boolean',
  );
  return Object.fromEntries(entries.slice(0, mostDisclosed));
}

/** Reads what was kept; anything odd becomes its fresh value. */
export function readPageState(kept: unknown): PageState {
  if (typeof kept !== 'object' || kept === null) return freshPage;
  const fields = kept as Readonly<Record<string, unknown>>;
  const { id, destination, startedAt, opened } = fields;
  return {
    id: typeof id === 'string' ? id : '',
    destination: typeof destination === 'string' ? destination : '',
    startedAt: typeof startedAt === 'string' ? startedAt : null,
    session: numberOr(fields['session'], null),
    selected: numberOr(fields['selected'], null),
    connection: fields['connection'] === 'data' ? 'data' : numberOr(fields['connection'], null),
    raw: fields['raw'] === true,
    fold: fields['fold'] !== false,
    opened: Array.isArray(opened) ? opened.filter((key) => Number.isSafeInteger(key)).map(Number) : [],
    disclosed: readDisclosed(fields['disclosed']),
    lit: numberOr(fields['lit'], null),
    redact: fields['redact'] === true,
    pageScroll: numberOr(fields['pageScroll'], 0),
    ladderScroll: numberOr(fields['ladderScroll'], 0),
  };
}

/** The choices that still hold for a panel: those about events only if the report is the same one. */
export function pageStateFor(
  kept: PageState,
  { id, destination }: { readonly id: string; readonly destination: string },
  startedAt: string | null,
): PageState {
  const { raw, fold, redact } = kept;
  // A remedy that was opened stays open when the same server is diagnosed again.
  const disclosed = kept.destination === destination ? kept.disclosed : {};
  if (kept.destination === destination && kept.startedAt === startedAt) return { ...kept, id };
  return { ...freshPage, raw, fold, redact, disclosed, id, destination, startedAt };
}
