import type { SkipReason, SocketAddress } from '../trace/event.ts';
import type { Mode } from '../trace/trace.ts';
import { runActive } from './active.ts';
import { openFurther, reconnect, type Further } from './furtherSession.ts';
import { Gate } from './gate.ts';
import { runPassive, samplePorts, type PassiveResult } from './passive.ts';
import type { Run } from './run.ts';
import type { ProbeSession } from './session.ts';
import { interview } from './survey.ts';

/** Records a mode that is not run, with the reason. */
export function skipMode(run: Run, mode: Mode, family: 4 | 6, reason: SkipReason): void {
  if (!run.wants(mode)) return;
  const data = { mode, family, tls: run.tls !== 'none', reason };
  run.recorder.note(0, 'skipped', data, { text: `${mode}: ${reason}` });
}

/** The modes over one address, from a session that is logged in; see DESIGN §2 for which session does what. */
export class FamilyPlan {
  readonly #run: Run;
  #first: ProbeSession;
  readonly #remote: SocketAddress;
  readonly #family: 4 | 6;
  /** One session for all modes: after a slow greeting, or once a limit was met. */
  #shared: boolean;
  /** What runs on the first session, in order: nobody else may use it before. */
  #busy: Promise<unknown> = Promise.resolve();
  #activeAhead: Promise<Further> | null = null;
  /** How PASV and EPSV went; null when not run. */
  readonly results: Partial<Record<'PASV' | 'EPSV', PassiveResult>> = {};
  /** Whether PORT was accepted; null when not run. */
  portAccepted: boolean | null = null;

  constructor(run: Run, first: ProbeSession) {
    this.#run = run;
    this.#first = first;
    this.#remote = first.peer;
    this.#family = first.family;
    this.#shared = first.greetingMs > run.timeoutMs / 2;
  }

  get first(): ProbeSession {
    return this.#first;
  }

  /** Whether the server lets few sessions in, so that nothing should run beside anything. */
  get shared(): boolean {
    return this.#shared;
  }

