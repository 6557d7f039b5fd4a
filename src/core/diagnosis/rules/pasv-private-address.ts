import type { Translate } from '../../l10n.ts';
import { remediesForAddress } from '../../remedies/index.ts';
import {
  addressEvidence,
  addressSteps,
  sayAnnounce,
  sayDial,
  sayEpsv,
  sayOutside,
  sayPair,
  sayPrivate,
  sayRescue,
} from '../addressWording.ts';
import type { Facts } from '../facts.ts';
import { hostEvidence, sayServerHost } from '../hostFacts.ts';
import { readAddressFault, type AddressFault } from '../pasvAddress.ts';
import { defineRule } from '../rule.ts';
import { otherEndEvidence, sayOtherEnd } from '../secondCapture.ts';
import { lines } from '../wording.ts';

function sayClients({ works, peer }: AddressFault, t: Translate): string | null {
  if (works) {
    return t(
      'It works from here only because this machine has a route into that network (a VPN, for example); clients elsewhere fail.',
    );
  }
  return peer === null
    ? null
    : t(
        'That is why login works and listings do not, and why some clients get through: lftp, WinSCP, FileZilla and curl replace such an address, others (wget, PHP, the ftp of RHEL) do as they are told.',
      );
}

function confidenceOf({ peer, dial, works, fromOutside }: AddressFault): 'proven' | 'likely' | 'possible' {
  if (peer === null) return fromOutside ? 'likely' : 'possible';
  if (works) return 'likely';
  return dial === null || dial.outcome === 'unknown' ? 'likely' : 'proven';
}

function titleOf({ advertised, works }: AddressFault, t: Translate): string {
  const { address } = advertised;
  return works
    ? t('The server sends clients to {address}, which only networks with a route to it can reach', {
        address,
      })
    : t('The server sends clients to {address}, an address that only its own network can reach', { address });
}

/** The 227 names a private or carrier-grade NAT address that is not the control peer's. */
export const pasvPrivateAddress = defineRule({
  id: 'pasv-private-address',
  check(facts: Facts, t) {
    const fault = readAddressFault(facts);
    if (fault?.id !== 'pasv-private-address') return null;
    const announce = sayAnnounce(fault, facts, t);
    const dials = [fault.dial, fault.rescue];
    return {
      severity: fault.works ? 'warning' : 'error',
      confidence: confidenceOf(fault),
      owner: 'server',
      title: titleOf(fault, t),
      explanation: lines(
        sayPair(fault, facts, t),
        sayPrivate(fault, t),
        sayDial(fault, t),
        sayOtherEnd(facts, dials, t),
        sayRescue(fault, t),
        sayEpsv(facts, t),
        sayServerHost(facts, fault, t),
        sayOutside(fault, facts, t),
        sayClients(fault, t),
      ),
      verdict: t('The server sends clients to {address}, which only its own network can reach: {announce}.', {
        address: fault.advertised.address,
        announce,
      }),
      evidence: [...addressEvidence(fault), ...hostEvidence(facts), ...otherEndEvidence(facts, dials)],
      nextSteps: addressSteps(fault, t),
      remedies: remediesForAddress(facts, t),
    };
  },
});
