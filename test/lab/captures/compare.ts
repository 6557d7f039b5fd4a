import { createReadStream } from 'node:fs';
import { readCapture } from '../../../src/core/import/capture/readCapture.ts';
import {
  readEprtArgument,
  readEpsvReply,
  readPasvReply,
  readPortArgument,
} from '../../../src/core/ftp/passive.ts';
import { argumentOf, verbOf } from '../../../src/core/ftp/command.ts';
import type { AcceptEvent, DialEvent, SocketAddress, TraceEvent } from '../../../src/core/trace/event.ts';
import type { Trace } from '../../../src/core/trace/trace.ts';
import { readTruth, type TrueConnection, type TrueSession, type Truth } from './truth.ts';

/** How many fields of a capture were compared, by kind, and where they differ. */
export interface Comparison {
  readonly counts: Readonly<Record<Kind, number>>;
  readonly complaints: readonly string[];
}

/** Kinds of fields, as the table names them. */
export const kinds = [
  'sessions',
  'commands',
  'replies',
  'announced',
  'connections',
  'fates',
  'bytes',
  'ties',
] as const;
type Kind = (typeof kinds)[number];

const place = ({ address, port }: SocketAddress): string => `${address} ${port}`;

/** Collects what was compared. */
class Ledger {
  readonly counts = Object.fromEntries(kinds.map((kind) => [kind, 0])) as Record<Kind, number>;
  readonly complaints: string[] = [];

  same(kind: Kind, where: string, expected: string, found: string): void {
    this.counts[kind] += 1;
    if (expected !== found)
      this.complaints.push(`${where}: tshark has ${expected || 'nothing'}, we ${found || 'nothing'}`);
  }

  lists(kind: Kind, where: string, expected: readonly string[], found: readonly string[]): void {
    for (let at = 0; at < Math.max(expected.length, found.length); at += 1)
      this.same(kind, `${where} ${at + 1}`, expected[at] ?? '', found[at] ?? '');
  }
}

/** Compares what tshark and the importer read in one capture, field by field. */
export async function compareCapture(file: string): Promise<Comparison> {
  const truth = readTruth(file);
  const { sessions } = await readCapture(createReadStream(file), file);
  const traces = sessions.map(({ trace }) => trace);
  const ledger = new Ledger();
  const ours = new Map(traces.map((trace) => [clientOf(trace), trace]));
  ledger.lists(
    'sessions',
    'session',
    truth.sessions.map(({ client }) => client).sort(),
    [...ours.keys()].sort(),
  );
  for (const session of truth.sessions) {
    const trace = ours.get(session.client);
    if (trace !== undefined) compareSession(session, trace, ledger);
  }
  compareConnections(truth, traces, ledger);
  return ledger;
}

function clientOf({ events }: Trace): string {
  const connect = events.find(({ kind }) => kind === 'connect');
  return connect?.local == null ? '' : place(connect.local);
}

/** What stands in clear: everything before the control connection's TLS. */
function clearEvents({ events }: Trace): readonly TraceEvent[] {
  const tls = events.findIndex(({ kind, channel }) => kind === 'tls' && channel === 'control');
  return tls < 0 ? events : events.slice(0, tls);
}

function compareSession(session: TrueSession, trace: Trace, ledger: Ledger): void {
  const clear = clearEvents(trace);
  const where = session.client;
  const frameOf = (event: TraceEvent): number => event.source?.frame ?? 0;
  const said = clear.filter(({ channel }) => channel === 'control');
  const commands = said.filter(({ kind }) => kind === 'command');
  const replies = said.filter(({ kind }) => kind === 'reply');
  ledger.lists(
    'commands',
    `${where} command`,
    session.commands,
    commands.map(({ text }) => text.trimEnd()),
  );
  const texts = replies.map(({ text, raw }) =>
    raw === undefined ? Buffer.from(text).toString('latin1') : atob(raw),
  );
  ledger.lists(
    'replies',
    `${where} reply`,
    session.replies,
    texts.map((text) => text.replaceAll('\n', ' / ')),
  );
  for (const event of [...commands, ...replies]) {
    const alone = session.dissected.get(frameOf(event));
    // The dissector looks at one segment at a time: it knows nothing of what spreads over several.
    if (alone === undefined || event.text.includes('\n') || !alone.startsWith(event.text.slice(0, 3)))
      continue;
    ledger.same(
      event.kind === 'command' ? 'commands' : 'replies',
      `${where} frame ${frameOf(event)}`,
      alone,
      event.text.trimEnd(),
    );
  }
  const announced = new Map(said.flatMap(announcedBy));
  const lineAt = (frame: number): string =>
    said.find((event) => frameOf(event) === frame && announcedBy(event).length > 0)?.text.slice(0, 3) ?? '';
  for (const [frame, target] of session.announced) {
    ledger.same('announced', `${where} announced in frame ${frame}`, target, announced.get(frame) ?? '');
    announced.delete(frame);
  }
  for (const [frame, target] of announced) {
    // The dissector reads the first line of a segment only.
    const isFirst = session.dissected.get(frame)?.startsWith(lineAt(frame)) === true;
    ledger.same('announced', `${where} announced in frame ${frame}`, isFirst ? '' : target, target);
  }
  ledger.same(
    'sessions',
    `${where} TLS`,
    String(session.isTls),
    String(trace.events.some(({ kind, connection }) => kind === 'tls' && connection === 0)),
  );
}

