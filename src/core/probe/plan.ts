import type { SocketAddress } from '../trace/event.ts';
import type { Mode } from '../trace/trace.ts';
import { runActive } from './active.ts';
import { openFurther, reconnect, type Further } from './furtherSession.ts';
import { holdIdle } from './hold.ts';
import { runPassive, samplePorts } from './passive.ts';
import type { Run } from './run.ts';
import type { ProbeSession } from './session.ts';
import { interview, survey } from './survey.ts';
import { checkUnderTls } from './tlsCheck.ts';

type Tls = 'none' | 'explicit' | 'implicit';

function tlsOf(run: Run): Tls {
  const { scheme } = run.target;
  return scheme === 'ftp' ? 'none' : scheme === 'ftpes' ? 'explicit' : 'implicit';
}

function wants(run: Run, mode: Mode): boolean {
  return run.options.settings.modes.includes(mode);
}

function skip(run: Run, mode: Mode, family: 4 | 6, reason: string): void {
  if (wants(run, mode)) {
    run.recorder.note(
      0,
      'skipped',
      { mode, family, tls: tlsOf(run) !== 'none', reason },
      { text: `${mode}: ${reason}` },
    );
  }
}

/** A promise with its key: lets EPSV start as soon as PASV has released its port. */
class Gate {
  readonly opened: Promise<void>;
  open: () => void = () => undefined;

  constructor() {
    this.opened = new Promise((resolve) => {
      this.open = resolve;
    });
  }
}

/** The four modes over one address, from a session that is logged in. */
class FamilyPlan {
  readonly #run: Run;
  readonly #first: ProbeSession;
  readonly #remote: SocketAddress;
  readonly #family: 4 | 6;
  /** One session for all modes: after a slow greeting, or once a limit was met. */
  #shared: boolean;
  #pending = false;
  /** What runs on the first session, in order: nobody else may use it before. */
  #busy: Promise<unknown> = Promise.resolve();

  constructor(run: Run, first: ProbeSession) {
    this.#run = run;
    this.#first = first;
    this.#remote = first.peer;
    this.#family = first.family;
    this.#shared = first.greetingMs > run.timeoutMs / 2;
  }

