import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { describe, it } from 'node:test';
import type { TLSSocket } from 'node:tls';
import { readCertificate } from '../../../../src/core/node/certificate.ts';
import { makeCertificate } from '../../../../src/practice/certificate.ts';

const day = 86_400_000;

/** A socket after a handshake in which the server showed a certificate of its own making; `code` is OpenSSL's verdict. */
function shown(from: number, to: number, code: string | null): TLSSocket {
  const { cert } = makeCertificate({
    commonName: 'ftp.example.net',
    names: ['ftp.example.net', '*.example.org'],
    notBefore: new Date(Date.now() + from * day),
    notAfter: new Date(Date.now() + to * day),
  });
  const { raw } = new X509Certificate(cert);
  return {
    authorized: code === null,
    authorizationError: code,
    getPeerCertificate: () => ({ raw }),
  } as unknown as TLSSocket;
}

describe('a certificate', () => {
  for (const [name, socket, faults] of [
    ['ftp.example.net', shown(-1, 1, null), []],
    ['a.example.org', shown(-1, 1, null), []],
    ['ftp.example.com', shown(-1, 1, null), ['wrong-name']],
    ['192.0.2.1', shown(-1, 1, null), ['wrong-name']],
    ['ftp.example.com', shown(-1, 1, 'ERR_TLS_CERT_ALTNAME_INVALID'), ['wrong-name']],
    ['ftp.example.net', shown(-1, 1, 'DEPTH_ZERO_SELF_SIGNED_CERT'), ['self-signed']],
    ['ftp.example.net', shown(-1, 1, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'), ['untrusted']],
    ['ftp.example.net', shown(-1, 1, 'CERT_REVOKED'), ['other']],
    ['ftp.example.net', shown(-9, -1, 'CERT_HAS_EXPIRED'), ['expired']],
    ['ftp.example.net', shown(1, 9, 'CERT_NOT_YET_VALID'), ['not-yet-valid']],
    [
      'ftp.example.com',
      shown(-9, -1, 'DEPTH_ZERO_SELF_SIGNED_CERT'),
      ['self-signed', 'expired', 'wrong-name'],
    ],
    ['ftp.example.net', shown(1, 9, 'DEPTH_ZERO_SELF_SIGNED_CERT'), ['self-signed', 'not-yet-valid']],
  ] as const) {
    const verdict = String(socket.authorizationError);
    it(`that OpenSSL judges as ${verdict} has these faults for ${name}: ${faults.join(', ') || 'none'}`, () => {
      assert.deepEqual(readCertificate(socket, name)?.faults, faults);
    });
  }

  it('is described by its fingerprint, names and days', () => {
    const read = readCertificate(shown(-1, 1, null), 'ftp.example.net');
    assert.match(read?.sha256 ?? '', /^(?:[0-9A-F]{2}:){31}[0-9A-F]{2}$/);
    assert.equal(read?.subject, 'CN=ftp.example.net');
    assert.deepEqual(read.altNames, ['DNS:ftp.example.net', 'DNS:*.example.org']);
    assert.ok(Date.parse(read.validFrom ?? '') < Date.parse(read.validTo ?? ''));
  });

  it('keeps no code of Node’s where it has no fault: Node compares no address', () => {
    const socket = shown(-1, 1, 'ERR_TLS_CERT_ALTNAME_INVALID');
    assert.equal(readCertificate(socket, 'ftp.example.net')?.code, null);
    assert.equal(readCertificate(socket, '192.0.2.1')?.code, 'ERR_TLS_CERT_ALTNAME_INVALID');
  });

  it('is none where the server showed none', () => {
    const bare = { getPeerCertificate: () => ({}) } as unknown as TLSSocket;
    assert.equal(readCertificate(bare, 'h'), null);
  });
});
