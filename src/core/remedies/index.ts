import type { DataFailureKind } from '../diagnosis/dataFailure.ts';
import type { Facts } from '../diagnosis/facts.ts';
import type { Translate } from '../l10n.ts';
import type { Remedy } from '../report/report.ts';
import { activeModeOn, clientFirewallActive, portPromiscuous, realClientAddress } from './active.ts';
import {
  clientActiveAddress,
  clientResumeTls,
  clientUsePassive,
  clientWithoutEpsv,
  clientsMeanwhile,
} from './client.ts';
import { cloudEipModes, cloudPublicAddress } from './cloud.ts';
import { foreignDataPeers, oneClientAddress } from './dataPeer.ts';
import { dockerPublish, dockerSourceAddress } from './docker.ts';
import { conntrackHelper, hostFirewallRange } from './firewall.ts';
import { insideInstance } from './hairpin.ts';
import { fileInForce, passiveModeOn, rangeInForce, widerRange } from './passive.ts';
import { references } from './references.ts';
import { inOrder, remedy, step } from './remedy.ts';
import { routerActiveMode, routerAlgOff } from './router.ts';
import { securityGroupRange } from './securityGroup.ts';
import { selinuxPassivePorts } from './selinux.ts';
import { serverAddress, serverRange } from './server.ts';
import { dataPortsThrough, inspection } from './passOn.ts';
import { isOnWindows, situationOf, type Situation } from './situation.ts';
import { clientUseTls, serverOfferTls } from './tls.ts';
import {
  listingForm,
  nameEncoding,
  pathMtu,
  permissions,
  statefulTimeout,
  withoutTlsReuse,
} from './transfer.ts';
import { isPassive } from '../trace/trace.ts';

/** What to do about an address in the 227 that clients cannot use. */
export function remediesForAddress(facts: Facts, t: Translate): readonly Remedy[] {
  const situation = situationOf(facts);
  const group = 'server-address';
  return inOrder([
    hostFirewallRange(situation, t, group, 'address-edit'),
    securityGroupRange(situation, t, group),
    selinuxPassivePorts(situation, t, group),
    situation.publicAddress === null ? cloudPublicAddress(t, group) : null,
    ...serverAddress(situation, t, group),
    dockerPublish(situation, t, group),
    cloudEipModes(t, group),
    clientsMeanwhile(facts, t, 'meanwhile'),
  ]);
}

/** What to do where the announced public address does not answer from inside; the address itself is left alone. */
export function remediesForHairpin(facts: Facts, t: Translate): readonly Remedy[] {
  return inOrder([insideInstance(facts, t, 'inside'), clientsMeanwhile(facts, t, 'meanwhile')]);
}

/** A passive range that everything at the server lets in: its own configuration, its firewall, the cloud's, SELinux. */
function rangeLetIn(situation: Situation, t: Translate, group: string): readonly (Remedy | null)[] {
  return [
    situation.rangeKnown ? null : serverRange(situation, t, group),
    hostFirewallRange(situation, t, group, 'nothing'),
    securityGroupRange(situation, t, group),
    selinuxPassivePorts(situation, t, group),
  ];
}

/** What to do about passive ports that do not answer. */
export function remediesForPassivePorts(facts: Facts, t: Translate): readonly Remedy[] {
  const situation = situationOf(facts);
  const group = 'passive-ports';
  return inOrder([
    ...rangeLetIn(situation, t, group),
    dockerPublish(situation, t, group),
    situation.tls || isOnWindows(situation) ? null : conntrackHelper(situation, t, group),
  ]);
}

/** What to do about a firewall helper that ignores the 227. */
export function remediesForHelperBlind(facts: Facts, t: Translate): readonly Remedy[] {
  const situation = situationOf(facts);
  const group = 'passive-ports';
  return inOrder([...rangeLetIn(situation, t, group), clientsMeanwhile(facts, t, 'meanwhile')]);
}

/** What to do about PASV and EPSV switched off. */
export function remediesForPassiveDisabled(facts: Facts, t: Translate): readonly Remedy[] {
  const situation = situationOf(facts);
  const group = 'passive-mode';
  return inOrder([
    passiveModeOn(situation, t, group),
    serverRange(situation, t, group),
    hostFirewallRange(situation, t, group, 'nothing'),
    securityGroupRange(situation, t, group),
  ]);
}

/** What to do about active mode that does not work. */
export function remediesForActive(facts: Facts, t: Translate): readonly Remedy[] {
  const situation = situationOf(facts);
  const group = 'active-mode';
  return inOrder([
    clientUsePassive(facts, t, group),
    activeModeOn(situation, facts, t, group),
    routerActiveMode(t, group),
    clientActiveAddress(facts, t, group),
    clientFirewallActive(t, group),
    portPromiscuous(situation, t, group),
  ]);
}

/** What to do about client addresses that something in front of the server hides. */
export function remediesForHiddenClient(facts: Facts, t: Translate): readonly Remedy[] {
  const group = 'client-address';
  return inOrder([
    realClientAddress(t, group),
    dockerSourceAddress(t, group),
    clientUsePassive(facts, t, 'meanwhile'),
  ]);
}

/** What to do about a data connection refused for its source address. */
export function remediesForDataPeer(facts: Facts, t: Translate): readonly Remedy[] {
  const situation = situationOf(facts);
  const group = 'data-peer';
  return inOrder([
    oneClientAddress(t, group),
    realClientAddress(t, 'client-address'),
    dockerSourceAddress(t, 'client-address'),
    foreignDataPeers(situation, t, group),
  ]);
}

