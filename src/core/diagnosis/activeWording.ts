import { socketText } from '../ftp/address.ts';
import type { Translate } from '../l10n.ts';
import { clientAddresses } from './activeMode.ts';
import type { ChannelFacts, Facts } from './facts.ts';
import { isPublicAddress, lines } from './wording.ts';

/** Whether PORT names a private address to a server that was reached at a public one. */
function leadsNowhere({ sent }: ChannelFacts, { peer }: Facts): boolean {
  return sent !== null && !isPublicAddress(sent.address) && isPublicAddress(peer);
}

/** What the server did about PORT or EPRT. */
export function sayOutcome({ mode, sent, accepted }: ChannelFacts, t: Translate): string {
  const target = socketText(sent);
  if (accepted !== true) {
    return t('The server took {mode} and tried at once to connect to {target}. It could not.', {
      mode,
      target: target ?? '?',
    });
  }
  return target === null
    ? t('The server accepted {mode}, so it should connect to the client. No connection came.', { mode })
    : t('The server accepted {mode}, so it should connect to {target}. No connection came.', {
        mode,
        target,
      });
}

/** Whether the server's own dial ended before a silent firewall would have let it, vsftpd's after 60 s for one. */
function wasRefused({ accepted, transferReplies }: ChannelFacts): boolean {
  const failure = transferReplies.find(({ code }) => code === 425);
  return accepted === true && failure?.ms != null && failure.ms < 1000;
}

/** Who refuses or drops a connection to an address that the client can be reached at. */
function sayFirewall(channel: ChannelFacts, t: Translate): string {
  return wasRefused(channel)
    ? t(
        'It said so at once: its connection was refused, not lost. Either nothing listens on that port at the address, as on a router that does not forward it to this machine, or a firewall rejects it.',
      )
    : t(
        'Usually the firewall of the client, or of the network it stands in, lets no connection in from outside.',
      );
}

/** Why its connection did not arrive, as far as what was named and how soon it gave up tell. */
export function sayReason(channel: ChannelFacts, facts: Facts, t: Translate): string {
  const { differ, seenAs } = clientAddresses(facts, channel);
  const named = channel.sent?.address;
  if (
    differ === true &&
    named !== undefined &&
    facts.server.product === 'proftpd' &&
    isPublicAddress(seenAs)
  ) {
    // ProFTPD 1.3.8, tried: a private address in PORT gives way to the peer's where server and client are public.
    return lines(
      t(
        'ProFTPD puts the address that it sees, {seen}, in place of a private one in PORT, and dialled that.',
        {
          seen: seenAs ?? '',
        },
      ),
      sayFirewall(channel, t),
    );
  }
  if (differ === true && named !== undefined) {
    return t(
      'The server sees this client come from {seen}; if it dialled {named}, which PORT names, it went to an address that leads nowhere from there. A server that checks would have refused such a PORT.',
      { seen: seenAs ?? '', named },
    );
  }
  return leadsNowhere(channel, facts)
    ? t(
        'PORT names {named}, a private address of this client’s network, which leads nowhere from the server.',
        { named: named ?? '' },
      )
    : sayFirewall(channel, t);
}
