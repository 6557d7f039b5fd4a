import { sameAddress } from '../../ftp/address.ts';
import { readPasvReply } from '../../ftp/passive.ts';
import { configFacts } from '../../config/settings.ts';
import { passiveRangeOf } from '../../config/passiveRange.ts';
import type { NoteEvent, SocketAddress, TraceEvent } from '../../trace/event.ts';
import type { SourceEntry, Trace } from '../../trace/trace.ts';
import type { Endpoint, HostFact } from './readHostFacts.ts';

/** The facts of one file. */
export interface FileFacts {
  readonly file: string;
  readonly facts: readonly HostFact[];
}

/** A vsftpd.conf has at least this many lines; fewer may be anything. */
const fewestOptions = 3;
/** Lines of one command's output stand closer together than this. */
const blockGap = 12;

interface Drawn {
  readonly fact: string;
  readonly data: Readonly<Record<string, string | number | boolean>>;
  readonly text: string;
  readonly line: number;
}

type Socket = Extract<HostFact, { kind: 'socket' }>;
type Interface = Extract<HostFact, { kind: 'interface' }>;

/** What the dialogue says that sockets and interfaces can be matched with. */
interface Known {
  readonly peer: SocketAddress | null;
  readonly targets: readonly SocketAddress[];
}

function knownOf(events: readonly TraceEvent[]): Known {
  const connect = events.find((event) => event.kind === 'connect');
  const targets = events.flatMap((event) =>
    event.kind === 'reply' && event.code === 227 ? (readPasvReply(event.text).target ?? []) : [],
  );
  return { peer: connect?.remote ?? null, targets };
}

function same(a: Endpoint, b: SocketAddress): boolean {
  return a.port === b.port && sameAddress(a.address, b.address);
}

/** The control connection as each side's socket table shows it: the same client port on both proves one connection. */
function drawControl(sockets: readonly Socket[], { peer }: Known): Drawn[] {
  const drawn: Drawn[] = [];
  for (const { state, local, remote, program, line } of sockets) {
    if (state !== 'established' || remote === null) continue;
    const fromClient =
      peer !== null &&
      sameAddress(remote.address, peer.address) &&
      (peer.port === 0 || remote.port === peer.port);
    const fromServer =
      !fromClient &&
      (/ftpd/.test(program ?? '') || (peer !== null && peer.port !== 0 && local.port === peer.port));
    if (fromClient) {
      drawn.push({
        fact: 'client-address',
        data: { address: local.address },
        text: `client-address ${local.address}`,
        line,
      });
    } else if (fromServer) {
      const data = { address: remote.address };
      drawn.push({ fact: 'client-seen-as', data, text: `client-seen-as ${remote.address}`, line });
    }
  }
  return drawn;
}

/** A data port that the 227 names and that listens, and whether anybody came. */
function drawListeners(sockets: readonly Socket[], { targets }: Known): Drawn[] {
  return sockets.flatMap(({ state, local, line }) => {
    const target = targets.find((candidate) => same(local, candidate));
    if (state !== 'listening' || target === undefined) return [];
    const visited = sockets.some((other) => other.state === 'established' && same(other.local, target));
    const data = { address: target.address, port: target.port, visited };
    return [
      { fact: 'data-port-listening', data, text: `listening on ${target.address}:${target.port}`, line },
    ];
  });
}

/** Interfaces, block by block: the block that holds the address of the 227 is the server's. */
function drawInterfaces(interfaces: readonly Interface[], { targets }: Known): Drawn[] {
  const blocks: Interface[][] = [];
  for (const entry of interfaces) {
    const last = blocks.at(-1)?.at(-1);
    if (last === undefined || entry.line - last.line > blockGap) blocks.push([entry]);
    else blocks.at(-1)?.push(entry);
  }
  return blocks
    .filter((block) =>
      block.some(({ address }) => targets.some((target) => sameAddress(target.address, address))),
    )
    .flatMap((block) =>
      block.map(({ address, name, line }) => ({
        fact: 'server-interface',
        data: { address, name: name ?? '' },
        text: `${name ?? ''} ${address}`.trim(),
        line,
      })),
    );
}

function draw(facts: readonly HostFact[], known: Known): Drawn[] {
  const sockets = facts.filter((fact) => fact.kind === 'socket');
  const interfaces = facts.filter((fact) => fact.kind === 'interface');
  const selinux = facts.flatMap((fact): Drawn[] =>
    fact.kind === 'selinux'
      ? [{ fact: 'selinux', data: { mode: fact.mode }, text: fact.mode, line: fact.line }]
      : [],
  );
  return [
    ...drawControl(sockets, known),
    ...drawListeners(sockets, known),
    ...drawInterfaces(interfaces, known),
    ...selinux,
  ];
}

/** The text of a vsftpd.conf among the facts, null when there is none. */
function configOf(facts: readonly HostFact[]): string | null {
  const options = facts.flatMap((fact) => (fact.kind === 'option' ? [fact.text] : []));
  const text = `${options.join('\n')}\n`;
  return Object.keys(configFacts(text)).length >= fewestOptions ? text : null;
}

function noteOf({ fact, data, text, line }: Drawn, id: number, source: number, at: number | null): NoteEvent {
  return {
    id,
    at,
    session: 0,
    connection: 0,
    channel: 'host',
    from: 'local',
    kind: 'note',
    note: 'host-fact',
    data: { fact, ...data },
    text,
    source: { id: source, line },
  };
}

/** Adds to a session what was pasted beside it, as notes that name file and line, and a vsftpd.conf as settings. */
export function applyHostFacts(trace: Trace, files: readonly FileFacts[]): Trace {
  const known = knownOf(trace.events);
  const sources: SourceEntry[] = [...trace.sources];
  const events: TraceEvent[] = [...trace.events];
  const at = events.at(-1)?.at ?? null;
  let { settings } = trace;
  for (const { file, facts } of files) {
    const drawn = draw(facts, known);
    const config = configOf(facts);
    if (drawn.length === 0 && config === null) continue;
    let source = sources.find((entry) => entry.file === file)?.id;
    if (source === undefined) {
      source = sources.length;
      sources.push({ id: source, kind: config === null ? 'host-facts' : 'config', file, point: null });
    }
    for (const fact of drawn) events.push(noteOf(fact, events.length, source, at));
    if (config !== null) {
      settings = {
        ...settings,
        range: settings.range ?? passiveRangeOf(config),
        config: settings.config ?? configFacts(config),
      };
    }
  }
  return { ...trace, sources, events, settings };
}
