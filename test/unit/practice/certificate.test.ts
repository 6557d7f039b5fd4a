import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { describe, it } from 'node:test';
import { makeCertificate } from '../../../src/practice/certificate.ts';

describe('makeCertificate', () => {
  const wish = {
    commonName: 'ftp.example.com',
    names: ['ftp.example.com', 'data.example.com'],
    notBefore: new Date('2026-01-01T00:00:00Z'),
    notAfter: new Date('2051-01-01T00:00:00Z'),
  };
  const made = new X509Certificate(makeCertificate(wish).cert);

  it('carries the names and times asked for', () => {
    assert.equal(made.subject, 'CN=ftp.example.com');
    assert.equal(made.subjectAltName, 'DNS:ftp.example.com, DNS:data.example.com');
    assert.deepEqual(made.validFromDate, wish.notBefore);
    assert.deepEqual(made.validToDate, wish.notAfter);
    assert.equal(made.checkHost('data.example.com'), 'data.example.com');
  });

  it('is signed with its own key and new each time', () => {
    assert.ok(made.verify(made.publicKey));
    assert.notEqual(new X509Certificate(makeCertificate(wish).cert).fingerprint256, made.fingerprint256);
  });
});
