import { elapsed, endOf } from './dataFate.ts';
import type { Flow, Mark } from './flow.ts';

/** A connection that carries nothing new for this long in the middle of a transfer has stalled, in ms. */
const stalledMs = 2500;

/** The longest time without any frame once payload had come, in ms; until the capture's end for one that is open. */
export function longestSilence(flow: Flow, end: Mark): number {
  const hasBegun = flow.fromOpener.first !== null || flow.fromAnswerer.first !== null;
  const waiting = flow.isOver || !hasBegun ? 0 : (elapsed(flow.lastSeen, end) ?? 0);
  return Math.max(flow.longestSilence, waiting);
}

/** Whether a connection was silent for so long that somebody must have waited. */
export function wasSilent(flow: Flow, end: Mark): boolean {
  return longestSilence(flow, end) >= stalledMs;
}

/** Whether nothing new came for long before an open connection was given up or the capture ended; `begun` is the 150. */
export function hasStalled(flow: Flow, begun: Mark | null, end: Mark): boolean {
  if (!flow.isConnected) return false;
  const news = [begun, flow.synAck, flow.fromOpener.last, flow.fromAnswerer.last];
  const [latest] = news.filter((mark) => mark !== null).sort((a, b) => b.frame - a.frame);
  const until = endOf(flow, 'opener')?.mark ?? end;
  return (elapsed(latest ?? null, until) ?? 0) >= stalledMs;
}