  async go(): Promise<void> {
    const { settings } = this.#run.options;
    const epsv = this.#openAhead('EPSV', wants(this.#run, 'EPSV') && settings.modes[0] !== 'EPSV');
    await interview(this.#first);
    const active = this.#openAhead('PORT, EPRT', wants(this.#run, 'PORT') || wants(this.#run, 'EPRT'));
    const released = new Gate();
    const passive = this.#runPasv(released).finally(() => released.open());
    this.#busy = passive;
    await released.opened;
    const extended = this.#runEpsv(epsv);
    await extended.listed;
    this.#busy = Promise.all([passive, extended.all]);
    await Promise.all([this.#busy, this.#runActiveModes(active)]);
  }

  /** Opens a session for later modes while earlier ones run; not where one session is to do all. */
  #openAhead(purpose: string, wanted: boolean): Promise<Further> | null {
    if (!wanted || this.#shared) return null;
    return openFurther(this.#run, this.#remote, purpose, tlsOf(this.#run)).then((further) => {
      if ('limit' in further) this.#shared = true;
      return further;
    });
  }

  async #runPasv(released: Gate): Promise<void> {
    if (this.#family === 6) {
      skip(this.#run, 'PASV', 6, 'ipv4-only');
      return;
    }
    if (!wants(this.#run, 'PASV')) return;
    const result = await runPassive(this.#first, 'PASV', () => {
      if (!this.#shared) released.open();
    });
    if (!result.accepted) return;
    const ports = new Set(result.port === null ? [] : [result.port]);
    await samplePorts(this.#first, 'PASV', result, this.#run.options.settings.samples, (port) => {
      ports.add(port);
      // Two different ports: the pool is larger than the one that PASV holds now.
      if (ports.size > 1) released.open();
    });
  }

  #runEpsv(ahead: Promise<Further> | null): { listed: Promise<void>; all: Promise<void> } {
    const listed = new Gate();
    if (!wants(this.#run, 'EPSV')) return { listed: Promise.resolve(), all: Promise.resolve() };
    const go = async (): Promise<void> => {
      const session = await this.#sessionFor(ahead, 'EPSV');
      if (session === null) {
        skip(this.#run, 'EPSV', this.#family, this.#run.isOver() ? 'time' : 'limit');
        return;
      }
      const result = await runPassive(session, 'EPSV', () => undefined);
      listed.open();
      if (result.accepted) {
        await samplePorts(session, 'EPSV', result, this.#run.options.settings.samples, () => undefined);
      }
      if (session !== this.#first) await session.quit();
    };
    return { listed: listed.opened, all: go().finally(() => listed.open()) };
  }

  async #runActiveModes(ahead: Promise<Further> | null): Promise<void> {
    if (this.#family === 6) skip(this.#run, 'PORT', 6, 'ipv4-only');
    const modes = (['PORT', 'EPRT'] as const).filter(
      (mode) => wants(this.#run, mode) && !(mode === 'PORT' && this.#family === 6),
    );
    if (modes.length === 0) return;
    const session = await this.#sessionFor(ahead, 'PORT, EPRT');
    for (const mode of modes) {
      const reason = this.#pending
        ? 'pending-transfer'
        : this.#run.isOver()
          ? 'time'
          : session === null
            ? 'limit'
            : null;
      if (reason !== null || session === null) {
        skip(this.#run, mode, this.#family, reason ?? 'limit');
        continue;
      }
      if (!session.usable) {
        skip(this.#run, mode, this.#family, 'closed');
        continue;
      }
      if ((await runActive(session, mode)) === 'pending') {
        this.#pending = true;
        this.#run.recorder.note(
          session.id,
          'pending-transfer',
          {},
          { text: 'LIST still pending, the server keeps this session for a while' },
        );
      }
    }
    if (session !== null && session !== this.#first) await session.quit();
  }

  /** The session opened ahead; else the first one if it still serves; else a new one, with pauses. */
  async #sessionFor(ahead: Promise<Further> | null, purpose: string): Promise<ProbeSession | null> {
    const further = await ahead;
    if (further !== null && 'session' in further && further.session.usable) return further.session;
    await this.#busy;
    if (this.#run.isOver()) return null;
    if (this.#first.usable) return this.#first;
    const again = await reconnect(this.#run, this.#remote, purpose, tlsOf(this.#run));
    if ('session' in again) return again.session;
    if (!this.#run.isOver() && /^(?:refused|timed-out|unreachable|silence)$/.test(again.limit)) {
      this.#run.recorder.note(0, 'stopped', { why: 'blocked', what: again.limit });
      this.#run.stopped = 'closed';
    }
    return null;
  }
}

/** A whole run: survey, modes a family, then what must come last. */
export async function runPlan(run: Run): Promise<void> {
  const { session, working } = await survey(run);
  if (session === null) {
    skipAll(run, run.stopped === 'login' ? 'login' : 'no-session');
    return;
  }
  await new FamilyPlan(run, session).go();
  const [, other] = working;
  if (other !== undefined && !run.isOver()) await runOtherFamily(run, other);
  // Logged out first: a server that lets one session in would refuse the next two.
  await session.quit();
  if (tlsOf(run) === 'none' && wants(run, 'PASV') && session.family === 4 && !run.isOver()) {
    await checkUnderTls(run, session.peer);
  }
  if (run.leftMs < 50) run.stopped ??= 'time';
  const { holdMs } = run.options;
  if (holdMs !== null && !run.signal.aborted) await holdIdle(run, session.peer, tlsOf(run), holdMs);
}

async function runOtherFamily(run: Run, remote: SocketAddress): Promise<void> {
  const further = await openFurther(run, remote, 'survey, EPSV', tlsOf(run), run.patienceMs);
  if (!('session' in further)) return;
  await new FamilyPlan(run, further.session).go();
  await further.session.quit();
}

function skipAll(run: Run, reason: string): void {
  for (const mode of run.options.settings.modes) skip(run, mode, run.options.family === 6 ? 6 : 4, reason);
}
