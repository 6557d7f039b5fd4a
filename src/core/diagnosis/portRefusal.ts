import type { ClientAddresses } from './activeMode.ts';
import type { ChannelFacts, Facts } from './facts.ts';
import { isClientHidden } from './hiddenClient.ts';
import { isPublicAddress } from './wording.ts';

/** Why a server refuses what a PORT names. */
export type PortRefusalCause = 'translation' | 'hidden' | 'policy' | 'unclear';

/** Whether the server took the same PORT with the address that it sees; null when it was not asked. */
function takesSeen(facts: Facts, { session }: ChannelFacts): boolean | null {
  const note = facts.notes.find(
    (candidate) => candidate.note === 'port-verdict' && candidate.session === session,
  );
  return typeof note?.data['accepted'] === 'boolean' ? note.data['accepted'] : null;
}

/** Weighs the addresses of both sides and the second PORT, which names the address that the server sees. */
export function causeOf(
  facts: Facts,
  channel: ChannelFacts,
  { differ, local }: ClientAddresses,
): PortRefusalCause {
  if (isClientHidden(facts)) return 'hidden';
  const taken = takesSeen(facts, channel);
  if (taken === true) return 'translation';
  if (taken === false || differ === false) return 'policy';
  if (differ === true) return 'translation';
  return local !== null && !isPublicAddress(local) && isPublicAddress(facts.peer) ? 'translation' : 'unclear';
}
