import type { Rule } from '../rule.ts';
import { activeBlocked } from './active-blocked.ts';
import { activeDisabled } from './active-disabled.ts';
import { activeFromOtherAddress } from './active-from-other-address.ts';
import { algRewritesPasv } from './alg-rewrites-pasv.ts';
import { algRewritesPort } from './alg-rewrites-port.ts';
import { blockedDuringDiagnosis } from './blocked-during-diagnosis.ts';
import { cleartextPassword } from './cleartext-password.ts';
import { clientAddressHidden } from './client-address-hidden.ts';
import { commandFailed } from './command-failed.ts';
import { controlAddressDead } from './control-address-dead.ts';
import { controlDroppedIdle } from './control-dropped-idle.ts';
import { controlUnreachable } from './control-unreachable.ts';
import { dataConnectionFailed } from './data-connection-failed.ts';
import { dataPeerRejected } from './data-peer-rejected.ts';
import { dataTransferStalled } from './data-transfer-stalled.ts';
import { epsvBlocked } from './epsv-blocked.ts';
import { epsvUnsupported } from './epsv-unsupported.ts';
import { greetingDelayed } from './greeting-delayed.ts';
import { healthy } from './healthy.ts';
import { listingEncoding } from './listing-encoding.ts';
import { listingUnparsable } from './listing-unparsable.ts';
import { loginFailed } from './login-failed.ts';
import { nameNotResolved } from './name-not-resolved.ts';
import { notFtp } from './not-ftp.ts';
import { passiveDisabled } from './passive-disabled.ts';
import { passivePoolExhausted } from './passive-pool-exhausted.ts';
import { pasvAddressNotInForce } from './pasv-address-not-in-force.ts';
import { pasvHairpin } from './pasv-hairpin.ts';
import { pasvHelperBlind } from './pasv-helper-blind.ts';
import { pasvPortOutsideRange } from './pasv-port-outside-range.ts';
import { pasvPortsBlocked } from './pasv-ports-blocked.ts';
import { pasvPortsPartlyBlocked } from './pasv-ports-partly-blocked.ts';
import { pasvPrivateAddress } from './pasv-private-address.ts';
import { pasvReplyMalformed } from './pasv-reply-malformed.ts';
import { pasvSeparateDataHost } from './pasv-separate-data-host.ts';
import { pasvUnsupported } from './pasv-unsupported.ts';
import { pasvUnusableAddress } from './pasv-unusable-address.ts';
import { pasvWrongAddress } from './pasv-wrong-address.ts';
import { permissionDenied } from './permission-denied.ts';
import { portCommandRejected } from './port-command-rejected.ts';
import { refusedByServer } from './refused-by-server.ts';
import { serverConfigError } from './server-config-error.ts';
import { serverRefusedChroot } from './server-refused-chroot.ts';
import { severalBackends } from './several-backends.ts';
import { tlsCertificateInvalid } from './tls-certificate-invalid.ts';
import { tlsHandshakeFailed } from './tls-handshake-failed.ts';
import { tlsModeMismatch } from './tls-mode-mismatch.ts';
import { tlsRequired } from './tls-required.ts';
import { tlsSessionReuseRequired } from './tls-session-reuse-required.ts';
import { tlsUnsupported } from './tls-unsupported.ts';
import { tooManyConnections } from './too-many-connections.ts';

/**
 * Every rule, in the order in which mending its finding helps: what stops everything first, then what stops passive
 * mode, then the rest. The report keeps this order within each severity. `healthy` is last: it asks what was found.
 */
export const rules: readonly Rule[] = [
  nameNotResolved,
  controlUnreachable,
  tlsModeMismatch,
  notFtp,
  refusedByServer,
  tooManyConnections,
  serverRefusedChroot,
  serverConfigError,
  tlsUnsupported,
  tlsHandshakeFailed,
  tlsCertificateInvalid,
  tlsRequired,
  loginFailed,
  blockedDuringDiagnosis,
  severalBackends,
  passiveDisabled,
  pasvReplyMalformed,
  pasvAddressNotInForce,
  pasvPrivateAddress,
  pasvUnusableAddress,
  pasvWrongAddress,
  pasvHairpin,
  pasvSeparateDataHost,
  pasvPortsBlocked,
  pasvHelperBlind,
  pasvPortsPartlyBlocked,
  pasvPortOutsideRange,
  passivePoolExhausted,
  pasvUnsupported,
  dataPeerRejected,
  tlsSessionReuseRequired,
  controlDroppedIdle,
  dataTransferStalled,
  dataConnectionFailed,
  epsvBlocked,
  epsvUnsupported,
  permissionDenied,
  listingUnparsable,
  listingEncoding,
  clientAddressHidden,
  activeBlocked,
  portCommandRejected,
  activeFromOtherAddress,
  activeDisabled,
  algRewritesPasv,
  algRewritesPort,
  commandFailed,
  controlAddressDead,
  greetingDelayed,
  cleartextPassword,
  healthy,
];
