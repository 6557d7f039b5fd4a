import type { ProbeOutcome } from '../report/report.ts';
import type { NoteEvent } from '../trace/event.ts';
import { modes as modeOrder } from '../trace/trace.ts';
import type { ChannelFacts, ModeFacts } from './facts.ts';

interface Outcome {
  readonly outcome: ProbeOutcome;
  readonly reason: string | null;
}

/**
 * The outcome of channels taken together. A channel that only connected (a further sample) counts as working when
 * dials are compared with dials, and proves nothing where the transfer itself failed.
 */
export function judgeChannels(channels: readonly ChannelFacts[]): Outcome {
  const count = (...outcomes: readonly ChannelFacts['outcome'][]): number =>
    channels.filter(({ outcome }) => outcomes.includes(outcome)).length;
  const listed = count('ok');
  const noConnection = count('dial-failed', 'refused');
  const failed = noConnection + count('transfer-failed');
  const answered = listed + count('reached');
  const reason =
    channels.find(({ outcome }) => outcome.endsWith('failed') || outcome === 'refused')?.reason ??
    channels.find((channel) => channel.reason !== null)?.reason ??
    null;
  if (listed > 0 && failed > 0) return { outcome: 'partial', reason: `${answered} of ${answered + failed}` };
  if (listed > 0) return { outcome: 'ok', reason: null };
  const dialFailed = count('dial-failed');
  if (dialFailed > 0 && answered > 0) {
    return { outcome: 'partial', reason: `${answered} of ${answered + failed}` };
  }
  return failed > 0 ? { outcome: 'failed', reason } : { outcome: 'unknown', reason };
}

function keyOf({ mode, family, tls }: Pick<ModeFacts, 'mode' | 'family' | 'tls'>): string {
  return `${modeOrder.indexOf(mode)} ${family ?? 9} ${tls ? 1 : 0}`;
}

/** A note `skipped` as a mode that was not run; null when its data cannot be read. */
function readSkipped({ data, session }: NoteEvent): ModeFacts | null {
  const mode = modeOrder.find((known) => known === data['mode']);
  if (mode === undefined) return null;
  const family = data['family'] === 4 || data['family'] === 6 ? data['family'] : null;
  const reason = typeof data['reason'] === 'string' ? data['reason'] : null;
  return { mode, family, tls: data['tls'] === true, outcome: 'skipped', reason, session, channels: [] };
}

/** One entry for each mode, family and TLS state that was run or left out on purpose: IPv4 first, clear text first. */
export function readModes(
  channels: readonly ChannelFacts[],
  notes: readonly NoteEvent[],
): readonly ModeFacts[] {
  const groups = new Map<string, ChannelFacts[]>();
  for (const channel of channels) {
    const group = groups.get(keyOf(channel));
    if (group === undefined) groups.set(keyOf(channel), [channel]);
    else group.push(channel);
  }
  const found = new Map<string, ModeFacts>();
  for (const [key, group] of groups) {
    const [first] = group;
    if (first === undefined) continue;
    const { mode, family, tls, session } = first;
    found.set(key, { mode, family, tls, session, ...judgeChannels(group), channels: group });
  }
  for (const note of notes) {
    const skipped = note.note === 'skipped' ? readSkipped(note) : null;
    if (skipped !== null && !found.has(keyOf(skipped))) found.set(keyOf(skipped), skipped);
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, mode]) => mode);
}
