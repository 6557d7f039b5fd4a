import { createTranslate } from '../core/l10n.ts';
import type { Translate } from '../core/l10n.ts';
import type { FromWebview, HandlersOf, ToWebview } from '../shared/messages.ts';
import type { PanelState } from '../shared/panelState.ts';
import { buildTimelineView } from '../shared/timeline/buildTimelineView.ts';
import type { EventRow, FindingView, SessionView, TimelineView } from '../shared/timelineView.ts';
import { h } from './element.ts';
import { passes } from './ladder/items.ts';
import { Ladder } from './ladder/ladder.ts';
import { pageStateFor } from './pageState.ts';
import type { PageState } from './pageState.ts';
import { clientsPanel } from './panels/clientsPanel.ts';
import { detailsPanel } from './panels/detailsPanel.ts';
import { evidencePanel } from './panels/evidencePanel.ts';
import { findingsPanel } from './panels/findingsPanel.ts';
import { headPanel } from './panels/headPanel.ts';
import type { HeadChoices } from './panels/headPanel.ts';
import { ladderBar } from './panels/ladderBar.ts';
import type { LadderChoices } from './panels/ladderBar.ts';
import { modesPanel } from './panels/modesPanel.ts';
import { phasePanel } from './panels/phasePanel.ts';
import { earlyPanel, verdictPanel } from './panels/verdictPanel.ts';
import { Slot } from './slot.ts';
import type { Stage } from './stage.ts';

/** How the page talks to the editor and what it keeps. */
export interface PageHost {
  post(message: FromWebview): void;
  keep(state: PageState): void;
  readonly kept: PageState;
  readonly language: string;
}

const slotNames = [
  'head',
  'evidence',
  'phase',
  'verdict',
  'modes',
  'bar',
  'details',
  'findings',
  'clients',
] as const;

const noticeTime = 4000;

/** What tells one report of a panel from another: the start of a diagnosis, and which session of evidence it is. */
function reportKey({ report, evidence }: PanelState): string | null {
  const startedAt = report?.startedAt ?? null;
  return evidence === undefined ? startedAt : `${startedAt ?? ''} ${evidence.chosen}`;
}

/** The timeline: knows what the editor sent and what the person chose, and draws both. */
export class TimelinePage {
  readonly #host: PageHost;
  readonly #root: HTMLElement;
  readonly #slots: Readonly<Record<(typeof slotNames)[number], Slot>>;
  readonly #ladder: Ladder;
  readonly #ladderSection: HTMLElement;
  readonly #notice: HTMLElement;
  readonly #spokenVerdict: HTMLElement;
  #t: Translate = createTranslate();
  #panel: PanelState | null = null;
  #view: TimelineView | null = null;
  #page: PageState;
  #saving = false;

