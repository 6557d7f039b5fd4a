import type { SessionView } from '../../shared/timelineView.ts';
import { h } from '../element.ts';
import type { Stage } from '../stage.ts';
import { geometry } from './geometry.ts';
import type { Geometry } from './geometry.ts';
import { indexOfEvent, ladderItems, nextMismatch } from './items.ts';
import type { Item, ItemOptions } from './items.ts';
import { laneHeads } from './laneHeads.ts';
import { isSelectable, rowView } from './rowView.ts';
import { scrollFor, visibleStretch } from './window.ts';

/** What the ladder shows. */
export interface LadderModel extends ItemOptions {
  readonly session: SessionView;
  readonly stage: Stage;
  /** Number of the finding whose events are lit, null for none. */
  readonly lit: number | null;
}

/** What the ladder tells its owner. */
export interface LadderEvents {
  /** The selection moved, by a click or a key of the person or by the page; null when it stands on no event. */
  selected(event: number | null, byPerson: boolean): void;
  /** A fold is to be opened. */
  opened(key: number): void;
  /** The focus is to go to the details of the selected event. */
  details(): void;
}

const assumedHeight = 800;
const assumedWidth = 900;

/** Below this width in pixels rows have two lines of text beside the picture. */
const narrow = 520;

/** The names of the columns: time, the lanes, and plain words; of the raw text, time and text. */
function headRow({ raw, stage, session }: LadderModel, places: Geometry): HTMLElement {
  const { t } = stage;
  const timed = session.rows.some(({ at }) => at !== null);
  const lines = !timed && session.rows.some(({ origin }) => origin?.line !== undefined);
  const time = h('th', { role: 'columnheader', class: 'cell-time' }, lines ? t('line') : t('ms'));
  const name = h('span', { class: 'words' }, t('What it means'));
  const others = raw
    ? [h('th', { role: 'columnheader' }, t('Text'))]
    : [
        h(
          'th',
          // Of its own, since a reader says a column's name at every cell: all lanes each time are too much.
          { role: 'columnheader', class: 'cell-wire', 'aria-label': t('From where to where') },
          laneHeads(places, stage),
        ),
        h('th', { role: 'columnheader', class: 'cell-words' }, name),
      ];
  return h('tr', { role: 'row', 'aria-rowindex': 1, class: 'head-row' }, time, ...others);
}

/**
 * The ladder: one table whose rows carry text for every reader and a picture for those who see. Rows are of one height,
 * and only those in view exist.
 */
export class Ladder {
  readonly element: HTMLElement;
  readonly #viewport: HTMLElement;
  readonly #table: HTMLTableElement;
  readonly #head: HTMLElement;
  readonly #body: HTMLElement;
  readonly #events: LadderEvents;
  readonly #rows = new Map<number, HTMLTableRowElement>();
  #model: LadderModel | null = null;
  #items: readonly Item[] = [];
  #places: Geometry | null = null;
  #height = 26;
  #active = -1;
  #pending = false;

