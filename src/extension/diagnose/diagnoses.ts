import { errorMessage, errorStack } from '../../core/errorText.ts';
import type { ServerConfig } from '../../core/config/serverFile.ts';
import type { CertificateInfo } from '../../core/trace/event.ts';
import type { Language, Translate } from '../../core/l10n.ts';
import { printable } from '../../core/report/printable.ts';
import type { RemedyEdit, Report } from '../../core/report/report.ts';
import type { Settings } from '../../core/trace/trace.ts';
import type { Changes, PanelPhase } from '../../shared/panelState.ts';
import type { Doctor, DoctorRun } from '../doctor/doctor.ts';
import type { Endpoint } from '../endpoints/endpoint.ts';
import type { HistoryStore } from '../history/historyStore.ts';
import type { PasswordStore } from '../passwords/passwordStore.ts';
import { Signal } from '../signal.ts';
import {
  certificateWithheld,
  changesBetween,
  comparable,
  passwordAccepted,
  passwordRefused,
  phaseOf,
  withoutAllClear,
} from './outcome.ts';
import { stepTeller } from './steps.ts';
import type { RunChanges } from './testRun.ts';

/** How an endpoint stands: what the tree and the timeline draw. */
export interface EndpointState {
  readonly phase: PanelPhase;
  /** The step under way, null when none is. */
  readonly step: string | null;
  /** One sentence beside the report, null for none. */
  readonly message: string | null;
  /** The report of the run under way, else the last one. */
  readonly report: Report | null;
  /** Against the report before, null where nothing can be compared. */
  readonly changes: Changes | null;
  /** False until the history has been asked for the last report. */
  readonly loaded: boolean;
}

/** The questions that a run may put to the person. */
export interface Questions {
  /** The password for this endpoint, null when the person gives none. */
  password(
    endpoint: Endpoint,
    why: 'needed' | 'refused',
  ): Promise<{ password: string; remember: boolean } | null>;
  certificate(endpoint: Endpoint, certificate: CertificateInfo): Promise<'once' | 'always' | 'no'>;
}

/** What a run is made of. */
export interface DiagnoseRequest {
  /** What this one run does otherwise than the settings say. */
  readonly changes?: RunChanges;
  /** Changes of the practice server's vsftpd.conf for this run. */
  readonly practiceEdits?: readonly RemedyEdit[];
  /** False asks nothing: what would need an answer ends at once with the phase that says so. */
  readonly ask: boolean;
}

/** What a diagnosis of an endpoint needs of the editor; nothing of it imports `vscode`, so that the runs can be tested without one. */
export interface DiagnosesDeps {
  readonly doctor: Doctor;
  readonly history: HistoryStore;
  readonly passwords: PasswordStore;
  readonly questions: Questions;
  /** Settings of a run as they are now. */
  settingsFor(endpoint: Endpoint): { settings: Settings; language: Language; historySize: number };
  /** What the server's own file says, where the person has chosen one; null for none. */
  serverFile?(endpoint: Endpoint): Promise<{ settings: ServerConfig } | { fault: string } | null>;
  /** VS Code's remote name, for the vantage. */
  readonly remote: string | null;
  /** Keeps a certificate that the person always accepts. */
  acceptAlways(endpoint: Endpoint, sha256: string): Promise<void>;
  readonly t: Translate;
  readonly log: { trace(message: string): void; info(message: string): void; error(message: string): void };
}

const idle: EndpointState = {
  phase: 'never',
  step: null,
  message: null,
  report: null,
  changes: null,
  loaded: false,
};

/** The password to send, if any; `missing` when one is needed and was not given. */
type GivenPassword = { readonly password: string | null } | 'missing';

interface Running {
  readonly controller: AbortController;
  readonly ended: Promise<Report | null>;
}

/** How often a growing report is drawn anew, in milliseconds. */
const drawEveryMs = 150;

/** Every endpoint's last diagnosis and the runs under way, at most one an endpoint. */
export class Diagnoses {
  readonly #deps: DiagnosesDeps;
  readonly #states = new Map<string, EndpointState>();
  readonly #running = new Map<string, Running>();
  readonly #fileFaults = new Map<string, string | null>();
  readonly #changed = new Signal<string>();
  readonly #ended = new Signal<{ readonly endpoint: Endpoint; readonly report: Report }>();

  /** Fires with an endpoint's id when its state has changed. */
  readonly onDidChange = this.#changed.on;
  /** Fires when a run has ended with a report that was not cancelled. */
  readonly onDidEnd = this.#ended.on;

  constructor(deps: DiagnosesDeps) {
    this.#deps = deps;
  }

  state(id: string): EndpointState {
    return this.#states.get(id) ?? idle;
  }

  isRunning(id: string): boolean {
    return this.#running.has(id);
  }

  get runningCount(): number {
    return this.#running.size;
  }

