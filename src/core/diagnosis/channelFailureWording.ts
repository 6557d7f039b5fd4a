import type { Translate } from '../l10n.ts';
import type { Facts } from './facts.ts';
import { readHostFirewall, sayHostPorts } from './hostFacts.ts';
import { nextTest } from './nextTest.ts';
import { sayOutcome } from './portWording.ts';
import type { FindingDraft } from './rule.ts';
import type { UnansweredChannel } from './unansweredChannel.ts';
import { lines } from './wording.ts';

/** What a finding about such a channel says. */
type Words = Pick<
  FindingDraft,
  'severity' | 'confidence' | 'owner' | 'title' | 'explanation' | 'verdict' | 'alternatives' | 'nextTests'
>;

function titleOf(failure: UnansweredChannel, t: Translate): string {
  return failure.how === 'client'
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
  const { mode, advertised } = failure.channel;
  return lines(
    t(
      'The server accepted {mode} and named {address}; then the client reported an error. The evidence does not show which address the control connection has, so it stays open whether the named address or only its port is to blame.',
      { mode, address: advertised === null ? '?' : `${advertised.address}:${advertised.port}` },
    ),
    sayOutcome(failure.outcome, t),
  );
}

/** A channel that came to nothing without a word of the server, in words. */
export function wordUnansweredChannel(failure: UnansweredChannel, facts: Facts, t: Translate): Words {
  const isClient = failure.how === 'client';
  // A firewall that was shown to keep the port shut is what such a dialogue lacks.
  const isShut = readHostFirewall(facts) === 'shut';
  const address = failure.channel.advertised?.address ?? '?';
  return {
    severity: isClient || isShut ? 'error' : 'warning',
    confidence: isClient || isShut ? 'likely' : 'possible',
    owner: isShut ? 'server' : isClient ? 'server-network' : 'path',
    title: titleOf(failure, t),
    explanation: lines(storyOf(failure, t), sayHostPorts(facts, t)),
    verdict: isClient
      ? t(
          'The client could not open the data connection: compare the address in the server’s reply with the one you connect to, and open the passive ports.',
        )
      : t(
          'The dialogue ends where the data connection should be opened: diagnose the server live, which dials its ports one by one.',
        ),
    alternatives: [
      {
        text: t('A firewall or security group keeps the passive ports shut.'),
        tellApart: t('The address in the reply is the one you connect to.'),
      },
      {
        text: t('The server announces an address that is not its own.'),
        tellApart: t('{address} is not the address you connect to.', { address }),
      },
    ],
    nextTests: [
      nextTest(facts, t, t('Live: that dials the ports and tells a wrong address from a shut port')),
    ],
  };
}
