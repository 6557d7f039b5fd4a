import { familyOf, normalizeAddress } from '../../ftp/address.ts';
import { remediesForDeadAddress } from '../../remedies/control.ts';
import type { ConnectEvent } from '../../trace/event.ts';
import { dialWords, failed, neverLeft } from '../dialWords.ts';
import { nextTest } from '../nextTest.ts';
import { defineRule } from '../rule.ts';

function addressOf(connect: ConnectEvent): string {
  return connect.remote == null ? '' : normalizeAddress(connect.remote.address);
}

/** Some addresses of the host fail while another works. */
export const controlAddressDead = defineRule({
  id: 'control-address-dead',
  check(facts, t) {
    const { connects } = facts;
    const alive = new Set(connects.filter(({ outcome }) => outcome === 'connected').map(addressOf));
    if (alive.size === 0) return null;
    const dead = connects.filter((connect) => failed(connect) && !alive.has(addressOf(connect)));
    const [first] = dead;
    if (first === undefined) return null;
    const host = facts.control.host ?? '';
    const addresses = [...new Set(dead.map(addressOf))];
    const words = dead.map((connect) => dialWords(connect, t)).join('; ');
    // A machine without IPv6 skips such an address at once: that is no fault of the server and costs nobody time.
    const local = dead.every(neverLeft) && addresses.every((address) => familyOf(address) === 6);
    if (local) {
      return {
        severity: 'info',
        confidence: 'proven',
        owner: 'client-network',
        title: t('The IPv6 address of {host} was not tried: this machine has no IPv6', { host }),
        explanation: `${words}. ${t('The rest of the diagnosis ran over IPv4 and says nothing about clients with IPv6.')}`,
        evidence: dead.map(({ id }) => id),
      };
    }
    const slow = dead.some(({ outcome }) => outcome === 'timed-out');
    return {
      severity: 'warning',
      confidence: 'proven',
      owner: 'server-network',
      title: t('One of the addresses of {host} is dead', { host }),
      explanation: `${words}. ${
        slow
          ? t(
              'Clients that try it first hang until it times out, each time they connect, and then go on with an address that works. To their users the server seems slow.',
            )
          : t('Clients that try it first fail or go on with the next address, depending on the program.')
      }`,
      verdict: t(
        '{host} works, but one of its addresses is dead ({addresses}): take it out of DNS or bring the server up there.',
        { host, addresses: addresses.join(', ') },
      ),
      evidence: dead.map(({ id }) => id),
      nextTests: [nextTest(facts, t, t('The dead address by itself'), { host: addresses[0] ?? host })],
      remedies: remediesForDeadAddress(addresses, t),
    };
  },
});
