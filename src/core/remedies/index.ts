import type { Facts } from '../diagnosis/facts.ts';
import type { Translate } from '../l10n.ts';
import type { Remedy } from '../report/report.ts';

/** What to do about an address in the 227 that clients cannot use. */
export function remediesForAddress(_facts: Facts, _t: Translate): readonly Remedy[] {
  return [];
}

/** What to do about passive ports that do not answer. */
export function remediesForPassivePorts(_facts: Facts, _t: Translate): readonly Remedy[] {
  return [];
}

/** What to do about a firewall helper that ignores the 227. */
export function remediesForHelperBlind(_facts: Facts, _t: Translate): readonly Remedy[] {
  return [];
}

/** What to do about PASV and EPSV switched off. */
export function remediesForPassiveDisabled(_facts: Facts, _t: Translate): readonly Remedy[] {
  return [];
}

/** What to do about active mode that does not work. */
export function remediesForActive(_facts: Facts, _t: Translate): readonly Remedy[] {
  return [];
}

/** What to do about a data connection refused for its source address. */
export function remediesForDataPeer(_facts: Facts, _t: Translate): readonly Remedy[] {
  return [];
}

/** What to do about a 227 or 229 that cannot be read. */
export function remediesForReplyMalformed(_facts: Facts, _t: Translate): readonly Remedy[] {
  return [];
}

/** What to do about a passive port outside the configured range, or a range that is used up. */
export function remediesForRange(_facts: Facts, _t: Translate): readonly Remedy[] {
  return [];
}

/** What to do about EPSV that is refused or does not get through. */
export function remediesForEpsv(_facts: Facts, _t: Translate): readonly Remedy[] {
  return [];
}

/** What to do about a command refused for lack of rights. */
export function remediesForPermission(_facts: Facts, _t: Translate): readonly Remedy[] {
  return [];
}

/** What to do about a server that insists on a resumed TLS session. */
export function remediesForTlsReuse(_facts: Facts, _t: Translate): readonly Remedy[] {
  return [];
}

/** What to do about a transfer that stops. */
export function remediesForStall(_facts: Facts, _t: Translate): readonly Remedy[] {
  return [];
}

/** What to do about a device on the path that edits FTP. */
export function remediesForAlg(_facts: Facts, _t: Translate): readonly Remedy[] {
  return [];
}

/** What to do about a listing that clients cannot read. */
export function remediesForListing(_facts: Facts, _t: Translate): readonly Remedy[] {
  return [];
}
