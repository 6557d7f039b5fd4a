import type { DialOutcome } from '../../trace/event.ts';
import type { Flow, Mark } from './flow.ts';

/** A SYN without answer for this long counts as timed out, in ms: the second retransmission comes after 3 s. */
const silentMs = 2500;

/** ICMP and ICMPv6 codes that mean "port unreachable": a client gets ECONNREFUSED (tried on Linux). */
function isPortUnreachable(flow: Flow, code: number): boolean {
  return flow.answerer.address.includes(':') ? code === 4 : code === 3;
}

/** What became of a connection attempt, as far as the capture shows; `end` is the capture's last frame. */
export function fateOf(
  flow: Flow,
  end: Mark,
): { readonly outcome: DialOutcome; readonly errno: string | null } {
  if (flow.synAck !== null) return { outcome: 'connected', errno: null };
  if (flow.fromOpener.bytes > 0 || flow.fromAnswerer.bytes > 0) return { outcome: 'connected', errno: null };
  if (flow.syn === null) return { outcome: 'unknown', errno: null };
  if (flow.fromAnswerer.rst !== null) return { outcome: 'refused', errno: 'ECONNREFUSED' };
  if (flow.unreachable !== null) {
    return isPortUnreachable(flow, flow.unreachable.code)
      ? { outcome: 'refused', errno: 'ECONNREFUSED' }
      : { outcome: 'unreachable', errno: 'EHOSTUNREACH' };
  }
  const waited = elapsed(flow.syn, end);
  return flow.syns > 1 || (waited !== null && waited >= silentMs)
    ? { outcome: 'timed-out', errno: null }
    : { outcome: 'unknown', errno: null };
}

/** Milliseconds between two frames, null where one has no time. */
export function elapsed(from: Mark | null, to: Mark | null): number | null {
  return from?.time == null || to?.time == null ? null : Math.max(0, to.time - from.time);
}

/** How long the handshake took, or how long it had been waited for. */
export function dialMs(flow: Flow, end: Mark): number | null {
  return elapsed(flow.syn, flow.synAck ?? flow.fromAnswerer.rst ?? flow.unreachable ?? end);
}
