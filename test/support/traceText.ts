import { Buffer } from 'node:buffer';
import { codeOf } from '../../src/core/ftp/reply.ts';
import type { EventDraft, SocketAddress, TraceEvent } from '../../src/core/trace/event.ts';
import { noSettings } from '../../src/core/trace/trace.ts';
import type { Trace } from '../../src/core/trace/trace.ts';

/**
 * Traces as text, one event a line:
 *
 *     # a comment
 *     == 1 EPSV                                              from here on session 1, whose purpose is EPSV
 *     == 2 PASV compared test=alg                            a session made to compare
 *     ! resolve ftp.example.net 198.51.100.7 2001:db8::7     (or: ! resolve ftp.example.net failed ENOTFOUND)
 *     ! connect 198.51.100.7:21 connected 31ms from 192.168.0.130:51234
 *     ! connect 203.0.113.5:21 connected unused              (only dialled and timed)
 *     ! tls ok TLSv1.3 resumed | fresh | certificate expired,wrong-name | clear "500 OOPS: …"
 *     < 211-Features:                                        a reply; its further lines begin with `|`; `@90ms` at its end
 *                                                            is the time that it took
 *     | EPSV
 *     | 211 End
 *     > PASV                                                 a command
 *     ! dial advertised 172.17.9.135:21485 timed-out 5000ms ETIMEDOUT via eth0 because forbidden-address
 *     ! accept connected 198.51.100.7:20                     (or: timed-out, foreign)
 *     ! data-tls ok resumed
 *     ! transfer LIST ok 68 truncated raw "-rw-r--r-- …"     bytes of the listing as a JSON string of latin1
 *     ! transfer LIST failed 0 ended-by reset                how the other end ended the data connection
 *     ! close server                                         (or: ! data-close reset)
 *     ! note limit what=421 count=3                          a note with its data
 *     ! stray "SSH-2.0-OpenSSH_9.2"                          a line that belongs to no reply
 *
 * `on N` sets an event's connection; without it each dial and accept gets the session's next number, and what follows
 * stands on the last one that connected.
 */
export function eventsOf(text: string): readonly TraceEvent[] {
  const writer = new EventWriter();
  for (const line of text.split('\n')) writer.line(line.trim());
  return writer.events();
}

/** A live trace of these events; `about` replaces what it says of its source, settings and end. */
export function traceOf(text: string, about: Partial<Trace> = {}): Trace {
  const events = eventsOf(text);
  return {
    source: { kind: 'probe', target: null },
    sources: [{ id: 0, kind: 'probe', point: 'client' }],
    vantage: null,
    startedAt: null,
    durationMs: null,
    settings: noSettings,
    complete: true,
    stopped: null,
    omitted: { sessions: 0, events: 0, bytes: 0 },
    ...about,
    events,
  };
}

interface Words {
  readonly plain: readonly string[];
  readonly flags: ReadonlySet<string>;
  readonly ms?: number;
  readonly errno?: string;
  readonly values: ReadonlyMap<string, string>;
}

/** Words that take the next word along. */
const takers = new Set(['from', 'via', 'because', 'on', 'certificate', 'clear', 'raw', 'to', 'ended-by']);

/** Splits at blanks; a JSON string is one word. */
function split(line: string): string[] {
  return (line.match(/"(?:[^"\\]|\\.)*"|\S+/g) ?? []).map((word) =>
    word.startsWith('"') ? (JSON.parse(word) as string) : word,
  );
}

function readWords(line: string): Words {
  const plain: string[] = [];
  const values = new Map<string, string>();
  const found: { ms?: number; errno?: string } = {};
  const words = split(line);
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    if (takers.has(word)) {
      index += 1;
      values.set(word, words[index] ?? '');
    } else if (/^\d+ms$/.test(word)) found.ms = Number.parseInt(word, 10);
    else if (/^(?:E[A-Z_]{3,}|(?:CERT|DEPTH|UNABLE|ERR)_[A-Z_]+)$/.test(word)) found.errno = word;
    else plain.push(word);
  }
  return { plain, flags: new Set(plain), values, ...found };
}

