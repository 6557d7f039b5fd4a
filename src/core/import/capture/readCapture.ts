import type { TraceEvent } from '../../trace/event.ts';
import { noSettings, type Trace } from '../../trace/trace.ts';
import { formatTarget } from '../../ftp/target.ts';
import { assignFlows, type CapturedChannel } from './channels.ts';
import { Collector } from './collector.ts';
import type { CapturedSession } from './correlate.ts';
import type { Control } from './control.ts';
import type { Mark } from './flow.ts';
import type { MarkedDraft } from './markedDraft.ts';
import type { BadPackets, CaptureFault } from './packet.ts';
import { readPackets } from './readPackets.ts';
import { sessionEvents } from './sessionEvents.ts';

/** The FTP sessions of one capture, in the order in which they begin. */
export interface CapturedSessions {
  readonly sessions: readonly CapturedSession[];
  /** Control connections beyond the limit. */
  readonly omittedSessions: number;
  /** Data connections beyond the limit. */
  readonly omittedConnections: number;
  /** Why reading stopped before the end of the file, null when it did not. */
  readonly fault: CaptureFault | null;
  /** How many bytes were read. */
  readonly offset: number;
  readonly frames: number;
  /** Packets whose own lengths or interfaces are impossible; they were passed over. */
  readonly badPackets: BadPackets;
  /** Link types that are not read, with the number of their frames. */
  readonly unreadLinkTypes: ReadonlyMap<number, number>;
}

const initialHops = [64, 128, 255];

/** Where the capture was taken: packets that have lost no hop yet are sent on this very machine. */
function pointOf(control: Control): 'client' | 'server' | null {
  const fresh = (hops: number | null): boolean => hops !== null && initialHops.includes(hops);
  const { flow, client } = control;
  const ours = fresh(flow.direction(client).hops);
  const theirs = fresh(flow.direction(client === 'opener' ? 'answerer' : 'opener').hops);
  return ours === theirs ? null : ours ? 'client' : 'server';
}

function number(drafts: readonly MarkedDraft[], start: Mark): TraceEvent[] {
  return drafts.map(({ mark, draft }, id) => {
    const at =
      mark.time === null || start.time === null
        ? null
        : Math.max(0, Math.round((mark.time - start.time) * 1000) / 1000);
    const ms = draft.ms == null ? {} : { ms: Math.round(draft.ms * 1000) / 1000 };
    return { ...draft, ...ms, id, at, source: { id: 0, frame: mark.frame } };
  });
}

/** What the sessions of one capture have in common. */
interface Read {
  readonly collector: Collector;
  readonly file: string;
  /** Whether the file was read to its end. */
  readonly whole: boolean;
}

function sessionOf(
  control: Control,
  channels: readonly CapturedChannel[],
  { collector, file, whole }: Read,
): CapturedSession {
  const start = control.flow.begun;
  const last = control.flow.lastSeen;
  const { events, flows } = sessionEvents(control, channels, collector.lastMark);
  const { address, port } = control.server;
  const trace: Trace = {
    source: {
      kind: 'capture',
      target: formatTarget({ scheme: 'ftp', host: address, port, user: null, path: null }),
      file,
      format: 'capture',
    },
    sources: [{ id: 0, kind: 'capture', file, point: pointOf(control) }],
    vantage: null,
    startedAt: start.time === null ? null : startedAt(start.time),
    durationMs: start.time === null || last.time === null ? null : Math.round(last.time - start.time),
    settings: noSettings,
    complete: whole || control.flow.isOver,
    stopped: null,
    omitted: { sessions: 0, events: control.dialogue.omitted, bytes: 0 },
    events: number(events, start),
  };
  return { trace, control, collector, flows };
}

/** The time of a frame as ISO 8601; null where the capture names one that no calendar has. */
function startedAt(time: number): string | null {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

/** Reads every FTP session of a capture, one trace each. */
export async function readCapture(
  source: AsyncIterable<Uint8Array>,
  file: string,
): Promise<CapturedSessions> {
  const collector = new Collector();
  const { fault, offset, badPackets } = await readPackets(source, (packet) => collector.packet(packet));
  collector.end();
  const controls = collector.controls.filter(({ isFtp }) => isFtp);
  const channels = assignFlows(controls, collector.data, collector.secretOwners);
  const read = { collector, file, whole: fault === null };
  return {
    sessions: controls.map((control) => sessionOf(control, channels.get(control) ?? [], read)),
    omittedSessions: collector.omittedControls,
    omittedConnections: collector.omittedData,
    fault,
    offset,
    frames: collector.lastMark.frame,
    badPackets,
    unreadLinkTypes: collector.unreadLinkTypes,
  };
}
