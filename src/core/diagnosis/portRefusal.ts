import type { Translate } from '../l10n.ts';
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

/** Puts the cause into a sentence that names both addresses where they are known. */
export function sayCause(cause: PortRefusalCause, { local, seenAs }: ClientAddresses, t: Translate): string {
  if (cause === 'hidden') {
    return t(
      'It would only connect back to {seen}, which is a device in front of the server and not you. That is not the client’s fault.',
      {
        seen: seenAs ?? '',
      },
    );
  }
  if (cause === 'policy') {
    return t(
      'The address is the one the server sees, so it refuses by a rule of its own: the port, or active mode altogether.',
    );
  }
  if (local !== null && seenAs !== null) {
    return t(
      'The client named its own address, {local}. The server sees it come from {seen}: a router in between translates addresses (NAT). The server connects back only to the address it sees, so it refuses.',
      { local, seen: seenAs },
    );
  }
  return t(
    'Most likely the client named its own private address, while the server sees the address of the router in front of it (NAT), and connects back only to what it sees.',
  );
}