  /** Starts a diagnosis, or joins the one under way. Resolves with its report, null when there is none. */
  diagnose(endpoint: Endpoint, request: DiagnoseRequest): Promise<Report | null> {
    const running = this.#running.get(endpoint.id);
    if (running !== undefined) return running.ended;
    const controller = new AbortController();
    const ended = this.#run(endpoint, request, controller.signal);
    this.#running.set(endpoint.id, { controller, ended });
    this.#changed.fire(endpoint.id);
    return ended;
  }

  /** Ends a run at once; what was seen until then stays as a partial report. */
  cancel(id: string): void {
    this.#running.get(id)?.controller.abort();
  }

  cancelAll(): void {
    for (const { controller } of this.#running.values()) controller.abort();
  }

  /** Resolves when every run has ended. */
  async settled(): Promise<void> {
    await Promise.all([...this.#running.values()].map(({ ended }) => ended));
  }

  /** Reads the last report from the history, once. */
  async load(id: string): Promise<void> {
    if (this.state(id).loaded || this.isRunning(id)) return;
    const report = await this.#deps.history.latest(id).catch(() => null);
    // A run that began meanwhile knows more than the history.
    if (this.isRunning(id) || this.state(id).loaded) return;
    if (report !== null) this.#set(id, { ...idle, loaded: true, report, phase: phaseOf(report) });
    // Nothing to draw anew.
    else this.#states.set(id, { ...idle, loaded: true });
  }

  /** Shows another report of the endpoint, an earlier one for example. */
  show(id: string, report: Report): void {
    if (!this.isRunning(id)) this.#set(id, { ...idle, loaded: true, report, phase: phaseOf(report) });
  }

  /** Forgets what is known of an endpoint, or of all. */
  forget(id?: string): void {
    const ids = id === undefined ? [...this.#states.keys()] : [id];
    for (const each of ids) {
      if (this.isRunning(each)) continue;
      this.#states.delete(each);
      this.#changed.fire(each);
    }
  }

  #set(id: string, state: EndpointState): void {
    this.#states.set(id, state);
    this.#changed.fire(id);
  }

  async #run(endpoint: Endpoint, request: DiagnoseRequest, signal: AbortSignal): Promise<Report | null> {
    const { id } = endpoint;
    // The caller registers the run before it begins.
    await Promise.resolve();
    await this.load(id);
    const before = this.state(id).report ?? (await this.#deps.history.latest(id).catch(() => null));
    const end = (state: Partial<EndpointState>): null => {
      this.#running.delete(id);
      this.#set(id, { ...idle, loaded: true, report: before, ...state });
      return null;
    };
    try {
      this.#set(id, {
        ...idle,
        loaded: true,
        phase: 'running',
        report: null,
        step: this.#deps.t('Starting'),
      });
      const given = await this.#passwordFor(endpoint, request.ask, signal);
      if (signal.aborted) return end({ phase: before === null ? 'never' : 'cancelled' });
      if (given === 'missing') return end({ phase: 'password-needed' });
      const { password } = given;
      const report = await this.#probe(endpoint, request, password, signal);
      return await this.#finish(endpoint, report, before, password);
    } catch (error) {
      this.#deps.log.error(`${endpoint.name}: ${errorStack(error)}`);
      return end({
        phase: 'failed',
        message: this.#deps.t('The diagnosis could not be made: {reason}', { reason: errorMessage(error) }),
      });
    }
  }

  async #passwordFor(endpoint: Endpoint, ask: boolean, signal: AbortSignal): Promise<GivenPassword> {
    const { destination } = endpoint;
    if (destination.kind === 'practice' || destination.target.user === null) return { password: null };
    const { target } = destination;
    const known = await this.#deps.passwords.find(target);
    if (known !== null && !known.refused) return { password: known.password };
    if (!ask || signal.aborted) return 'missing';
    this.#set(endpoint.id, { ...this.state(endpoint.id), phase: 'password-needed', step: null });
    const answer = await this.#deps.questions.password(endpoint, known === null ? 'needed' : 'refused');
    if (answer === null) return 'missing';
    await this.#deps.passwords.keep(target, answer.password, answer.remember);
    return { password: answer.password };
  }

  /** What the server's own file says; a fault of the file is kept for the end of the run. */
  async #readServerFile(endpoint: Endpoint): Promise<ServerConfig | null> {
    const file = (await this.#deps.serverFile?.(endpoint)) ?? null;
    const fault = file !== null && 'fault' in file ? file.fault : null;
    if (fault !== null) this.#deps.log.info(`${endpoint.name}: ${fault}`);
    this.#fileFaults.set(endpoint.id, fault);
    return file === null || 'fault' in file ? null : file.settings;
  }