  constructor(events: LadderEvents) {
    this.#events = events;
    this.#head = h('thead', { role: 'rowgroup' });
    this.#body = h('tbody', { role: 'rowgroup' });
    this.#table = h('table', { role: 'grid', class: 'ladder-table' }, this.#head, this.#body);
    this.#viewport = h('div', { class: 'ladder-viewport' }, this.#table);
    this.element = this.#viewport;
    this.#viewport.addEventListener('scroll', () => this.#later(), { passive: true });
    this.#table.addEventListener('keydown', (event) => this.#key(event));
    this.#body.addEventListener('click', (event) => this.#click(event));
    this.#table.addEventListener('copy', (event) => this.#copy(event));
    if (typeof ResizeObserver !== 'undefined')
      new ResizeObserver(() => this.#resized()).observe(this.#viewport);
  }

  get scrollTop(): number {
    return this.#viewport.scrollTop;
  }

  set scrollTop(value: number) {
    this.#viewport.scrollTop = value;
    this.#draw();
  }

  /** Event id of the selected line, null when there is none. */
  get selectedEvent(): number | null {
    const item = this.#items[this.#active];
    return item === undefined || item.kind === 'fold' || item.kind === 'wait' ? null : item.row.id;
  }

  /** Shows a session; `follow` keeps the last line in view when it was in view. */
  show(model: LadderModel, follow: boolean): void {
    const selected = this.selectedEvent;
    const focused = this.#table.contains(document.activeElement);
    const atEnd = this.#viewport.scrollTop + this.#viewHeight >= this.#bodyHeight - this.#height;
    this.#model = model;
    this.#items = ladderItems(model.session.rows, model);
    this.#table.setAttribute('aria-label', model.session.title);
    this.#table.setAttribute('aria-rowcount', String(this.#items.length + 1));
    this.#table.classList.toggle('is-raw', model.raw);
    this.#active = selected === null ? -1 : indexOfEvent(this.#items, selected);
    this.#layOut();
    if (follow && atEnd) this.#viewport.scrollTop = this.#bodyHeight;
    this.#draw();
    if (focused) this.focus();
  }

  /** Whether an event has a line of its own now; one in a fold has not. */
  shows(event: number): boolean {
    const item = this.#items[indexOfEvent(this.#items, event)];
    return item !== undefined && item.kind !== 'fold';
  }

  /** Key of the fold that hides an event, null when none does. */
  foldOf(event: number): number | null {
    const item = this.#items[indexOfEvent(this.#items, event)];
    return item?.kind === 'fold' ? item.key : null;
  }

  /** Selects an event's line and brings it into view. */
  select(event: number, focus: boolean): void {
    const index = indexOfEvent(this.#items, event);
    if (index >= 0) this.#moveTo(index, focus, false);
  }

  /** Puts the focus on the selected line. */
  focus(): void {
    this.#rows.get(this.#active)?.focus({ preventScroll: true });
  }

  get #viewHeight(): number {
    return this.#viewport.clientHeight || assumedHeight;
  }

  get #bodyHeight(): number {
    return this.#items.length * this.#height;
  }