function socket(text: string | undefined): SocketAddress | null {
  const match = /^(?:\[([^\]]+)\]|([^:]+)):(\d+)$/.exec(text ?? '');
  return match === null ? null : { address: match[1] ?? match[2] ?? '', port: Number(match[3]) };
}

/** What every draft has. */
interface Base {
  readonly session: number;
  readonly connection: number;
  readonly channel: 'control' | 'data';
  readonly from: 'client' | 'server' | 'local';
  readonly text: string;
}

class EventWriter {
  readonly #drafts: EventDraft[] = [];

  readonly #connections = new Map<number, number>();

  #session = 0;

  #data = 0;

  line(line: string): void {
    if (line === '' || line.startsWith('#')) return;
    const mark = line.slice(0, 2).trim();
    const rest = line.slice(2);
    if (line.startsWith('==')) this.#switch(line.slice(2).trim());
    else if (mark === '<') this.#reply(rest);
    else if (mark === '|') this.#continueReply(rest);
    else if (mark === '>') this.#add({ kind: 'command', ...this.#base('control', 'client', rest) });
    else if (mark === '!') this.#action(rest.trim());
    else throw new Error(`traceText: cannot read "${line}"`);
  }

  events(): readonly TraceEvent[] {
    return this.#drafts.map((draft, id) => ({ ...draft, id, at: id }));
  }