  /** The interview, PASV and EPSV; resolves when EPSV's listing is through while further samples may still run. */
  async passive(): Promise<void> {
    const epsv = this.#openAhead('EPSV', this.#run.wants('EPSV'));
    await interview(this.#first);
    await this.#renewFirst();
    this.#activeAhead = this.#openAhead('PORT, EPRT', this.#run.wants('PORT') || this.#run.wants('EPRT'));
    const released = new Gate();
    const passive = this.#runPasv(released).finally(() => released.open());
    this.#busy = passive;
    await released.opened;
    const extended = this.#runEpsv(epsv);
    await extended.listed;
    this.#busy = Promise.all([passive, extended.all]);
    if (this.#shared) await this.#busy;
  }

  /** Whatever of the passive modes still runs. */
  async settled(): Promise<void> {
    await this.#busy;
  }

  /** PORT, then EPRT. */
  async active(): Promise<void> {
    if (this.#family === 6) skipMode(this.#run, 'PORT', 6, 'ipv4-only');
    const modes = (['PORT', 'EPRT'] as const).filter(
      (mode) => this.#run.wants(mode) && !(mode === 'PORT' && this.#family === 6),
    );
    if (modes.length === 0) return;
    const session = await this.#sessionFor(this.#activeAhead, 'PORT, EPRT');
    for (const mode of modes) {
      const reason = this.#whyNot(session);
      if (session === null || reason !== null) skipMode(this.#run, mode, this.#family, reason ?? 'limit');
      else await this.#runActive(session, mode);
    }
    if (session !== null && session !== this.#first) await session.quit();
  }

  #whyNot(session: ProbeSession | null): SkipReason | null {
    if (this.#run.slotTaken) return 'pending-transfer';
    if (this.#run.isOver()) return 'time';
    if (session === null) return 'limit';
    return session.usable ? null : 'closed';
  }

  async #runActive(session: ProbeSession, mode: 'PORT' | 'EPRT'): Promise<void> {
    const result = await runActive(session, mode);
    if (mode === 'PORT') this.portAccepted = result !== 'refused' && result !== 'failed';
    if (result !== 'pending') return;
    // vsftpd dials for its connect_timeout (60 s) and reads no QUIT meanwhile: its slot stays taken.
    this.#run.slotTaken = true;
    this.#run.recorder.note(session.id, 'pending-transfer', {});
  }

  /** A server that hangs up or falls silent at FEAT, SYST, PWD or STAT may still serve clients, which never ask. */
  async #renewFirst(): Promise<void> {
    if (this.#first.usable || !this.#run.wants('PASV') || this.#family === 6) return;
    const again = await this.#reopen('PASV');
    if (again !== null) this.#first = again;
  }

  /** Opens a session for later modes while earlier ones run; not where one session is to do all. */
  #openAhead(purpose: string, wanted: boolean): Promise<Further> | null {
    if (!wanted || this.#shared) return null;
    return openFurther(this.#run, this.#remote, purpose).then((further) => {
      if ('limit' in further) this.#shared = true;
      return further;
    });
  }

  async #runPasv(released: Gate): Promise<void> {
    if (this.#family === 6) {
      skipMode(this.#run, 'PASV', 6, 'ipv4-only');
      return;
    }
    if (!this.#run.wants('PASV')) return;
    if (!this.#first.usable) {
      skipMode(this.#run, 'PASV', 4, this.#run.isOver() ? 'time' : 'closed');
      return;
    }
    const result = await runPassive(this.#first, 'PASV', () => {
      if (!this.#shared) released.open();
    });
    this.results.PASV = result;
    if (!result.accepted) return;
    const ports = new Set(result.port === null ? [] : [result.port]);
    await samplePorts(this.#first, 'PASV', result, this.#run.options.settings.samples, (port) => {
      ports.add(port);
      // Two different ports: the pool is larger than the one that PASV holds now.
      if (ports.size > 1) released.open();
    });
    // A server with one passive port holds it for this session until logout; EPSV would find none.
    if (ports.size === 1 && this.#run.wants('EPSV')) await this.#first.quit();
  }

  #runEpsv(ahead: Promise<Further> | null): { listed: Promise<void>; all: Promise<void> } {
    if (!this.#run.wants('EPSV')) return { listed: Promise.resolve(), all: Promise.resolve() };
    const listed = new Gate();
    const go = async (): Promise<void> => {
      const session = await this.#sessionFor(ahead, 'EPSV');
      if (session === null) {
        skipMode(this.#run, 'EPSV', this.#family, this.#run.isOver() ? 'time' : 'limit');
        return;
      }
      const result = await runPassive(session, 'EPSV', () => undefined);
      this.results.EPSV = result;
      listed.open();
      if (result.accepted) {
        await samplePorts(session, 'EPSV', result, this.#run.options.settings.samples, () => undefined);
      }
      if (session !== this.#first) await session.quit();
    };
    return { listed: listed.opened, all: go().finally(() => listed.open()) };
  }

  /** The session opened ahead; else the first one if it still serves; else a new one, with pauses. */
  async #sessionFor(ahead: Promise<Further> | null, purpose: string): Promise<ProbeSession | null> {
    const further = await ahead;
    if (further !== null && 'session' in further && further.session.usable) return further.session;
    await this.#busy;
    if (this.#first.usable && !this.#run.isOver()) return this.#first;
    return this.#reopen(purpose);
  }

  /** A new session in place of the first one; null where none is to be had. */
  async #reopen(purpose: string): Promise<ProbeSession | null> {
    if (this.#run.isOver()) return null;
    // Where the first session has fallen silent no slot is waited for: one try shows whether the whole way is cut.
    const again = this.#first.fellSilent
      ? await openFurther(this.#run, this.#remote, purpose)
      : await reconnect(this.#run, this.#remote, purpose);
    if ('session' in again) return again.session;
    if (!this.#run.signal.aborted && /^(?:refused|timed-out|unreachable|silence)$/.test(again.limit)) {
      this.#run.recorder.note(0, 'stopped', { why: 'blocked', what: again.limit });
      this.#run.stopped = 'closed';
    }
    return null;
  }
}