function announcedBy(event: TraceEvent): [number, string][] {
  const frame = event.source?.frame ?? 0;
  if (event.kind === 'reply' && event.code === 227) {
    const target = readPasvReply(event.text).target;
    return target === null ? [] : [[frame, `${target.address}:${target.port}`]];
  }
  if (event.kind === 'reply' && event.code === 229)
    return [[frame, `:${readEpsvReply(event.text).target?.port ?? 0}`]];
  if (event.kind !== 'command') return [];
  const verb = verbOf(event.text);
  const read = verb === 'PORT' ? readPortArgument : verb === 'EPRT' ? readEprtArgument : null;
  const target = read?.(argumentOf(event.text)).target;
  return target == null ? [] : [[frame, `${target.address}:${target.port}`]];
}

/** One data connection as the importer tells it. */
interface Told {
  readonly event: DialEvent | AcceptEvent;
  readonly opener: string;
  readonly answerer: string;
  /** The events of its own number. */
  readonly own: readonly TraceEvent[];
  readonly trace: Trace;
}

function toldIn(trace: Trace): Told[] {
  return trace.events.flatMap((event): Told[] => {
    if ((event.kind !== 'dial' && event.kind !== 'accept') || event.connection === 0) return [];
    if (event.local == null || event.remote == null) return [];
    const [opener, answerer] =
      event.kind === 'dial' ? [event.local, event.remote] : [event.remote, event.local];
    const own = trace.events.filter(({ connection }) => connection === event.connection);
    return [{ event, opener: place(opener), answerer: place(answerer), own, trace }];
  });
}

function compareConnections(
  { connections, sessions }: Truth,
  traces: readonly Trace[],
  ledger: Ledger,
): void {
  const told = traces.flatMap(toldIn);
  const name = ({ opener, answerer }: { opener: string; answerer: string }): string =>
    `${opener} -> ${answerer}`;
  ledger.lists('connections', 'connection', connections.map(name).sort(), told.map(name).sort());
  const servers = new Set(sessions.map(({ server }) => server.split(' ')[0]));
  for (const connection of connections) {
    const found = told.find((candidate) => name(candidate) === name(connection));
    if (found === undefined) continue;
    const isForeign = found.event.kind === 'accept' && !servers.has(connection.opener.split(' ')[0]);
    const fate = fateWord(connection.fate, found.event.kind);
    const expected = isForeign && fate === 'connected' ? 'foreign' : fate;
    ledger.same('fates', `${name(connection)} fate`, expected, found.event.outcome);
    compareConnection(connection, found, name(connection), ledger);
  }
}

function compareConnection(truth: TrueConnection, told: Told, where: string, ledger: Ledger): void {
  ledger.same('fates', `${where} end`, truth.end, endOf(told));
  const segments = told.own.find((event) => event.kind === 'note' && event.note === 'segments');
  const datum = (key: string): number => (segments?.kind === 'note' ? Number(segments.data[key] ?? 0) : 0);
  const resent = datum('retransmittedByClient') + datum('retransmittedByServer');
  ledger.same('fates', `${where} retransmissions`, String(truth.retransmissions), String(resent));
  ledger.same('fates', `${where} SYNs`, String(truth.syns), String(datum('syns') || 1));
  const transfer = told.own.find((event) => event.kind === 'transfer');
  if (transfer?.bytes != null) {
    const { opener, answerer } = truth.bytes;
    ledger.same('bytes', `${where} bytes`, String(Math.max(opener, answerer)), String(transfer.bytes));
  }
  compareTie(truth, told, where, ledger);
}

/** The server's connection is told by whether it arrived: one that the client refused did, and led to nothing. */
function fateWord(fate: string, kind: 'dial' | 'accept'): string {
  if (kind === 'dial' || fate === 'connected') return fate;
  return fate === 'refused' ? 'unknown' : fate === 'unreachable' ? 'timed-out' : fate;
}

function endOf({ own, event }: Told): string {
  const close = own.find(({ kind }) => kind === 'close');
  if (close?.kind !== 'close') return '';
  const isByClient = close.from === 'client';
  const isByOpener = isByClient === (event.kind === 'dial');
  const how = close.outcome === 'reset' ? 'reset' : close.text === 'reset' ? 'reset' : 'fin';
  return `${isByOpener ? 'opener' : 'answerer'} ${how}`;
}

const transferVerbs = ['LIST', 'NLST', 'MLSD', 'RETR', 'STOR', 'APPE', 'STOU'];

/** tshark ties a connection to the line that announced it, and to the first command behind that. */
function compareTie({ tie }: TrueConnection, told: Told, where: string, ledger: Ledger): void {
  if (tie === null) return;
  const { trace, event, own } = told;
  const before = trace.events.slice(0, event.id);
  const opening = before.findLast(
    (candidate) => candidate.kind === 'command' && /^(?:PASV|EPSV|PORT|EPRT)/i.test(candidate.text),
  );
  const answer = before.find(
    (candidate) => candidate.kind === 'reply' && opening !== undefined && candidate.id > opening.id,
  );
  const frames = [opening, answer].map((candidate) => candidate?.source?.frame ?? 0);
  const setup = frames.includes(tie.setupFrame) ? tie.setupFrame : (frames[0] ?? 0);
  ledger.same('ties', `${where} set up in frame`, String(tie.setupFrame), String(setup));
  // tshark takes any command behind the announcement, TYPE too.
  if (!transferVerbs.includes(tie.command)) return;
  const transfer = own.find(({ kind }) => kind === 'transfer');
  ledger.same('ties', `${where} command`, tie.command, transfer?.kind === 'transfer' ? transfer.command : '');
}
