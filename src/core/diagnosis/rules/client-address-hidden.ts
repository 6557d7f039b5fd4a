import { remediesForHiddenClient } from '../../remedies/index.ts';
import { hiddenClient } from '../hiddenClient.ts';
import { nextTest } from '../nextTest.ts';
import { defineRule } from '../rule.ts';
import { lines } from '../wording.ts';

/** The server sees a private address although the client came to its public one. */
export const clientAddressHidden = defineRule({
  id: 'client-address-hidden',
  check(facts, t) {
    const session = hiddenClient(facts);
    if (session?.seenAs == null) return null;
    const { address, event } = session.seenAs;
    const peer = session.peer ?? '';
    return {
      severity: 'warning',
      confidence: session.local === null ? 'likely' : 'proven',
      owner: 'server-network',
      title: t('Something in front of the server hides the clients: it sees you as {address}', { address }),
      explanation: lines(
        t(
          'You came to the public address {peer}, and yet the server says that you come from {address}, a private address.',
          {
            peer,
            address,
          },
        ),
        t(
          'A balancer, a proxy, a container host or a router with source NAT stands in front of it and puts its own address in place of the clients’. Then active mode cannot work for anybody, limits and bans per address hit all clients at once, and the server’s log names nobody.',
        ),
      ),
      verdict: t(
        'Something in front of the server hides the clients’ addresses: have it pass them on unchanged.',
      ),
      evidence: [event, session.connect?.id],
      nextSteps: [
        t('On the server find out which device has {address}: “ip neigh”, “docker network inspect bridge”.', {
          address,
        }),
      ],
      nextTests: [
        nextTest(facts, t, t('On the server itself, past whatever stands in front of it'), {
          host: facts.control.serverAddress?.address ?? '127.0.0.1',
          where: 'server',
        }),
      ],
      remedies: remediesForHiddenClient(facts, t),
    };
  },
});
