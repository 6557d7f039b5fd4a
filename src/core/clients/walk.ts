import type { SocketAddress } from '../trace/event.ts';
import { isPassive, type Mode } from '../trace/trace.ts';
import { destinationOf } from './addressRules.ts';
import type { Dialled, Observed, ObservedMode } from './observed.ts';
import type { Behaviour, Failure } from './profile.ts';

/** How long Linux tries to connect before it gives up (tcp_syn_retries 6). */
const systemDialMs = 127_000;

/** Why a walk cannot be foretold. */
export type Gap = 'rule' | 'blanks' | 'port' | 'active' | 'listing' | 'command';

/** Where one mode of a client ends. */
export type Step =
  | {
      readonly end: 'works';
      readonly mode: Mode;
      readonly dialled: 'advertised' | 'peer' | 'inbound';
      /** Time lost in dials that nobody answers, in ms. */
      readonly waitedMs: number;
    }
  | {
      readonly end: 'fails';
      readonly mode: Mode;
      readonly failure: Failure;
      readonly dialled: Dialled | null;
      readonly address: string | null;
      readonly port: number | null;
      readonly reply: string | null;
      readonly waitedMs: number;
    }
  | {
      readonly end: 'unknown';
      readonly mode: Mode;
      readonly gap: Gap;
      readonly waitedMs: number;
      /** Where it would dial, for the gap `port`. */
      readonly target?: SocketAddress;
    };

type Fails = Extract<Step, { end: 'fails' }>;

const untold = { dialled: null, address: null, port: null, reply: null, waitedMs: 0 };

function fails(mode: Mode, failure: Failure, more: Partial<Fails> = {}): Fails {
  return { end: 'fails', mode, failure, ...untold, ...more };
}

function unknown(mode: Mode, gap: Gap, target?: SocketAddress): Step {
  return { end: 'unknown', mode, gap, waitedMs: 0, ...(target === undefined ? {} : { target }) };
}

/** The listing over a data connection that stands. */
function list(mode: Mode, observed: ObservedMode, dialled: 'advertised' | 'peer' | 'inbound'): Step {
  switch (observed.listing) {
    case 'ok':
      return { end: 'works', mode, dialled, waitedMs: 0 };
    case 'refused': {
      const isAboutData = /^(?:42[156]|52[12])/.test(observed.listingReply ?? '');
      return fails(mode, isAboutData ? 'data-refused' : 'listing-refused', { reply: observed.listingReply });
    }
    case 'broken':
    case null:
      return unknown(mode, 'listing');
  }
}

/** One dial of a passive port, and the listing over it. */
function dial(
  mode: Mode,
  observed: ObservedMode,
  target: 'advertised' | 'peer',
  { address, port }: { readonly address: string; readonly port: number },
  behaviour: Behaviour,
  repaired: boolean,
): Step {
  const dialled = target === 'advertised' ? observed.passive.atAdvertised : observed.passive.atPeer;
  const told = { dialled, address, port };
  switch (dialled.outcome) {
    case 'connected':
    case 'tls-failed':
      return list(mode, observed, target);
    case 'timed-out':
      return fails(mode, 'dial-timeout', { ...told, waitedMs: behaviour.dialTimeoutMs ?? systemDialMs });
    case 'refused':
    case 'unreachable':
    case 'reset':
    case 'unusable':
      return fails(mode, repaired ? 'dial-error-after-repair' : 'dial-error', told);
    case 'mixed':
      return fails(mode, 'now-and-then', told);
    case 'not-tried':
    case 'unknown':
    case null:
      return unknown(mode, 'port', { address, port });
  }
}

function pasv(observed: Observed, mode: ObservedMode, behaviour: Behaviour): Step {
  const { advertised } = mode.passive;
  if (advertised === null) return fails('PASV', 'unreadable', { reply: mode.reply });
  const { blanks } = mode.passive;
  if (blanks !== null && behaviour.readsBlanks !== 'any') {
    if (behaviour.readsBlanks === undefined) return unknown('PASV', 'blanks');
    const reads = blanks === 'behind-commas' && behaviour.readsBlanks === 'behind-commas';
    if (!reads) return fails('PASV', 'unreadable', { reply: mode.reply });
  }
  const peer = { address: observed.peer, port: advertised.port };
  if (behaviour.address === null && advertised.address !== observed.peer) return unknown('PASV', 'rule');
  switch (destinationOf(behaviour.address ?? 'as-is', advertised.address, observed.peer)) {
    case 'advertised':
      return dial('PASV', mode, 'advertised', advertised, behaviour, false);
    case 'peer':
      return dial('PASV', mode, 'peer', peer, behaviour, true);
    case 'nowhere':
      return fails('PASV', 'address-rejected', { address: advertised.address, port: advertised.port });
    case 'advertised-then-peer': {
      const first = dial('PASV', mode, 'advertised', advertised, behaviour, false);
      if (first.end !== 'fails' || first.failure.endsWith('-refused')) return first;
      const second = dial('PASV', mode, 'peer', peer, behaviour, true);
      return { ...second, waitedMs: first.waitedMs + second.waitedMs };
    }
  }
}

function passive(observed: Observed, mode: 'PASV' | 'EPSV', seen: ObservedMode, behaviour: Behaviour): Step {
  if (mode === 'PASV') return pasv(observed, seen, behaviour);
  const { advertised } = seen.passive;
  if (advertised === null) return fails('EPSV', 'unreadable', { reply: seen.reply });
  return dial('EPSV', seen, 'peer', { address: observed.peer, port: advertised.port }, behaviour, false);
}

function active(mode: 'PORT' | 'EPRT', seen: ObservedMode, behaviour: Behaviour): Step {
  switch (seen.arrival) {
    case 'peer':
      return list(mode, seen, 'inbound');
    case 'foreign':
      return behaviour.checksArrivals === true ? fails(mode, 'foreign-arrival') : unknown(mode, 'active');
    case 'none':
      return fails(mode, 'no-arrival', { reply: seen.listingReply });
    case null:
      return seen.listing === 'refused' ? list(mode, seen, 'inbound') : unknown(mode, 'active');
  }
}

/** PORT tells what EPRT would lead to, and the reverse: the server's connection takes the same way. */
function standIn({ modes }: Observed, mode: Mode): ObservedMode | undefined {
  return mode === 'EPRT' ? modes.get('PORT') : mode === 'PORT' ? modes.get('EPRT') : undefined;
}

function tryMode(observed: Observed, mode: Mode, behaviour: Behaviour): Step {
  const seen = observed.modes.get(mode) ?? standIn(observed, mode);
  if (seen === undefined || seen.accepted === null) return unknown(mode, 'command');
  if (!seen.accepted) return fails(mode, 'command-refused', { reply: seen.reply });
  return isPassive(mode) ? passive(observed, mode, seen, behaviour) : active(mode, seen, behaviour);
}

/** Plays a behaviour against what was observed and gives every mode that the client comes to, in order. */
export function walk(behaviour: Behaviour, observed: Observed): readonly Step[] {
  const steps: Step[] = [];
  let waitedMs = 0;
  let mode: Mode | undefined = behaviour.first;
  // A client that comes back to a mode does so until its user gives up.
  while (mode !== undefined && !steps.some((step) => step.mode === mode)) {
    const step: Step = tryMode(observed, mode, behaviour);
    waitedMs += step.waitedMs;
    steps.push({ ...step, waitedMs });
    mode = step.end === 'fails' ? behaviour.then?.[mode]?.[step.failure] : undefined;
  }
  return steps;
}