  constructor(root: HTMLElement, host: PageHost) {
    this.#host = host;
    this.#root = root;
    this.#page = host.kept;
    const slots = Object.fromEntries(
      slotNames.map((name) => [name, new Slot(name, (element) => this.#disclose(element))]),
    );
    this.#slots = slots as Record<(typeof slotNames)[number], Slot>;
    this.#ladder = new Ladder({
      selected: (event, byPerson) => this.#selected(event, byPerson),
      opened: (key) => this.#choose({ opened: [...this.#page.opened, key] }),
      details: () => this.#slots.details.element.querySelector<HTMLElement>('pre')?.focus(),
    });
    const { head, evidence, phase, verdict, modes, bar, details, findings, clients } = this.#slots;
    details.element.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.#ladder.focus();
    });
    this.#ladderSection = h(
      'section',
      { class: 'ladder', id: 'ladder', 'aria-labelledby': 'ladder-title' },
      bar.element,
      this.#ladder.element,
      details.element,
    );
    this.#notice = h('div', { class: 'notice', role: 'status' });
    this.#spokenVerdict = h('div', { class: 'spoken spoken-verdict', role: 'status' });
    root.replaceChildren(
      ...[head, evidence, phase, verdict, modes].map(({ element }) => element),
      this.#ladderSection,
      findings.element,
      clients.element,
      this.#notice,
      this.#spokenVerdict,
    );
    root.addEventListener('click', (event) => this.#noteDisclosure(event.target), { capture: true });
    addEventListener('scroll', () => this.#keep(), { passive: true });
    this.#ladder.element.addEventListener('scroll', () => this.#keep(), { passive: true });
  }

  /** Takes a message of the editor. */
  receive(message: ToWebview): void {
    const handlers: HandlersOf<ToWebview> = {
      init: ({ bundle, state, reveal }) => {
        this.#t = createTranslate(bundle);
        const kept = this.#page;
        this.#take(state);
        this.#restoreScroll(kept);
        if (reveal !== null) this.goToEvent(reveal);
      },
      state: ({ state }) => this.#take(state),
      reveal: ({ event }) => this.goToEvent(event),
    };
    (handlers[message.type] as (each: ToWebview) => void)(message);
  }

  /** Selects an event, brings it into view and puts the focus on it. */
  goToEvent(id: number): void {
    if (!this.#show(id)) return;
    this.#ladderSection.scrollIntoView({ block: 'nearest', behavior: this.#motion });
    this.#ladder.select(id, true);
  }

  /** Puts an event on the ladder, whatever hides it now; false when the report has no such event. */
  #show(id: number): boolean {
    const session = this.#view?.sessions.find(({ rows }) => rows.some((row) => row.id === id));
    const row = session?.rows.find((candidate) => candidate.id === id);
    if (session === undefined || row === undefined) return false;
    const connection = passes(row, this.#page.connection) ? this.#page.connection : null;
    this.#choose({ session: session.id, connection });
    const fold = this.#ladder.foldOf(id);
    if (fold !== null) this.#choose({ opened: [...this.#page.opened, fold] });
    return true;
  }

  /** Brings a finding into view and puts the focus on its title. */
  goToFinding(number: number): void {
    const card = this.#slots.findings.element.querySelector(`[data-finding="${number}"]`);
    card?.scrollIntoView({ block: 'start', behavior: this.#motion });
    card?.querySelector<HTMLElement>('h3')?.focus({ preventScroll: true });
  }

  get #motion(): ScrollBehavior {
    const calm =
      document.body.classList.contains('vscode-reduce-motion') ||
      matchMedia('(prefers-reduced-motion: reduce)').matches;
    return calm ? 'instant' : 'smooth';
  }

  get #stage(): Stage {
    return {
      t: this.#t,
      language: this.#host.language,
      wrongAddress: this.#view?.wrongAddress ?? null,
      practice: this.#panel?.destination.startsWith('practice:') === true,
      evidence: this.#panel?.evidence ?? null,
      post: (message) => this.#host.post(message),
      announce: (text) => this.#announce(text, this.#notice),
      goToEvent: (id) => this.goToEvent(id),
      goToFinding: (number) => this.goToFinding(number),
    };
  }

  #take(panel: PanelState): void {
    const before = this.#panel;
    const focused = this.#root.contains(document.activeElement);
    this.#panel = panel;
    this.#view = panel.report === null ? null : buildTimelineView(panel.report, this.#t, panel.changes);
    const startedAt = reportKey(panel);
    this.#page = pageStateFor(this.#page, panel, startedAt);
    const ended = before?.phase === 'running' && panel.phase !== 'running';
    const other = panel.evidence?.chosen !== before?.evidence?.chosen;
    this.#draw();
    if (focused && !this.#root.contains(document.activeElement)) this.#catchFocus();
    const selected = this.#page.selected ?? (panel.phase === 'running' ? null : this.#view?.firstEvent);
    if (selected != null && (ended || other || this.#ladder.selectedEvent === null))
      this.#ladder.select(selected, false);
    if (ended && this.#view !== null && panel.phase === 'done')
      this.#announce(this.#view.verdict, this.#spokenVerdict);
  }

  /** Gives the focus to what goes on from here: the control that had it has gone with its panel. */
  #catchFocus(): void {
    for (const key of ['cancel', 'again', 'diagnose', 'head-again']) {
      const control = this.#root.querySelector<HTMLElement>(`[data-key="${key}"]`);
      if (control === null) continue;
      control.focus({ preventScroll: true });
      return;
    }
  }

  /** Opens and closes what the person has opened and closed before. */
  #disclose(element: Element): void {
    for (const summary of element.querySelectorAll('summary[data-key]')) {
      const open = this.#page.disclosed[summary.getAttribute('data-key') ?? ''];
      if (open !== undefined) summary.parentElement?.toggleAttribute('open', open);
    }
  }

  /** Keeps what a press on a summary is about to change. */
  #noteDisclosure(target: EventTarget | null): void {
    const summary = target instanceof Element ? target.closest('summary[data-key]') : null;
    if (summary === null) return;
    const open = summary.parentElement?.hasAttribute('open') !== true;
    const disclosed = { ...this.#page.disclosed, [summary.getAttribute('data-key') ?? '']: open };
    this.#page = { ...this.#page, disclosed };
    this.#keep();
  }

  #choose(change: Partial<PageState>): void {
    this.#page = { ...this.#page, ...change };
    this.#draw();
    this.#keep();
  }

  #selected(event: number | null, byPerson: boolean): void {
    if (byPerson && event !== null && this.#panel?.evidence !== undefined)
      this.#host.post({ type: 'event-selected', event });
    this.#page = { ...this.#page, selected: event };
    this.#drawDetails();
    this.#keep();
  }

  #keep(): void {
    this.#page = { ...this.#page, pageScroll: scrollY, ladderScroll: this.#ladder.scrollTop };
    this.#host.keep(this.#page);
  }

  /** Scrolls to where an earlier page was, if it showed the same report. */
  #restoreScroll({ destination, startedAt, ladderScroll, pageScroll }: PageState): void {
    if (destination !== this.#page.destination || startedAt !== this.#page.startedAt) return;
    if (ladderScroll > 0) this.#ladder.scrollTop = ladderScroll;
    if (pageScroll > 0) scrollTo({ top: pageScroll, behavior: 'instant' });
  }

  /** Says a text for a while in a live region: the one that is seen, or the one for what the page shows already. */
  #announce(text: string, region: HTMLElement): void {
    region.replaceChildren(h('span', {}, text));
    setTimeout(() => {
      if (region.textContent === text) region.replaceChildren();
    }, noticeTime);
  }

  #session(): SessionView | null {
    const sessions = this.#view?.sessions ?? [];
    const wanted = this.#page.session ?? this.#view?.firstSession ?? 0;
    return sessions.find(({ id }) => id === wanted) ?? sessions[0] ?? null;
  }

  #draw(): void {
    const [panel, view] = [this.#panel, this.#view];
    if (panel === null) return;
    const stage = this.#stage;
    const { report, ...rest } = panel;
    const settled = panel.phase === 'done' || panel.phase === 'cancelled' ? view : null;
    const marks = [stage.wrongAddress, this.#page.redact];
    this.#slots.head.show([rest, view?.count, view?.facts, report?.startedAt, this.#saving, marks], () =>
      headPanel(panel, view, this.#headChoices(), stage),
    );
    this.#slots.evidence.show([panel.evidence], () => evidencePanel(panel, stage));
    this.#slots.phase.show([rest, report?.control.certificate, report?.events.length === 0], () =>
      phasePanel(panel, stage),
    );
    this.#drawVerdict(settled, stage);
    const live = settled !== null && panel.evidence === undefined;
    this.#slots.modes.show([view?.modes, live, marks], () =>
      view === null || view.modes.length === 0 ? null : modesPanel(view.modes, live, stage),
    );
    this.#drawLadder(panel, stage);
    this.#slots.findings.show([settled?.findings, marks], () =>
      settled === null || settled.findings.length === 0 ? null : findingsPanel(settled.findings, stage),
    );
    this.#slots.clients.show([settled?.clients, marks], () =>
      settled === null || settled.clients.length === 0
        ? null
        : clientsPanel(settled.clients, settled.tone === 'bad' || settled.tone === 'doubtful', stage),
    );
  }

  /** The verdict of a report; of one that is not through, what its addresses show. */
  #drawVerdict(settled: TimelineView | null, stage: Stage): void {
    const phase = this.#panel?.phase;
    const view = this.#view;
    const parts = { ...view, sessions: [], clients: [], modes: [] };
    const level = phase === 'cancelled' ? 'h2' : 'h1';
    const remark = phase === 'done' ? (this.#panel?.message ?? null) : null;
    const through =
      settled !== null && (phase === 'done' || settled.tone === 'bad' || settled.tone === 'doubtful');
    this.#slots.verdict.show([phase, through, remark, view === null ? null : parts], () => {
      if (through) return verdictPanel(settled, level, remark, stage);
      return view === null ? null : earlyPanel(view, stage);
    });
  }

  #headChoices(): HeadChoices {
    return {
      saving: this.#saving,
      redact: this.#page.redact,
      setSaving: (open) => {
        this.#saving = open;
        this.#draw();
      },
      setRedact: (redact) => this.#choose({ redact }),
    };
  }

  #ladderChoices(session: SessionView, fold: boolean, findings: readonly FindingView[]): LadderChoices {
    const { connection, raw, lit } = this.#page;
    return {
      sessions: this.#view?.sessions ?? [],
      session,
      findings,
      lit,
      connection,
      raw,
      fold,
      live: this.#panel?.phase === 'running',
      setSession: (id) => this.#openSession(id),
      setConnection: (chosen) => this.#choose({ connection: chosen }),
      setRaw: (chosen) => this.#choose({ raw: chosen }),
      setFold: (chosen) => this.#choose({ fold: chosen, opened: [] }),
      setLit: (finding) => this.#light(finding),
    };
  }

  /** Changes to a session and selects what a finding rests on in it. */
  #openSession(id: number): void {
    this.#choose({ session: id, connection: null, selected: null });
    const rows = this.#session()?.rows ?? [];
    const first = rows.find(({ findings }) => findings.length > 0);
    if (first !== undefined) this.#ladder.select(first.id, false);
  }

  /** Lights a finding's events and goes to the first; the focus stays on the chip. */
  #light(finding: number | null): void {
    this.#choose({ lit: finding });
    const first = finding === null ? undefined : this.#view?.findings[finding - 1]?.evidence[0];
    if (first === undefined) return;
    this.#show(first.event);
    this.#ladder.select(first.event, false);
  }

  #drawLadder(panel: PanelState, stage: Stage): void {
    const session = this.#session();
    this.#ladderSection.hidden = session === null;
    if (session === null) return;
    const running = panel.phase === 'running';
    const { connection, raw, opened, lit } = this.#page;
    const fold = this.#page.fold && !running;
    const tabs = this.#view?.sessions.map(({ id, title }) => [id, title]);
    const findings = running ? [] : (this.#view?.findings ?? []);
    this.#slots.bar.show(
      [
        session.id,
        session.connections,
        tabs,
        findings.map(({ title }) => title),
        connection,
        raw,
        fold,
        lit,
        running,
      ],
      () => ladderBar(this.#ladderChoices(session, fold, findings), stage),
    );
    this.#ladder.show({ session, stage, connection, raw, fold, opened: new Set(opened), lit }, running);
    this.#drawDetails();
  }

  #drawDetails(): void {
    const id = this.#ladder.selectedEvent;
    const row =
      id === null ? undefined : this.#session()?.rows.find((candidate: EventRow) => candidate.id === id);
    const findings = this.#view?.findings ?? [];
    this.#slots.details.show([row ?? null, findings.map(({ title }) => title)], () =>
      row === undefined ? null : detailsPanel(row, findings, this.#stage),
    );
  }
}
