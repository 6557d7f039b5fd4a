/** Words by which TLS libraries and clients say that a handshake failed (OpenSSL, GnuTLS, SChannel, Java, Go, Node). */
export const tlsWords =
  /GnuTLS.{0,20}-\d{1,3}\b|SSL routines|\bSSL_?(?:connect|read|write|ERROR)|\bSSLError\b|SSLHandshakeException|SSLException|AuthenticationException|gnutls_handshake|handshake (?:failed|failure)|wrong version number|ERR_SSL_|\bEPROTO\b|tls: |TLS (?:handshake|connection) (?:failed|error)|Can't establish TLS connection|SEC_E_\w+|schannel: |TLS alert|SSL3 alert/i;

const certificates: readonly (readonly [code: string, words: RegExp])[] = [
  ['CERT_HAS_EXPIRED', /certificate has expired|certificate is expired|CERT_HAS_EXPIRED|证书已过期/i],
  [
    'ERR_TLS_CERT_ALTNAME_INVALID',
    /(?:host ?name|subject name|altname)[^.]{0,60}(?:mismatch|does not match|doesn't match|not match)|no alternative certificate subject name|certificate (?:is valid for|common name)|ERR_TLS_CERT_ALTNAME|RemoteCertificateNameMismatch|doesn't match any of the subject/i,
  ],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', /self[- ]signed certificate|SELF_SIGNED/i],
  [
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    /certificate (?:is NOT trusted|issuer is unknown|signed by unknown authority|verify failed)|unable to (?:get local issuer|verify the first)|UNABLE_TO_(?:VERIFY|GET)|Certificate verification: |SSL certificate problem|PKIX path|certificate is untrusted|RemoteCertificateChainErrors|tlsv1 alert unknown ca/i,
  ],
];

/** The code that Node has for what a text says of a certificate; null when it is of none. */
export function certificateErrno(text: string): string | null {
  const head = text.slice(0, 600);
  if (/hostname checking disabled/.test(head)) return null;
  return certificates.find(([, words]) => words.test(head))?.[0] ?? null;
}

/** `GnuTLS error -15: text`, from a line of any language; null where none is named. */
function gnuTlsText(text: string): string | null {
  const match = /GnuTLS\D{0,20}(-\d{1,3})\b[^:]{0,60}:? ?(.{0,300})$/.exec(text);
  return match === null ? null : `GnuTLS error ${match[1] ?? ''}: ${match[2] ?? ''}`.trim();
}

/** How a text that tells of a failed handshake is kept. */
export function tlsFailureText(text: string): string {
  return gnuTlsText(text) ?? text;
}
