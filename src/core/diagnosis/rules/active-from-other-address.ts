import { sameAddress } from '../../ftp/address.ts';
import { findActive, severityOfActive } from '../activeMode.ts';
import type { ChannelFacts, Facts } from '../facts.ts';
import { defineRule } from '../rule.ts';
import { lines } from '../wording.ts';

function strangerIn({ arrivals, session }: ChannelFacts, facts: Facts): string | undefined {
  if (arrivals.length === 0) return undefined;
  const peer = facts.sessions.find(({ id }) => id === session)?.peer ?? null;
  if (peer === null) return undefined;
  return arrivals.find(({ address }) => !sameAddress(address, peer))?.address;
}

/** The server's data connection comes from another address than the one the client is connected to. */
export const activeFromOtherAddress = defineRule({
  id: 'active-from-other-address',
  check(facts, t) {
    const channel = findActive(facts, (candidate) => strangerIn(candidate, facts) !== undefined);
    const from = channel === null ? undefined : strangerIn(channel, facts);
    if (channel === null || from === undefined) return null;
    const peer = facts.sessions.find(({ id }) => id === channel.session)?.peer ?? '';
    const arrival = channel.attempts.find(
      ({ as, address }) => as === 'inbound' && sameAddress(address, from),
    );
    return {
      severity: severityOfActive(facts, channel.family),
      confidence: 'proven',
      owner: 'server-network',
      title: t('Active mode: the server’s connection comes from {from}, not from {peer}', { from, peer }),
      explanation: lines(
        t('You are connected to {peer}; the data connection that the server made to you came from {from}.', {
          peer,
          from,
        }),
        t(
          'The server’s network sends outgoing connections through another address than the one it is reached by. Careful clients refuse such a connection (.NET, Apache Commons Net), and routers that follow FTP do not let it in.',
        ),
      ),
      verdict: t(
        'In active mode the server connects from {from} instead of {peer}: use passive mode, or have its outgoing address mended.',
        {
          from,
          peer,
        },
      ),
      evidence: [arrival?.event, channel.command?.id],
      nextSteps: [
        t('In the server’s network, let outgoing connections leave by the address that clients connect to.'),
      ],
    };
  },
});
