import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { CertificateFault, CertificateInfo } from '../trace/event.ts';

const faultOfCode: Readonly<Record<string, CertificateFault>> = {
  CERT_HAS_EXPIRED: 'expired',
  CERT_NOT_YET_VALID: 'not-yet-valid',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'untrusted',
  UNABLE_TO_GET_ISSUER_CERT: 'untrusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'untrusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'untrusted',
};

function oneLine(name: string | undefined): string {
  return (name ?? '').split('\n').join(', ').slice(0, 500);
}

function isoDate(text: string): string | null {
  const time = Date.parse(text);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

/**
 * Judges the certificate that a finished handshake presented, for the name that the person asked for. The handshake
 * itself accepts any certificate, so that all of its faults can be told and not only the first.
 */
export function readCertificate(socket: TLSSocket, name: string): CertificateInfo | null {
  const der = socket.getPeerCertificate(false).raw as Buffer | undefined;
  if (der === undefined) return null;
  const certificate = new X509Certificate(der);
  const code = socket.authorized ? null : String(socket.authorizationError);
  const faults = new Set<CertificateFault>();
  const codeFault =
    code === null || code === 'ERR_TLS_CERT_ALTNAME_INVALID' ? null : (faultOfCode[code] ?? 'other');
  if (codeFault !== null) faults.add(codeFault);
  const now = Date.now();
  if (Date.parse(certificate.validTo) < now) faults.add('expired');
  if (Date.parse(certificate.validFrom) > now) faults.add('not-yet-valid');
  const fits = isIP(name) > 0 ? certificate.checkIP(name) : certificate.checkHost(name);
  if (fits === undefined) faults.add('wrong-name');
  return {
    sha256: certificate.fingerprint256,
    subject: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    validFrom: isoDate(certificate.validFrom),
    validTo: isoDate(certificate.validTo),
    altNames: (certificate.subjectAltName ?? '')
      .split(', ')
      .filter((entry) => entry !== '')
      .slice(0, 50),
    faults: [...faults],
    // Node knows no name to compare where an address was asked for, and then finds the certificate wrong.
    code: faults.size === 0 ? null : code,
  };
}