/** What to do about a 227 or 229 that cannot be read; `typed`: by what stands in the server's settings as its address. */
export function remediesForReplyMalformed(facts: Facts, t: Translate, typed: boolean): readonly Remedy[] {
  const meanwhile = clientsMeanwhile(facts, t, 'meanwhile');
  const mend = remedy({
    id: 'server-passive-reply',
    title: t('Find out who writes this reply: the server or a device in front of it'),
    target: 'server',
    group: 'passive-reply',
    steps: [
      t(
        'Ask the server from its own machine and compare. If the reply is right there, a router, proxy or load balancer on the way edits it; under TLS it cannot.',
      ),
      step(t('On the server:'), 'curl -v --disable-epsv ftp://127.0.0.1/ 2>&1 | grep 227'),
      t(
        'If it is wrong there too, look at the address in the settings of the server (quotation marks, commas and host names go wrong) and update it.',
      ),
    ],
    reference: references.rfc1123,
  });
  const address = typed ? serverAddress(situationOf(facts), t, 'passive-address') : [];
  return inOrder(typed ? [...address, meanwhile] : [mend, meanwhile]);
}

/** What to do about a passive port outside the configured range, or a range that is used up. */
export function remediesForRange(facts: Facts, t: Translate): readonly Remedy[] {
  const situation = situationOf(facts);
  const group = 'passive-range';
  const exhausted = facts.channels.some(({ accepted, mode }) => accepted === false && isPassive(mode));
  return inOrder([
    exhausted ? widerRange(situation, t, group) : rangeInForce(situation, t, group),
    selinuxPassivePorts(situation, t, group),
  ]);
}

/** What to do where the running server does not go by the file that is known. */
export function remediesForFileInForce(facts: Facts, t: Translate): readonly Remedy[] {
  return [fileInForce(situationOf(facts), t, 'server-file')];
}

/** What to do about EPSV that is refused or does not get through. */
export function remediesForEpsv(facts: Facts, t: Translate): readonly Remedy[] {
  const situation = situationOf(facts);
  const group = 'epsv';
  const accepted = facts.channels.some(({ mode, accepted: ok }) => mode === 'EPSV' && ok === true);
  return inOrder([
    accepted ? hostFirewallRange(situation, t, group, 'nothing') : null,
    accepted ? securityGroupRange(situation, t, group) : null,
    clientWithoutEpsv(t, accepted ? 'meanwhile' : group),
  ]);
}

/** What to do about a command refused for lack of rights. */
export function remediesForPermission(facts: Facts, t: Translate): readonly Remedy[] {
  return [permissions(situationOf(facts), t, 'permissions')];
}

/** What to do about a server that insists on a resumed TLS session. */
export function remediesForTlsReuse(facts: Facts, t: Translate): readonly Remedy[] {
  const group = 'tls-reuse';
  return inOrder([clientResumeTls(t, group), withoutTlsReuse(situationOf(facts), t, group)]);
}

/** What to do about a transfer that stops. */
export function remediesForStall(_facts: Facts, t: Translate): readonly Remedy[] {
  return [pathMtu(t, 'stall'), statefulTimeout(t, 'stall')];
}

/** What to do about a data connection that failed in this way. */
export function remediesForDataFailure(kind: DataFailureKind, facts: Facts, t: Translate): readonly Remedy[] {
  switch (kind) {
    case 'shut':
      return remediesForPassivePorts(facts, t);
    case 'dropped':
      return inOrder([
        oneClientAddress(t, 'data-peer'),
        realClientAddress(t, 'client-address'),
        dataPortsThrough(situationOf(facts), t, 'data-ports'),
      ]);
    case 'answered-by-another': {
      const situation = situationOf(facts);
      return inOrder([
        dataPortsThrough(situation, t, 'data-ports'),
        dockerPublish(situation, t, 'data-ports'),
      ]);
    }
    case 'cut':
      return inOrder([
        inspection(t, 'inspection'),
        situationOf(facts).tls ? null : clientUseTls(t, 'meanwhile'),
      ]);
    case 'unknown':
      return [];
  }
}

/** What to do about a device on the path that edits FTP. */
export function remediesForAlg(facts: Facts, t: Translate): readonly Remedy[] {
  const situation = situationOf(facts);
  return inOrder([routerAlgOff(t, 'alg'), conntrackHelper(situation, t, 'alg')]);
}

/** What to do about names in another encoding, as iconv calls it; null where none was recognised. */
export function remediesForEncoding(encoding: string | null, t: Translate): readonly Remedy[] {
  return [nameEncoding(encoding ?? '<encoding>', t, 'encoding')];
}

/** What to do about a listing that clients cannot read. */
export function remediesForListing(_facts: Facts, t: Translate): readonly Remedy[] {
  return [listingForm(t, 'listing')];
}

/** What to do about a password that anybody on the way can read; `offered` says whether the server takes AUTH TLS. */
export function remediesForCleartext(facts: Facts, t: Translate, offered: boolean | null): readonly Remedy[] {
  const situation = situationOf(facts);
  return inOrder([
    offered === false ? null : clientUseTls(t, 'tls'),
    offered === true ? null : serverOfferTls(situation, t, 'tls'),
  ]);
}
