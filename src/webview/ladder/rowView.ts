import { duration } from '../../core/report/words.ts';
import type { EventRow, Lane } from '../../shared/timelineView.ts';
import { h, spoken } from '../element.ts';
import { icon, toneIcon } from '../icons.ts';
import { serverText } from '../serverText.ts';
import type { Stage } from '../stage.ts';
import type { Geometry } from './geometry.ts';
import type { Item } from './items.ts';
import { labelBox } from './labelBox.ts';
import type { Box } from './labelBox.ts';
import { picture } from './picture.ts';

/** What a line of the ladder is drawn with. */
export interface RowSetting {
  readonly stage: Stage;
  readonly places: Geometry;
  readonly height: number;
  /** Position among all lines, from 0. */
  readonly index: number;
  readonly selected: boolean;
  /** Number of the finding whose events are lit; null when none is, and nothing steps back. */
  readonly lit: number | null;
}

/** A time as the ladder's first column shows it: milliseconds, from ten seconds on with a unit. */
function clockText(at: number | null): string {
  if (at === null) return '–';
  return at < 10_000 ? String(Math.round(at)) : `${(at / 1000).toFixed(1)} s`;
}

/** The first column: the time; of evidence without a clock the line of the file. */
function firstColumn({ at, origin }: EventRow): string {
  return at === null && origin?.line !== undefined ? String(origin.line) : clockText(at);
}

function laneTitle(id: string, lanes: readonly Lane[]): string {
  return lanes.find((lane) => lane.id === id)?.title ?? '';
}

/** From where to where, for those who hear the row. */
function wayOf(row: EventRow, { stage, places }: RowSetting): string {
  const lanes = places.lanes.map(({ lane }) => lane);
  if (row.arrow === null) return `${laneTitle(row.place, lanes)}: `;
  const from = laneTitle(row.arrow.from, lanes);
  const to = laneTitle(row.arrow.to, lanes);
  const ways = { from, to };
  return row.arrow.reach === 'arrives'
    ? stage.t('{from} to {to}: ', ways)
    : stage.t('{from} towards {to}, does not arrive: ', ways);
}

function place(element: HTMLElement, box: Box): HTMLElement {
  element.classList.add('placed', `align-${box.align}`);
  element.style.left = `${box.left}px`;
  element.style.width = `${Math.max(0, box.width)}px`;
  return element;
}