  #layOut(): void {
    const model = this.#model;
    if (model === null) return;
    const size = Number.parseFloat(getComputedStyle(this.#viewport).fontSize);
    this.#table.classList.remove('has-words');
    const width = this.#viewport.clientWidth || assumedWidth;
    const wide = width >= 800;
    const lines = model.raw ? 1.6 : width < narrow ? 3.1 : 2.3;
    this.#height = Math.round((Number.isFinite(size) && size > 0 ? size : 13) * lines);
    this.#table.classList.toggle('is-narrow', width < narrow);
    this.#table.classList.toggle('has-words', wide);
    const timeWidth = width < narrow ? 38 : 62;
    const wordsWidth = wide ? Math.min(420, Math.round(width * 0.3)) : width < narrow ? 28 : 34;
    this.#table.style.setProperty('--time-width', `${timeWidth}px`);
    this.#table.style.setProperty('--words-width', `${wordsWidth}px`);
    this.#places = geometry(model.session.lanes, width - timeWidth - wordsWidth);
    this.#head.replaceChildren(headRow(model, this.#places));
    this.#body.style.height = `${this.#bodyHeight}px`;
    for (const row of this.#rows.values()) row.remove();
    this.#rows.clear();
  }

  #resized(): void {
    this.#layOut();
    this.#draw();
  }

  #later(): void {
    if (this.#pending) return;
    this.#pending = true;
    requestAnimationFrame(() => {
      this.#pending = false;
      this.#draw();
    });
  }

  /** Makes the rows in view and the active one, and drops the others. */
  #draw(): void {
    const [model, places] = [this.#model, this.#places];
    if (model === null || places === null) return;
    const { from, to } = visibleStretch(
      this.#items.length,
      this.#height,
      this.#viewport.scrollTop,
      this.#viewHeight,
    );
    const focusable = this.#active >= 0 ? this.#active : this.#items.findIndex((item) => isSelectable(item));
    const wanted = new Set<number>();
    for (let index = from; index < to; index += 1) wanted.add(index);
    if (focusable >= 0) wanted.add(focusable);
    for (const [index, row] of this.#rows) {
      if (wanted.has(index)) continue;
      row.remove();
      this.#rows.delete(index);
    }
    for (const index of [...wanted].sort((a, b) => a - b)) this.#ensure(index, focusable, model, places);
  }

  #ensure(index: number, focusable: number, model: LadderModel, places: Geometry): void {
    const item = this.#items[index];
    if (item === undefined || this.#rows.has(index)) return;
    const selected = index === this.#active;
    const { stage, lit } = model;
    const row = rowView(item, { stage, places, height: this.#height, index, selected, lit });
    if (index === focusable) row.tabIndex = 0;
    const after = [...this.#rows.keys()].filter((known) => known > index);
    const next = after.length === 0 ? null : (this.#rows.get(Math.min(...after)) ?? null);
    this.#body.insertBefore(row, next);
    this.#rows.set(index, row);
  }

  #moveTo(index: number, focus: boolean, byPerson = true): void {
    const old = this.#rows.get(this.#active);
    for (const row of this.#rows.values()) if (row.tabIndex === 0) row.tabIndex = -1;
    old?.setAttribute('aria-selected', 'false');
    this.#active = index;
    this.#viewport.scrollTop = scrollFor(
      index,
      this.#height,
      this.#viewport.scrollTop,
      this.#viewHeight - this.#head.offsetHeight,
    );
    this.#draw();
    const row = this.#rows.get(index);
    if (row !== undefined && isSelectable(this.#items[index])) {
      row.setAttribute('aria-selected', 'true');
      row.tabIndex = 0;
      if (focus) row.focus({ preventScroll: true });
    }
    this.#events.selected(this.selectedEvent, byPerson);
  }

  /** The next line from `from` in a direction that can be selected, or where it was. */
  #step(from: number, step: number): number {
    for (let index = from; index >= 0 && index < this.#items.length; index += step) {
      if (isSelectable(this.#items[index])) return index;
    }
    return Math.max(this.#active, 0);
  }

  #key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor(this.#viewHeight / this.#height) - 2);
    const last = this.#items.length - 1;
    const targets: Readonly<Record<string, () => number>> = {
      ArrowDown: () => this.#step(this.#active + 1, 1),
      ArrowUp: () => this.#step(this.#active - 1, -1),
      PageDown: () => this.#step(Math.min(last, this.#active + page), -1),
      PageUp: () => this.#step(Math.max(0, this.#active - page), 1),
      Home: () => this.#step(0, 1),
      End: () => this.#step(last, -1),
      m: () => nextMismatch(this.#items, this.#active, 1),
      M: () => nextMismatch(this.#items, this.#active, -1),
    };
    const target = targets[event.key];
    if (target !== undefined) {
      event.preventDefault();
      const index = target();
      if (index >= 0) this.#moveTo(index, true);
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      this.#activate(this.#active);
    }
  }

  #activate(index: number): void {
    const item = this.#items[index];
    if (item?.kind === 'fold') this.#open(item);
    else if (item !== undefined) this.#events.details();
  }

  #open(item: Item & { kind: 'fold' }): void {
    this.#events.opened(item.key);
    this.select(item.key, true);
  }

  #click(event: MouseEvent): void {
    const row = event.target instanceof Element ? event.target.closest('tr') : null;
    const found = [...this.#rows].find(([, candidate]) => candidate === row);
    if (found === undefined) return;
    const [index] = found;
    const item = this.#items[index];
    if (item?.kind === 'fold') this.#open(item);
    else if (isSelectable(item)) this.#moveTo(index, true);
  }

  /** Copies the selected event's own text when nothing else is selected. */
  #copy(event: ClipboardEvent): void {
    const item = this.#items[this.#active];
    const chosen = document.getSelection()?.toString() ?? '';
    if (chosen !== '' || item === undefined || item.kind === 'fold' || item.kind === 'wait') return;
    event.preventDefault();
    event.clipboardData?.setData('text/plain', item.row.full ?? item.row.label);
  }
}
