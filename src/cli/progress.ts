import { socketText } from '../core/ftp/address.ts';
import { verbOf } from '../core/ftp/command.ts';
import type { Translate } from '../core/l10n.ts';
import { printable } from '../core/report/printable.ts';
import { displayWidth, wrap } from '../core/report/wrap.ts';
import type { SocketAddress, TraceEvent } from '../core/trace/event.ts';
import type { Terminal } from './terminal.ts';

function place(end: SocketAddress | null | undefined): string {
  return socketText(end) ?? '?';
}

function commandStep(t: Translate, verb: string): string | null {
  switch (verb) {
    case 'USER':
    case 'PASS':
      return t('logging in');
    case 'AUTH':
      return t('securing the connection');
    case 'PASV':
    case 'EPSV':
    case 'PORT':
    case 'EPRT':
      return t('trying {mode}', { mode: verb });
    case 'LIST':
      return t('fetching a listing');
    case 'QUIT':
      return t('logging out');
    default:
      return null;
  }
}

/** What the run is at after this event, in our own words only; null when that says nothing new. */
function stepOf(t: Translate, event: TraceEvent): string | null {
  switch (event.kind) {
    case 'connect':
      return event.outcome === 'connected'
        ? t('connected to {address}, waiting for the greeting', { address: place(event.remote) })
        : t('no connection to {address}', { address: place(event.remote) });
    case 'command':
      return commandStep(t, verbOf(event.text));
    case 'dial':
      return event.outcome === 'connected'
        ? t('data connection to {address}', { address: place(event.remote) })
        : t('no data connection to {address}', { address: place(event.remote) });
    case 'note':
      return event.note === 'session' ? t('connecting') : null;
    case 'resolve':
    case 'tls':
    case 'reply':
    case 'accept':
    case 'transfer':
    case 'close':
      return null;
  }
}

/** One line on standard error that says what the run is at, rewritten in place and gone at the end. */
export class Progress {
  readonly #terminal: Terminal;
  readonly #t: Translate;
  readonly #started = performance.now();
  #step: string;
  #timer: NodeJS.Timeout | null = null;

  constructor(terminal: Terminal, t: Translate) {
    this.#terminal = terminal;
    this.#t = t;
    this.#step = t('connecting');
  }

  /** Shows the line from now on; nothing where nobody watches. */
  start(): void {
    const { stderr, environment } = this.#terminal;
    const { TERM: kind, CI: ci = '' } = environment;
    if (this.#timer !== null || !stderr.isTTY || kind === 'dumb' || (ci !== '' && ci !== 'false')) return;
    this.#draw();
    this.#timer = setInterval(() => this.#draw(), 100);
    this.#timer.unref();
  }

  /** Takes note of an event. */
  see(event: TraceEvent): void {
    this.#step = stepOf(this.#t, event) ?? this.#step;
  }

  /** Erases the line; `start` shows it again. */
  stop(): void {
    if (this.#timer === null) return;
    clearInterval(this.#timer);
    this.#timer = null;
    this.#terminal.stderr.write('\r\u001b[K');
  }

  #draw(): void {
    const { stderr } = this.#terminal;
    const seconds = ((performance.now() - this.#started) / 1000).toFixed(1);
    const line = this.#t('{seconds} s  {step}', { seconds, step: printable(this.#step) });
    const columns = Math.max(20, (stderr.columns || 80) - 1);
    const shown = displayWidth(line) > columns ? (wrap(line, { width: columns })[0] ?? '') : line;
    stderr.write(`\r\u001b[K${shown}`);
  }
}