/** A 227 without the words before its numbers: beside a narrow picture these are what must be seen. */
function shortened(label: string): string {
  return label.replace(/^227 [^(]{4,}\((?=\d)/, '227 … (');
}

function labelOf(row: EventRow, { stage, places }: RowSetting): HTMLElement {
  const trouble = row.outcome === '' && (row.tone === 'bad' || row.tone === 'doubtful');
  return h(
    'span',
    { class: `label tone-${row.tone}${row.foreign ? ' wire' : ''}` },
    trouble ? toneIcon(row.tone) : null,
    serverText(places.compact ? shortened(row.label) : row.label, stage, 300),
  );
}

/** Whether the picture already shows a cross at the end of the line. */
function isBroken({ arrow }: EventRow): boolean {
  return arrow !== null && arrow.reach !== 'arrives';
}

function outcomeOf(row: EventRow): HTMLElement | null {
  if (row.outcome === '') return null;
  return h(
    'span',
    { class: `outcome tone-${row.tone}${isBroken(row) ? ' stops' : ''}` },
    row.tone === 'none' || isBroken(row) ? null : toneIcon(row.tone),
    row.outcome,
  );
}

function wireCell(item: Item & { kind: 'event' }, setting: RowSetting): HTMLElement {
  const { row } = item;
  const { places, height } = setting;
  const text = h(
    'span',
    { class: row.outcome === '' ? null : 'has-outcome' },
    spoken(wayOf(row, setting)),
    labelOf(row, setting),
    ' ',
    outcomeOf(row),
  );
  return h(
    'td',
    { role: 'gridcell', class: 'cell-wire' },
    picture(item, height, places),
    place(text, labelBox(row, places)),
  );
}

function badges(row: EventRow, stage: Stage): HTMLElement[] {
  return row.findings.map((number) =>
    h(
      'span',
      {
        class: 'badge',
        title: stage.t('Evidence of problem {number}', { number }),
        on: {
          click: (event) => {
            event.stopPropagation();
            stage.goToFinding(number);
          },
        },
      },
      spoken(`${stage.t('Evidence of problem {number}', { number })}. `),
      h('span', { 'aria-hidden': 'true' }, String(number)),
    ),
  );
}

function timeCell(row: EventRow, stage: Stage): HTMLElement {
  const waited =
    row.since !== null && row.since >= 1000
      ? spoken(` ${stage.t('after a wait of {time}', { time: duration(stage.t, row.since) })}`)
      : null;
  return h('td', { role: 'gridcell', class: 'cell-time' }, firstColumn(row), waited);
}

function eventRow(item: Item & { kind: 'event' }, setting: RowSetting): HTMLTableRowElement {
  const { row } = item;
  const { stage } = setting;
  const words = h(
    'td',
    { role: 'gridcell', class: 'cell-words' },
    ...badges(row, stage),
    h('span', { class: 'words', title: row.words }, row.words),
  );
  const classes = [
    'row',
    `tone-${row.tone}`,
    row.findings.length > 0 ? 'is-evidence' : '',
    row.mismatch ? 'is-mismatch' : '',
  ];
  return h(
    'tr',
    { role: 'row', class: classes.filter(Boolean).join(' '), 'data-event': row.id },
    timeCell(row, stage),
    wireCell(item, setting),
    words,
  );
}

function waitRow(item: Item & { kind: 'wait' }, { stage, places, height }: RowSetting): HTMLTableRowElement {
  const time = duration(stage.t, item.ms);
  const text = h('span', { class: 'wait-text' }, icon('clock'), stage.t('{time} of waiting', { time }));
  const cell = h('td', { role: 'gridcell', class: 'cell-wire' }, picture(item, height, places), text);
  if (places.compact)
    place(text, { left: places.drawn + 4, width: places.width - places.drawn, align: 'start' });
  return h(
    'tr',
    { role: 'row', class: 'row row-wait' },
    h('td', { role: 'gridcell', class: 'cell-time' }),
    cell,
    h('td', { role: 'gridcell', class: 'cell-words' }),
  );
}

/** What hides in a fold, in a few words: the commands. */
function foldedCommands(rows: readonly EventRow[]): string {
  const verbs = rows.filter(({ kind }) => kind === 'command').map(({ label }) => label.split(' ')[0] ?? '');
  const distinct = [...new Set(verbs)];
  return distinct.length > 6 ? `${distinct.slice(0, 6).join(', ')}, …` : distinct.join(', ');
}

function foldRow(item: Item & { kind: 'fold' }, { stage, places, height }: RowSetting): HTMLTableRowElement {
  const count = item.rows.length;
  const inside = foldedCommands(item.rows);
  const text = stage.t('{count} quiet steps', { count });
  const label = h(
    'span',
    { class: 'fold-text' },
    h('span', { class: 'fold-count' }, text),
    inside === '' ? null : h('span', { class: 'fold-inside' }, ` ${inside}`),
    spoken(` ${stage.t('Enter shows them')}`),
  );
  if (places.compact)
    place(label, { left: places.drawn + 4, width: places.width - places.drawn, align: 'start' });
  return h(
    'tr',
    { role: 'row', class: 'row row-fold', 'data-fold': item.key },
    h('td', { role: 'gridcell', class: 'cell-time' }, '⋯'),
    h('td', { role: 'gridcell', class: 'cell-wire' }, picture(item, height, places), label),
    h('td', { role: 'gridcell', class: 'cell-words' }),
  );
}

const signs: Readonly<Record<string, string>> = { client: '→', server: '←' };

function lineRow(item: Item & { kind: 'line' }, { stage }: RowSetting): HTMLTableRowElement {
  const { row } = item;
  const from = row.arrow?.from ?? '';
  const sign = item.first ? (signs[from] ?? '·') : '';
  const connection = item.first && row.connection > 0 ? `d${row.connection} ` : '';
  return h(
    'tr',
    {
      role: 'row',
      class: `row row-line tone-${row.tone}${row.mismatch ? ' is-mismatch' : ''}`,
      'data-event': row.id,
    },
    h('td', { role: 'gridcell', class: 'cell-time' }, item.first ? firstColumn(row) : ''),
    h(
      'td',
      { role: 'gridcell', class: 'cell-raw' },
      h('span', { class: 'sign' }, sign),
      connection,
      serverText(item.text, stage, 2000),
    ),
  );
}

function drawnRow(item: Item, setting: RowSetting): HTMLTableRowElement {
  switch (item.kind) {
    case 'event':
      return eventRow(item, setting);
    case 'wait':
      return waitRow(item, setting);
    case 'fold':
      return foldRow(item, setting);
    case 'line':
      return lineRow(item, setting);
  }
}

/** Whether a line can be selected; a wait cannot, the row after it tells how long it was. */
export function isSelectable(item: Item | undefined): boolean {
  return item !== undefined && item.kind !== 'wait';
}

function isLit(item: Item, finding: number): boolean {
  return (item.kind === 'event' || item.kind === 'line') && item.row.findings.includes(finding);
}

/** Draws one line of the ladder as a row of the table. */
export function rowView(item: Item, setting: RowSetting): HTMLTableRowElement {
  const row = drawnRow(item, setting);
  if (setting.lit !== null) row.classList.add(isLit(item, setting.lit) ? 'is-lit' : 'is-dim');
  row.setAttribute('aria-rowindex', String(setting.index + 2));
  if (isSelectable(item)) {
    row.setAttribute('aria-selected', String(setting.selected));
    row.tabIndex = setting.selected ? 0 : -1;
  }
  row.style.transform = `translateY(${setting.index * setting.height}px)`;
  row.style.height = `${setting.height}px`;
  return row;
}
