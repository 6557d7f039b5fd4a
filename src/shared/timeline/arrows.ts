import { sameAddress } from '../../core/ftp/address.ts';
import type {
  AcceptEvent,
  ConnectEvent,
  DialEvent,
  DialOutcome,
  TraceEvent,
} from '../../core/trace/event.ts';
import type { Arrow, Reach } from '../timelineView.ts';

/** What the rows of one session must know to draw their lines. */
export interface Surroundings {
  /** Address of the control peer. */
  readonly peer: string | null;
  /** The server's own address behind its public one. */
  readonly serverAddress: string | null;
}

const arrives: Reach = 'arrives';

/** Whether an address is the server's, by its public or its own name. */
function isServer(address: string | null | undefined, around: Surroundings): boolean {
  return sameAddress(address, around.peer) || sameAddress(address, around.serverAddress);
}

/** How far a dial came; only what is known: a silent dial to the server stops at its door, one elsewhere in between. */
function reachOf(outcome: DialOutcome, atPeer: boolean): Reach {
  switch (outcome) {
    case 'connected':
    case 'tls-failed':
    case 'reset':
    case 'unknown':
      return arrives;
    case 'not-tried':
      return 'stays';
    case 'refused':
    case 'timed-out':
    case 'unreachable':
      return atPeer ? 'door' : 'nowhere';
  }
}

function connectArrow(event: ConnectEvent): Arrow {
  const reach = reachOf(event.outcome, true);
  return { from: 'client', to: 'server', line: 'control', reach, both: false };
}

function dialArrow(event: DialEvent, around: Surroundings): Arrow {
  const atPeer = event.as === 'control-peer' || sameAddress(event.remote?.address, around.peer);
  const reach = reachOf(event.outcome, atPeer);
  const elsewhere = !atPeer && reach === arrives && !isServer(event.remote?.address, around);
  return { from: 'client', to: elsewhere ? 'other' : 'server', line: 'data', reach, both: false };
}

function acceptArrow(event: AcceptEvent, around: Surroundings): Arrow {
  const from = event.remote == null || isServer(event.remote.address, around) ? 'server' : 'other';
  const reach = event.outcome === 'timed-out' ? 'door' : arrives;
  return { from, to: 'client', line: 'data', reach, both: false };
}

/** The line that an event is on the ladder; null for what happens at one place. */
export function arrowOf(event: TraceEvent, around: Surroundings): Arrow | null {
  switch (event.kind) {
    case 'command':
      return { from: 'client', to: 'server', line: 'control', reach: arrives, both: false };
    case 'reply':
      return { from: 'server', to: 'client', line: 'control', reach: arrives, both: false };
    case 'connect':
      return connectArrow(event);
    case 'dial':
      return dialArrow(event, around);
    case 'accept':
      return acceptArrow(event, around);
    case 'tls':
      return { from: 'client', to: 'server', line: 'tls', reach: arrives, both: true };
    case 'transfer': {
      if (event.outcome === 'rejected') return null;
      const up = /^(STOR|APPE|STOU)$/.test(event.command);
      const [from, to] = up ? (['client', 'server'] as const) : (['server', 'client'] as const);
      return { from, to, line: 'transfer', reach: event.outcome === 'ok' ? arrives : 'door', both: false };
    }
    case 'close':
      if (event.outcome === 'server' || event.outcome === 'reset') {
        return { from: 'server', to: 'client', line: 'control', reach: arrives, both: false };
      }
      return null;
    case 'resolve':
    case 'note':
      return null;
  }
}
