import type { Translate } from '../l10n.ts';
import type { Situation } from './situation.ts';

/** Stands in lines for an address that nobody may guess. */
const addressPlaceholder = '<public address>';

/** The address to write into a server's settings: the one reached if it is public, else a mark to fill in. */
export function addressOrPlaceholder(situation: Situation): string {
  return situation.publicAddress ?? addressPlaceholder;
}

/** Asks for the public address, and says why it is not known. */
export function publicAddressQuestion(situation: Situation, t: Translate): string {
  return situation.reached === null
    ? t(
        'Find out the public address by which clients reach the server, and write it where {mark} stands: this evidence does not show it.',
        { mark: addressPlaceholder },
      )
    : t(
        'Find out the public address by which clients outside reach the server, and write it where {mark} stands. It is not {reached}, over which the server was reached here: that one lies inside a network, and to advertise it would only move the fault.',
        { mark: addressPlaceholder, reached: situation.reached },
      );
}
