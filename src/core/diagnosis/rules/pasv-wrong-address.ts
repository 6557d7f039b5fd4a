import type { Translate } from '../../l10n.ts';
import { remediesForAddress } from '../../remedies/index.ts';
import { isPublicScope } from '../../ftp/address.ts';
import { addressEvidence, sayAnnounce, sayDial, sayEpsv, sayPair, sayRescue } from '../addressWording.ts';
import { isFailedDial } from '../channelOutcome.ts';
import { readAddressFault } from '../pasvAddress.ts';
import type { AddressFault } from '../pasvAddress.ts';
import { defineRule, type FindingDraft } from '../rule.ts';
import { otherEndEvidence, sayOtherEnd } from '../secondCapture.ts';
import { isPublicAddress, lines } from '../wording.ts';

function isProven({ dial, rescue }: AddressFault): boolean {
  return (
    dial !== null && rescue?.outcome === 'connected' && (isFailedDial(dial) || dial.outcome === 'connected')
  );
}

function alternatives(fault: AddressFault, t: Translate): NonNullable<FindingDraft['alternatives']> {
  if (isProven(fault)) return [];
  const { address } = fault.advertised;
  return [
    {
      text: t('{address} is right, a data host or balancer of its own, and its ports are blocked.', {
        address,
      }),
      tellApart: t(
        'Ask the server’s administrator whether {address} is theirs; if it is, its firewall must let the range in.',
        {
          address,
        },
      ),
    },
  ];
}

function sayTaken({ dial, works }: AddressFault, t: Translate): string | null {
  return dial?.outcome === 'connected' && !works
    ? t('Some other machine took the connection there, and no listing came through it.')
    : null;
}

/** The 227 names another public address than the control peer's, and no listing comes through it. */
export const pasvWrongAddress = defineRule({
  id: 'pasv-wrong-address',
  check(facts, t) {
    const fault = readAddressFault(facts);
    if (fault?.id !== 'pasv-wrong-address') return null;
    const { address } = fault.advertised;
    const announce = sayAnnounce(fault, facts, t);
    return {
      severity: 'error',
      confidence: isProven(fault) ? 'proven' : 'likely',
      owner: 'server',
      title: t('The server sends clients to {address}, which is not the server you reached', { address }),
      explanation: lines(
        sayPair(fault, facts, t),
        isPublicScope(fault.advertised.scope) && isPublicAddress(fault.peer)
          ? t(
              'The two addresses differ although both are public. Usually the announced one is out of date: the public address has changed (a new EIP, dynamic DNS, a move), or it was mistyped.',
            )
          : t('The announced address is set by hand on the server, and it is not the one that you reached.'),
        sayDial(fault, t),
        sayOtherEnd(facts, [fault.dial, fault.rescue], t),
        sayTaken(fault, t),
        sayRescue(fault, t),
        sayEpsv(facts, t),
      ),
      verdict: t('The server sends clients to {address}, which is not the server you reached: {announce}.', {
        address,
        announce,
      }),
      evidence: [...addressEvidence(fault), ...otherEndEvidence(facts, [fault.dial, fault.rescue])],
      alternatives: alternatives(fault, t),
      nextSteps: [
        t(
          'On the server look up the address it is told to announce, and compare it with its public address of today.',
        ),
      ],
      remedies: remediesForAddress(facts, t),
    };
  },
});
