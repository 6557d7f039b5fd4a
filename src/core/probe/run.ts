import { Recorder } from '../trace/recorder.ts';
import type { CertificateInfo } from '../trace/event.ts';
import type { Mode, StopReason } from '../trace/trace.ts';
import { DialPolicy } from './dialPolicy.ts';
import type { Network, TlsOptions } from './network.ts';
import type { DiagnoseOptions } from './options.ts';
import type { Target } from '../ftp/target.ts';

/** What one diagnosis shares between its sessions: the recorder, the clock with its deadline, and what was learnt. */
export class Run {
  readonly target: Target;
  readonly options: DiagnoseOptions;
  readonly network: Network;
  readonly recorder: Recorder;
  readonly policy: DialPolicy;
  readonly signal: AbortSignal;
  /** The password once it is known; kept here only. */
  password: string | null;
  /** The certificate fingerprint of the first TLS session; every later one must show the same before PASS. */
  fingerprint: string | null = null;
  /** Certificates that the person accepted in this run. */
  readonly accepted = new Set<string>();
  /** Our address as the server sees it. */
  seenAs: string | null = null;
  /** One round trip of the control connection in ms, the shortest seen. */
  roundTripMs: number | null = null;
  stopped: StopReason | null = null;
  /** A transfer is still pending on the server: nothing more is opened. */
  slotTaken = false;
  #sessions = 0;
  #deadline: number | null = null;

  constructor(target: Target, options: DiagnoseOptions, signal: AbortSignal) {
    this.target = target;
    this.options = options;
    this.network = options.network;
    this.signal = signal;
    this.policy = new DialPolicy(options.network);
    this.recorder = new Recorder(() => options.network.now(), options.onEvent);
    this.password = options.password;
    if (options.password !== null) this.recorder.hide(options.password);
    for (const fingerprint of options.acceptedCertificates ?? []) this.accepted.add(fingerprint);
  }

  /** Whether and how the control connection is to be secured. */
  get tls(): 'none' | 'explicit' | 'implicit' {
    const { scheme } = this.target;
    return scheme === 'ftp' ? 'none' : scheme === 'ftpes' ? 'explicit' : 'implicit';
  }

  wants(mode: Mode): boolean {
    return this.options.settings.modes.includes(mode);
  }

  get timeoutMs(): number {
    return this.options.settings.timeoutMs;
  }

  /** How long greeting and login may take (DESIGN §2). */
  get patienceMs(): number {
    return 2 * this.timeoutMs + 5000;
  }

  nextSession(): number {
    this.#sessions += 1;
    return this.#sessions - 1;
  }

  /** Starts the time bound that holds from login on: 3 × timeout + 5 s. */
  startBudget(): void {
    this.#deadline ??= this.network.now() + 3 * this.timeoutMs + 5000;
  }

  /** Takes the bound away, for the idle test. */
  liftBudget(): void {
    this.#deadline = null;
  }

  /** Milliseconds left of the bound, unlimited before login. */
  get leftMs(): number {
    return this.#deadline === null
      ? Number.POSITIVE_INFINITY
      : Math.max(0, this.#deadline - this.network.now());
  }

  /** Whether nothing more should be begun. */
  isOver(): boolean {
    return this.signal.aborted || this.stopped !== null || this.leftMs < 50;
  }

  /** `ms` as far as the time bound allows. */
  within(ms: number): number {
    return Math.max(1, Math.min(ms, this.leftMs));
  }

  /** The cap of one sample: min(timeout, 2 s + 4 × control round trip). */
  get sampleMs(): number {
    return Math.min(this.timeoutMs, 2000 + 4 * (this.roundTripMs ?? 0));
  }

  tlsOptions(timeoutMs: number): TlsOptions {
    return { name: this.target.host, ca: this.options.ca, timeoutMs: this.within(timeoutMs) };
  }

  /** Whether a certificate may see the password: without fault, accepted before, `--insecure`, or the person says so. */
  async accepts(certificate: CertificateInfo): Promise<boolean> {
    if (certificate.faults.length === 0 || this.options.settings.insecure) return true;
    if (this.accepted.has(certificate.sha256)) return true;
    const yes = (await this.options.prompt?.certificate?.(certificate)) ?? false;
    if (yes) this.accepted.add(certificate.sha256);
    return yes;
  }

  /** Waits, at most until the run ends or `until` is aborted. */
  sleep(ms: number, until?: AbortSignal): Promise<void> {
    if (this.signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.signal.removeEventListener('abort', done);
        until?.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, this.within(ms));
      this.signal.addEventListener('abort', done, { once: true });
      until?.addEventListener('abort', done, { once: true });
    });
  }

  /** What `work` gives, or `instead` as soon as the run is stopped: for work that cannot be stopped itself. */
  unlessStopped<T>(work: Promise<T>, instead: T): Promise<T> {
    if (this.signal.aborted) return Promise.resolve(instead);
    return new Promise((resolve, reject) => {
      const stop = (): void => resolve(instead);
      this.signal.addEventListener('abort', stop, { once: true });
      work.then(resolve, reject).finally(() => this.signal.removeEventListener('abort', stop));
    });
  }
}
