/** Writes events and reports by hand, as a run against a certain server would record them; for tests of views. */
import type { Attempt, Finding, Remedy, Report, ReportSession } from '../../src/core/report/report.ts';
import type { EventDraft, SocketAddress, TraceEvent } from '../../src/core/trace/event.ts';
import { noSettings } from '../../src/core/trace/trace.ts';

export const eip = '123.56.241.199';
export const inner = '172.17.9.135';
export const client = '192.168.0.130';
export const nat = '125.120.45.15';

/** An event without what the script fills in. */
type ScriptDraft = EventDraft extends infer E
  ? E extends EventDraft
    ? Omit<E, 'session' | 'connection'> & { connection?: number }
    : never
  : never;

/** Records events as a run would: `at` moves on by what each step takes. */
export class Script {
  readonly events: TraceEvent[] = [];
  #at = 0;
  #session = 0;
  #connection = 0;

  session(id: number): this {
    this.#session = id;
    this.#connection = 0;
    return this;
  }

  /** Adds an event after `after` milliseconds and returns its id. */
  add(after: number, draft: ScriptDraft): number {
    this.#at = Math.round((this.#at + after) * 10) / 10;
    const base = { id: this.events.length, at: this.#at, session: this.#session, connection: 0 };
    this.events.push({ ...base, source: { id: 0 }, ...draft });
    return base.id;
  }

  note(name: string, data: Record<string, string | number | boolean | null>, text = name): number {
    return this.add(0, { kind: 'note', channel: 'control', from: 'local', note: name, data, text });
  }

  connect(
    remote: SocketAddress,
    outcome: 'connected' | 'timed-out' | 'refused' | 'unreachable',
    ms: number,
  ): number {
    const text = `${remote.address}:${remote.port}`;
    const local = { address: client, port: 54654 };
    return this.add(ms, {
      kind: 'connect',
      channel: 'control',
      from: 'client',
      text,
      outcome,
      ms,
      local,
      remote,
    });
  }

  command(text: string): number {
    return this.add(0.4, { kind: 'command', channel: 'control', from: 'client', text });
  }

  reply(text: string, ms = 31): number {
    const code = Number(text.slice(0, 3));
    return this.add(ms, { kind: 'reply', channel: 'control', from: 'server', text, code });
  }

  ask(command: string, reply: string, ms = 31): number {
    this.command(command);
    return this.reply(reply, ms);
  }

  dial(
    as: 'advertised' | 'control-peer',
    remote: SocketAddress,
    outcome: 'connected' | 'timed-out' | 'refused' | 'unreachable',
    ms: number,
    errno: string | null = null,
    via: string | null = null,
  ): number {
    this.#connection += 1;
    const [connection, text] = [this.#connection, `${remote.address}:${remote.port}`];
    const draft = { kind: 'dial', channel: 'data', from: 'client', connection, as, text, outcome } as const;
    return this.add(ms, { ...draft, ms, errno, via, remote });
  }

  list(bytes = 68): void {
    this.ask('LIST', '150 Here comes the directory listing.');
    const [command, connection] = ['LIST', this.#connection];
    this.add(2, {
      kind: 'transfer',
      channel: 'data',
      from: 'server',
      connection,
      command,
      outcome: 'ok',
      text: `LIST ok, ${bytes} bytes`,
      bytes,
      truncated: false,
    });
    this.reply('226 Directory send OK.', 1);
  }

  close(by: 'client' | 'server' = 'client'): number {
    return this.add(1, { kind: 'close', channel: 'control', from: by, outcome: by, text: by });
  }

  login(banner = '220 (vsFTPd 3.0.3)'): void {
    this.reply(banner);
    this.ask('USER ftpuser_1', '331 Please specify the password.');
    this.ask('PASS ****', '230 Login successful.', 38);
  }

  survey(): void {
    this.login();
    this.ask('FEAT', '211-Features:\n EPRT\n EPSV\n MDTM\n PASV\n REST STREAM\n SIZE\n TVFS\n UTF8\n211 End');
    this.ask('SYST', '215 UNIX Type: L8');
    this.ask('PWD', '257 "/" is the current directory');
    this.ask(
      'STAT',
      `211-FTP server status:\n     Connected to ${nat}\n     Logged in as ftpuser_1\n     TYPE: ASCII\n     Control connection is plain text\n     vsFTPd 3.0.3 - secure, fast, stable\n211 End of status`,
    );
  }
}

export function passiveText(address: string, port: number): string {
  return `227 Entering Passive Mode (${address.replaceAll('.', ',')},${port >> 8},${port & 255}).`;
}

export const probeBase = {
  family: 4,
  tls: false,
  reason: null,
  sent: null,
  accepted: [],
  advertised: null,
  transfer: null,
  samples: [],
} as const;

export const listed = {
  command: 'LIST',
  outcome: 'ok',
  reply: '226 Directory send OK.',
  bytes: 68,
  truncated: false,
  resumed: null,
} as const;

export function attempt(
  more: Pick<Attempt, 'as' | 'address' | 'port' | 'outcome'> & Partial<Attempt>,
): Attempt {
  return { ms: null, errno: null, via: null, reason: null, event: null, ...more };
}

export function finding(
  more: Pick<Finding, 'id' | 'severity' | 'title' | 'explanation' | 'owner' | 'evidence'> & Partial<Finding>,
): Finding {
  return { confidence: 'proven', alternatives: [], nextSteps: [], remedies: [], ...more };
}

export function remedy(more: Pick<Remedy, 'id' | 'title' | 'target' | 'steps'> & Partial<Remedy>): Remedy {
  return {
    group: 'address',
    alternative: false,
    weakens: false,
    apply: 'none',
    edits: [],
    reference: null,
    ...more,
  };
}

export function session(id: number, purpose: string, port: number): ReportSession {
  return {
    id,
    peer: eip,
    peerPort: 2100,
    local: client,
    localPort: port,
    seenAs: id === 0 ? nat : null,
    tls: null,
    purpose,
    ended: 'client',
  };
}

/** A report with nothing but its events; the rest is for the caller to fill in. */
export function reportOf(events: readonly TraceEvent[], more: Partial<Report> = {}): Report {
  return {
    schema: 'ftp-diagnose/report@1',
    toolVersion: '0.1.0',
    lang: 'en',
    complete: true,
    stopped: null,
    omitted: { sessions: 0, events: 0, bytes: 0 },
    source: { kind: 'practice', target: 'practice://eip-normal' },
    sources: [{ id: 0, kind: 'probe', point: 'client' }],
    vantage: { host: 'node1', addresses: [client], platform: 'linux', remote: null },
    settings: noSettings,
    startedAt: '2026-11-22T07:00:00.000Z',
    durationMs: events.at(-1)?.at ?? null,
    verdict: '',
    control: {
      host: eip,
      port: 2100,
      peer: eip,
      local: client,
      seenAs: nat,
      serverAddress: null,
      tls: 'none',
      certificate: null,
      banner: '220 (vsFTPd 3.0.3)',
      server: { product: 'vsftpd', version: '3.0.3' },
      addresses: [{ address: eip, family: 4, outcome: 'connected', ms: 31, used: true }],
    },
    sessions: [session(0, 'survey, PASV', 54654)],
    probes: [],
    findings: [],
    clients: [],
    events,
    ...more,
  };
}
