import type { TraceEvent } from '../../trace/event.ts';
import { noSettings, type Trace } from '../../trace/trace.ts';
import { formatTarget } from '../../probe/target.ts';
import { Collector } from './collector.ts';
import type { CapturedSession } from './correlate.ts';
import type { Control } from './control.ts';
import type { Mark } from './flow.ts';
import type { MarkedDraft } from './markedDraft.ts';
import type { CaptureFault } from './packet.ts';
import { readPackets } from './readPackets.ts';
import { sessionEvents } from './sessionEvents.ts';

/** The FTP sessions of one capture, in the order in which they begin. */
export interface CapturedSessions {
  readonly sessions: readonly CapturedSession[];
  /** Control connections beyond the limit. */
  readonly omittedSessions: number;
  /** Why reading stopped before the end of the file, null when it did not. */
  readonly fault: CaptureFault | null;
  /** How many bytes were read. */
  readonly offset: number;
  readonly frames: number;
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

function traceOf(control: Control, collector: Collector, file: string): Trace {
  const start = control.flow.begun;
  const last = control.flow.lastSeen;
  const drafts = sessionEvents(control, collector.data, collector.lastMark);
  const { address, port } = control.server;
  return {
    source: {
      kind: 'capture',
      target: formatTarget({ scheme: 'ftp', host: address, port, user: null, path: null }),
      file,
      format: 'capture',
    },
    sources: [{ id: 0, kind: 'capture', file, point: pointOf(control) }],
    vantage: null,
    startedAt: start.time === null ? null : new Date(start.time).toISOString(),
    durationMs: start.time === null || last.time === null ? null : Math.round(last.time - start.time),
    settings: noSettings,
    complete: true,
    stopped: null,
    omitted: { sessions: 0, events: control.dialogue.omitted, bytes: 0 },
    events: number(drafts, start),
  };
}

/** Reads every FTP session of a capture, one trace each; `pause` is called between chunks, see `readPackets`. */
export async function readCapture(
  source: AsyncIterable<Uint8Array>,
  file: string,
  pause: () => Promise<boolean> = () => Promise.resolve(true),
): Promise<CapturedSessions> {
  const collector = new Collector();
  const { fault, offset } = await readPackets(source, (packet) => collector.packet(packet), pause);
  collector.end();
  const controls = collector.controls.filter(({ isFtp }) => isFtp);
  return {
    sessions: controls.map((control) => ({ trace: traceOf(control, collector, file), control, collector })),
    omittedSessions: collector.omittedControls,
    fault,
    offset,
    frames: collector.lastMark.frame,
  };
}