  #add(draft: EventDraft): void {
    this.#drafts.push(draft);
  }

  #base(
    channel: 'control' | 'data',
    from: 'client' | 'server' | 'local',
    text: string,
    connection = 0,
  ): Base {
    return { session: this.#session, connection, channel, from, text };
  }

  #switch(text: string): void {
    const [number = '0', ...words] = text.split(' ');
    this.#session = Number(number);
    const test = words.find((word) => word.startsWith('test='));
    const purpose = words.filter((word) => word !== test).join(' ');
    const data = { purpose, ...(test === undefined ? {} : { test: test.slice(5) }) };
    this.#add({ kind: 'note', ...this.#base('control', 'local', text), note: 'session', data });
  }

  #reply(text: string): void {
    const [, said = '', ms] = /^(.*?)(?: @(\d+)ms)?$/.exec(text) ?? [];
    const time = ms === undefined ? {} : { ms: Number(ms) };
    this.#add({ kind: 'reply', ...this.#base('control', 'server', said), code: codeOf(said) ?? 0, ...time });
  }

  #continueReply(text: string): void {
    const last = this.#drafts.pop();
    if (last?.kind !== 'reply') throw new Error('traceText: `|` continues a reply');
    this.#add({ ...last, text: `${last.text}\n${text}` });
  }

  #next(words: Words, connected: boolean): number {
    const given = words.values.get('on');
    const number = given === undefined ? (this.#connections.get(this.#session) ?? 0) + 1 : Number(given);
    this.#connections.set(this.#session, number);
    if (connected) this.#data = number;
    return number;
  }

  #current({ values }: Words): number {
    return Number(values.get('on') ?? this.#data);
  }

  #action(text: string): void {
    const [verb = '', ...rest] = text.split(' ');
    const words = readWords(rest.join(' '));
    const common = {
      ...(words.ms === undefined ? {} : { ms: words.ms }),
      ...(words.errno === undefined ? {} : { errno: words.errno }),
    };
    const draft = this.#draft(verb, rest.join(' '), words);
    this.#add({ ...draft, ...common });
  }

  #draft(verb: string, text: string, words: Words): EventDraft {
    switch (verb) {
      case 'resolve':
        return this.#resolve(text, words);
      case 'connect':
        return this.#connect(text, words);
      case 'tls':
        return this.#tls(words, this.#base('control', 'local', text));
      case 'data-tls':
        return this.#tls(words, this.#base('data', 'local', text, this.#current(words)));
      case 'dial':
        return this.#dial(text, words);
      case 'accept':
        return this.#accept(text, words);
      case 'transfer':
        return this.#transfer(text, words);
      case 'close':
      case 'data-close':
        return this.#close(verb, text, words);
      case 'stray':
        return {
          kind: 'note',
          ...this.#base('control', 'server', words.plain[0] ?? ''),
          note: 'stray-line',
          data: {},
        };
      case 'note':
        return this.#note(text, words);
      default:
        throw new Error(`traceText: unknown event "${verb}"`);
    }
  }

  #resolve(text: string, { plain, flags }: Words): EventDraft {
    const outcome = flags.has('failed') ? 'failed' : 'ok';
    const [host = '', ...addresses] = plain;
    const found = outcome === 'ok' ? addresses : [];
    return { kind: 'resolve', ...this.#base('control', 'local', text), host, outcome, addresses: found };
  }

  #connect(text: string, { plain, flags, values }: Words): EventDraft {
    const [remote, outcome = 'connected'] = plain;
    const used = flags.has('unused') ? { used: false } : {};
    const ends = { remote: socket(remote), local: socket(values.get('from')), ...used };
    return { kind: 'connect', ...this.#base('control', 'client', text), ...ends, outcome } as EventDraft;
  }

  #tls({ plain, flags, values }: Words, base: Base): EventDraft {
    const protocol = plain.find((word) => word.startsWith('TLSv'));
    const faults = values.get('certificate');
    const clear = values.get('clear');
    return {
      kind: 'tls',
      ...base,
      outcome: plain[0],
      ...(protocol === undefined ? {} : { protocol }),
      ...(flags.has('resumed') ? { resumed: true } : {}),
      ...(flags.has('fresh') ? { fresh: true, resumed: false } : {}),
      ...(clear === undefined ? {} : { clearText: clear }),
      ...(faults === undefined ? {} : { certificate: certificateWith(faults) }),
    } as EventDraft;
  }

  #dial(text: string, words: Words): EventDraft {
    const [as, remote, outcome] = words.plain;
    const connection = this.#next(words, outcome === 'connected');
    const base = this.#base('data', 'client', text, connection);
    const via = words.values.get('via') ?? null;
    const reason = words.values.get('because') ?? null;
    return { kind: 'dial', ...base, as, remote: socket(remote), outcome, via, reason } as EventDraft;
  }

  #accept(text: string, words: Words): EventDraft {
    const [outcome, remote] = words.plain;
    const connection = this.#next(words, outcome === 'connected');
    const base = this.#base('data', 'server', text, connection);
    return { kind: 'accept', ...base, outcome, remote: socket(remote) } as EventDraft;
  }

  #transfer(text: string, words: Words): EventDraft {
    const [command, outcome, bytes] = words.plain;
    const head = words.values.get('raw');
    const base = this.#base('data', 'server', text, this.#current(words));
    return {
      kind: 'transfer',
      ...base,
      command,
      outcome,
      bytes: bytes === undefined || bytes === 'truncated' ? null : Number(bytes),
      truncated: words.flags.has('truncated'),
      ...(words.values.has('ended-by') ? { ending: words.values.get('ended-by') } : {}),
      ...(head === undefined ? {} : { raw: Buffer.from(head, 'latin1').toString('base64') }),
    } as EventDraft;
  }

  #close(verb: string, text: string, words: Words): EventDraft {
    const outcome = words.plain[0] ?? 'unknown';
    const data = verb === 'data-close';
    const from = outcome === 'client' ? 'client' : 'server';
    const base = this.#base(data ? 'data' : 'control', from, text, data ? this.#current(words) : 0);
    return { kind: 'close', ...base, outcome } as EventDraft;
  }

  #note(text: string, { plain }: Words): EventDraft {
    const [note = '', ...pairs] = plain;
    const data = Object.fromEntries(pairs.map((pair) => readPair(pair)));
    return { kind: 'note', ...this.#base('control', 'local', text), note, data };
  }
}

function readPair(pair: string): [string, string | number | boolean | null] {
  const at = pair.indexOf('=');
  const value = pair.slice(at + 1);
  const known: Record<string, boolean | null> = { true: true, false: false, null: null };
  const plain = Object.hasOwn(known, value) ? (known[value] ?? null) : value;
  return [pair.slice(0, at), /^\d+$/.test(value) ? Number(value) : plain];
}

function certificateWith(faults: string): object {
  return {
    sha256: 'AA:BB',
    subject: 'CN=ftp.example.net',
    issuer: 'CN=ftp.example.net',
    validFrom: null,
    validTo: null,
    altNames: [],
    faults: faults === 'good' ? [] : faults.split(','),
    code: null,
  };
}