  async #probe(
    endpoint: Endpoint,
    request: DiagnoseRequest,
    password: string | null,
    signal: AbortSignal,
  ): Promise<Report> {
    const { id } = endpoint;
    const { doctor, t, log } = this.#deps;
    const { settings, language } = this.#deps.settingsFor(endpoint);
    const known = await this.#readServerFile(endpoint);
    const { family = 0, holdMs = null, ...changes } = request.changes ?? {};
    const started: { run: DoctorRun | null } = { run: null };
    const stepOf = stepTeller(t, holdMs);
    let step: string | null = t('Connecting');
    const timer: { drawn: NodeJS.Timeout | null } = { drawn: null };
    const draw = (): void => {
      timer.drawn = null;
      const { run } = started;
      if (run !== null && this.isRunning(id) && !signal.aborted) {
        const state = this.state(id);
        // A question that is open stays open while events still come in.
        const phase = state.phase === 'certificate-question' ? state.phase : 'running';
        this.#set(id, { ...state, phase, step, report: run.report() });
      }
    };
    const run = await doctor.diagnose({
      destination: endpoint.destination,
      settings: {
        ...settings,
        config: known?.config ?? settings.config,
        range: settings.range ?? known?.range ?? null,
        ...changes,
      },
      family,
      holdMs,
      password,
      acceptedCertificates: endpoint.certificates,
      practiceEdits: request.practiceEdits ?? [],
      language,
      remote: this.#deps.remote,
      prompt: {
        certificate: (certificate) =>
          this.#judge(endpoint, request, certificate, () => started.run?.report() ?? null),
      },
      signal,
      onEvent: (event) => {
        log.trace(`${endpoint.name}: ${event.kind} ${printable(event.text)}`);
        step = stepOf(event) ?? step;
        timer.drawn ??= setTimeout(draw, drawEveryMs);
      },
    });
    started.run = run;
    try {
      return await doneOrCancelled(run, signal);
    } finally {
      if (timer.drawn !== null) clearTimeout(timer.drawn);
    }
  }

  async #judge(
    endpoint: Endpoint,
    request: DiagnoseRequest,
    certificate: CertificateInfo,
    reportNow: () => Report | null,
  ): Promise<boolean> {
    if (!request.ask) return false;
    const { id } = endpoint;
    this.#set(id, {
      ...this.state(id),
      phase: 'certificate-question',
      step: null,
      report: reportNow() ?? this.state(id).report,
    });
    const answer = await this.#deps.questions.certificate(endpoint, certificate);
    if (answer === 'always') await this.#deps.acceptAlways(endpoint, certificate.sha256);
    if (this.isRunning(id)) this.#set(id, { ...this.state(id), phase: 'running' });
    return answer !== 'no';
  }

  async #finish(
    endpoint: Endpoint,
    ended: Report,
    before: Report | null,
    password: string | null,
  ): Promise<Report> {
    const report = ended.stopped === 'ctrl-c' ? withoutAllClear(ended) : ended;
    const { id, destination } = endpoint;
    const { passwords, history, log, t } = this.#deps;
    const { historySize } = this.#deps.settingsFor(endpoint);
    const refused = passwordRefused(report);
    if (password !== null && destination.kind === 'server') {
      if (refused) await passwords.markRefused(destination.target, password);
      else if (passwordAccepted(report)) await passwords.markAccepted(destination.target, password);
    }
    const cancelled = report.stopped === 'ctrl-c';
    let message: string | null = this.#fileFaults.get(id) ?? null;
    if (!cancelled) {
      try {
        await history.add(id, report, historySize);
      } catch (error) {
        message = t('The report could not be kept in the history: {reason}', {
          reason: errorMessage(error),
        });
      }
    }
    if (refused) message = t('The server refused the password. It is asked for again next time.');
    else if (certificateWithheld(report))
      message = t('The certificate was not accepted, so no password was sent.');
    this.#running.delete(id);
    this.#set(id, {
      phase: phaseOf(report),
      step: null,
      message,
      report,
      changes: before !== null && comparable(before, report) ? changesBetween(before, report) : null,
      loaded: true,
    });
    log.info(`${endpoint.name}: ${printable(report.verdict)}`);
    if (!cancelled) this.#ended.fire({ endpoint, report });
    return report;
  }
}

/** The run's report; a cancelled run is over for the person at once, and its sockets are closed by the signal. */
function doneOrCancelled(run: DoctorRun, signal: AbortSignal): Promise<Report> {
  const cancelled = new Promise<void>((resolve) =>
    signal.addEventListener('abort', () => resolve(), { once: true }),
  );
  return Promise.race([run.done, cancelled.then(() => Promise.race([run.done, graceAfterCancel(run)]))]);
}

/** Gives the engine a moment to write its last event, then takes what is there. */
function graceAfterCancel(run: DoctorRun): Promise<Report> {
  return new Promise((resolve) => {
    setTimeout(() => resolve({ ...run.report(), complete: false, stopped: 'ctrl-c' }), 200);
  });
}
