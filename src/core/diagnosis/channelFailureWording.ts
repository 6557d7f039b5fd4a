import { formatSocketAddress } from '../ftp/address.ts';
import type { Translate } from '../l10n.ts';
import type { Facts } from './facts.ts';
import { readHostFirewall, sayHostPorts } from './hostFacts.ts';
import { nextTest } from './nextTest.ts';
import { sayOutcome } from './portWording.ts';
import type { FindingDraft } from './rule.ts';
import { quote } from './said.ts';
import type { UnansweredChannel } from './unansweredChannel.ts';
import { lines } from './wording.ts';

/** What a finding about such a channel says. */
type Words = Pick<
  FindingDraft,
  'severity' | 'confidence' | 'owner' | 'title' | 'explanation' | 'verdict' | 'alternatives' | 'nextTests'
>;

/** Whether all that is known is a reply of the server. */
function isSaidAlone(failure: UnansweredChannel): failure is UnansweredChannel & { said: string } {
  return failure.how === 'hidden' && failure.said !== null;
}

function titleOf(failure: UnansweredChannel, t: Translate): string {
  if (isSaidAlone(failure)) {
    return t('The data connection failed, and the server says: {reply}', { reply: quote(failure.said, 120) });
  }
  return failure.how !== 'abandoned'
    ? t('The client could not open the data connection ({cause})', {
        cause: failure.errno ?? failure.outcome,
      })
    : t('After the reply to {mode} nothing more was asked for', { mode: failure.channel.mode });
}

function storyOf(failure: UnansweredChannel, t: Translate): string {
  if (failure.how === 'abandoned') {
    return t(
      'Most clients open the data connection before they ask for a listing. One that waits or fails there leaves exactly this: the reply that names the port is the last thing that was said. A log that was cut here looks the same.',
    );
  }
  if (failure.how === 'hidden' || failure.channel.advertised === null) {
    return lines(
      t(
        'The client asked for a listing or a file and could not open the data connection for it. The log shows no reply that names where the server wanted it.',
      ),
      failure.how === 'hidden' && failure.target !== null
        ? t('It dialled {target}.', { target: failure.target })
        : null,
      isSaidAlone(failure) ? null : sayOutcome(failure.outcome, t),
      failure.how === 'hidden' && failure.replaced !== null
        ? t(
            'The client says that the server announced an address it cannot reach (one of an inner network) and that it went to the address of the login instead. So two things are wrong: the announced address, and the ports, which do not answer at the right address either.',
          )
        : null,
    );
  }
  const { mode, advertised } = failure.channel;
  return lines(
    t(
      'The server accepted {mode} and named {address}; then the client reported an error. The evidence does not show which address the control connection has, so it stays open whether the named address or only its port is to blame.',
      { mode, address: formatSocketAddress(advertised.address, advertised.port) },
    ),
    sayOutcome(failure.outcome, t),
  );
}

/** What to do first about a data connection that the client could not open. */
function verdictOf(failure: UnansweredChannel, t: Translate): string {
  return failure.how === 'hidden' && failure.replaced !== null
    ? t(
        'The server announces an address of its inner network, and its ports do not answer at the right one either: have it announce its public address, and open its passive ports.',
      )
    : t(
        'The client could not open the data connection: compare the address in the server’s reply with the one you connect to, and open the passive ports.',
      );
}

/** A channel that came to nothing without a word of the server, in words. */
export function wordUnansweredChannel(failure: UnansweredChannel, facts: Facts, t: Translate): Words {
  const isClient = failure.how !== 'abandoned';
  // A firewall that was shown to keep the port shut is what such a dialogue lacks.
  const isShut = readHostFirewall(facts) === 'shut';
  // Where the client replaced the address both are known to be wrong.
  const isBoth = failure.how === 'hidden' && failure.replaced !== null;
  const address = failure.channel?.advertised?.address ?? null;
  return {
    severity: isClient || isShut ? 'error' : 'warning',
    confidence: (isClient && !isSaidAlone(failure)) || isShut ? 'likely' : 'possible',
    owner: isShut ? 'server' : isClient ? 'server-network' : 'path',
    title: titleOf(failure, t),
    explanation: lines(storyOf(failure, t), sayHostPorts(facts, t)),
    verdict: isClient
      ? verdictOf(failure, t)
      : t(
          'The dialogue ends where the data connection should be opened: diagnose the server live, which dials its ports one by one.',
        ),
    alternatives: isBoth
      ? []
      : [
          {
            text: t('A firewall or security group keeps the passive ports shut.'),
            tellApart: t('The address in the reply is the one you connect to.'),
          },
          {
            text: t('The server announces an address that is not its own.'),
            tellApart:
              address === null
                ? t('The reply to PASV (227) names another address than the one you connect to.')
                : t('{address} is not the address you connect to.', { address }),
          },
        ],
    nextTests: [
      nextTest(facts, t, t('Live: that dials the ports and tells a wrong address from a shut port')),
    ],
  };
}
