import type { Rule } from '../rule.ts';
import { blockedDuringDiagnosis } from './blocked-during-diagnosis.ts';
import { cleartextPassword } from './cleartext-password.ts';
import { controlAddressDead } from './control-address-dead.ts';
import { controlDroppedIdle } from './control-dropped-idle.ts';
import { controlUnreachable } from './control-unreachable.ts';
import { greetingDelayed } from './greeting-delayed.ts';
import { loginFailed } from './login-failed.ts';
import { nameNotResolved } from './name-not-resolved.ts';
import { notFtp } from './not-ftp.ts';
import { refusedByServer } from './refused-by-server.ts';
import { serverConfigError } from './server-config-error.ts';
import { serverRefusedChroot } from './server-refused-chroot.ts';
import { severalBackends } from './several-backends.ts';
import { tlsCertificateInvalid } from './tls-certificate-invalid.ts';
import { tlsHandshakeFailed } from './tls-handshake-failed.ts';
import { tlsModeMismatch } from './tls-mode-mismatch.ts';
import { tlsRequired } from './tls-required.ts';
import { tlsUnsupported } from './tls-unsupported.ts';
import { tooManyConnections } from './too-many-connections.ts';

/**
 * Every rule, in the order in which mending its finding helps: what stops everything first, then what stops passive
 * mode, then the rest. The report keeps this order.
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
  controlDroppedIdle,
  controlAddressDead,
  greetingDelayed,
  cleartextPassword,
];
