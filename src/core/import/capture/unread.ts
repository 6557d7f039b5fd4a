import type { CaptureFault } from './packet.ts';
import type { CapturedSessions } from './readCapture.ts';

/** What of a capture could not be read; `at` is the byte, of the unpacked file, where reading stopped or first failed. */
export interface UnreadPart {
  readonly fault: CaptureFault['fault'] | 'bad-packets' | 'link-type';
  readonly at: number;
  /** How many frames were passed over, where reading went on behind them. */
  readonly frames?: number;
  /** LINKTYPE_ number of frames that are not read. */
  readonly linkType?: number;
}

/** Everything of a capture that could not be read, one entry for each cause. */
export function unreadParts(
  { fault, offset, badPackets, unreadLinkTypes }: CapturedSessions,
  isPackingDamaged: boolean,
): UnreadPart[] {
  const parts: UnreadPart[] = [];
  if (isPackingDamaged) parts.push({ fault: 'bad-gzip', at: offset });
  else if (fault !== null) parts.push({ fault: fault.fault, at: fault.at });
  if (badPackets.count > 0) parts.push({ fault: 'bad-packets', at: badPackets.at, frames: badPackets.count });
  for (const [linkType, frames] of [...unreadLinkTypes].sort(([, a], [, b]) => b - a).slice(0, mostLinkTypes))
    parts.push({ fault: 'link-type', at: 0, frames, linkType });
  return parts;
}

/** Most link types named; a file with more is not worth more lines. */
const mostLinkTypes = 3;
