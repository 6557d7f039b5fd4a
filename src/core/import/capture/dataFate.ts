import type { AcceptEvent, CloseEvent, DialOutcome } from '../../trace/event.ts';
import type { Flow, Mark, Refusal } from './flow.ts';

/** A SYN without answer for this long counts as timed out, in ms: the second retransmission comes after 3 s. */
export const silentMs = 2500;

/** What Linux makes of ICMP codes for a connection attempt (icmp_err_convert of the kernel; tried). */
const errnoV4: Readonly<Record<number, string>> = {
  0: 'ENETUNREACH',
  3: 'ECONNREFUSED',
  6: 'ENETUNREACH',
  9: 'ENETUNREACH',
  11: 'ENETUNREACH',
};
const errnoV6: Readonly<Record<number, string>> = {
  0: 'ENETUNREACH',
  1: 'EACCES',
  4: 'ECONNREFUSED',
  5: 'EACCES',
  6: 'EACCES',
};

function errnoOf({ answerer }: Flow, { code }: Refusal): string {
  return (answerer.address.includes(':') ? errnoV6 : errnoV4)[code] ?? 'EHOSTUNREACH';
}

/** What became of a connection attempt, as far as the capture shows; `end` is the capture's last frame. */
export function fateOf(
  flow: Flow,
  end: Mark,
): { readonly outcome: DialOutcome; readonly errno: string | null } {
  if (flow.isConnected) return { outcome: 'connected', errno: null };
  if (flow.syn === null) return { outcome: 'unknown', errno: null };
  if (flow.fromAnswerer.rst !== null) return { outcome: 'refused', errno: 'ECONNREFUSED' };
  if (flow.unreachable !== null) {
    const errno = errnoOf(flow, flow.unreachable);
    return { outcome: errno === 'ECONNREFUSED' ? 'refused' : 'unreachable', errno };
  }
  const waited = elapsed(flow.syn, end);
  return flow.syns > 1 || (waited !== null && waited >= silentMs)
    ? { outcome: 'timed-out', errno: null }
    : { outcome: 'unknown', errno: null };
}

/** The same for the server's connection to the client; one that the client itself refused did arrive, and led to nothing. */
export function arrivalOf(fate: DialOutcome, isPeer: boolean): AcceptEvent['outcome'] {
  if (fate === 'connected') return isPeer ? 'connected' : 'foreign';
  return fate === 'timed-out' || fate === 'unreachable' ? 'timed-out' : 'unknown';
}

/** How a connection that was open ended, with the frame; null when the capture does not show it. */
export function endOf(
  flow: Flow,
  client: 'opener' | 'answerer',
): {
  readonly mark: Mark;
  readonly outcome: CloseEvent['outcome'];
  readonly from: 'client' | 'server';
} | null {
  const ours = flow.direction(client);
  const theirs = flow.direction(client === 'opener' ? 'answerer' : 'opener');
  const ends = [
    { mark: ours.fin, outcome: 'client', from: 'client' },
    { mark: theirs.fin, outcome: 'server', from: 'server' },
    { mark: ours.rst, outcome: 'client', from: 'client' },
    { mark: theirs.rst, outcome: 'reset', from: 'server' },
  ] as const;
  const shown = ends.flatMap(({ mark, ...rest }) => (mark === null ? [] : [{ mark, ...rest }]));
  const [first] = shown.sort((a, b) => a.mark.frame - b.mark.frame);
  return first === undefined || !flow.isConnected ? null : first;
}

/** Milliseconds between two frames, null where one has no time. */
export function elapsed(from: Mark | null, to: Mark | null): number | null {
  return from?.time == null || to?.time == null ? null : Math.max(0, to.time - from.time);
}

/** How long the handshake took, or how long it had been waited for. */
export function dialMs(flow: Flow, end: Mark): number | null {
  return elapsed(flow.syn, flow.synAck ?? flow.fromAnswerer.rst ?? flow.unreachable ?? end);
}
