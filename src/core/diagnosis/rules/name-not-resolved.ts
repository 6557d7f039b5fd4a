import { remediesForName } from '../../remedies/control.ts';
import { nextTest } from '../nextTest.ts';
import { defineRule } from '../rule.ts';

/** Errors by which a resolver says that it could not find out, rather than that there is nothing. */
const temporary: ReadonlySet<string> = new Set(['EAI_AGAIN', 'ETIMEOUT', 'ESERVFAIL', 'ECONNREFUSED']);

/** The host name has no address. */
export const nameNotResolved = defineRule({
  id: 'name-not-resolved',
  check(facts, t) {
    const { resolve, connects } = facts;
    if (resolve === null || resolve.addresses.length > 0) return null;
    if (connects.some(({ outcome }) => outcome === 'connected')) return null;
    const host = resolve.host;
    const unsure = temporary.has(resolve.errno ?? '');
    return {
      severity: 'error',
      confidence: 'proven',
      owner: unsure ? 'client-network' : 'client',
      title: unsure
        ? t('The name {host} could not be looked up', { host })
        : t('The name {host} has no address', { host }),
      explanation: unsure
        ? t(
            'The resolver of this machine gave no answer about {host}, so no connection could be tried. It says nothing about the server.',
            { host },
          )
        : t(
            'DNS knows no address for {host}, so no connection could be tried. It says nothing about the server.',
            {
              host,
            },
          ),
      verdict: unsure
        ? t(
            '{host} could not be looked up from here: mend the resolver of this machine, or use the address of the server.',
            { host },
          )
        : t('No address is known for {host}: correct the name, or use the address of the server.', { host }),
      evidence: [resolve.id],
      alternatives: [
        {
          text: t('The name is mistyped, or only known inside another network.'),
          tellApart: t('Look it up at a public resolver and from the network in which it is known to work.'),
        },
        {
          text: t('The name has addresses of the other family only (with -4 or -6).'),
          tellApart: t('Without -4 and -6 the name has an address.'),
        },
      ],
      nextSteps: [t('Put the literal address of the server in place of the name and diagnose again.')],
      nextTests: [nextTest(facts, t, t('Without -4 and -6, once the name is right'))],
      remedies: remediesForName(host, t),
    };
  },
});
