import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** A key and its self-signed certificate, both in PEM. */
export interface KeyAndCertificate {
  readonly key: string;
  readonly cert: string;
}

/** What a made certificate says. */
export interface CertificateWish {
  readonly commonName: string;
  /** DNS names of the subject alternative name. */
  readonly names: readonly string[];
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** One DER value (X.690): tag, length, content. */
function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const size = content.length;
  const length =
    size < 0x80 ? [size] : size < 0x100 ? [0x81, size] : [0x82, Math.floor(size / 0x100), size % 0x100];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
}

const sequence = (...parts: readonly Uint8Array[]): Buffer => der(0x30, ...parts);
const objectId = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'));
const text = (tag: number, value: string): Buffer => der(tag, Buffer.from(value, 'utf8'));

/** 1.2.840.10045.4.3.2 ecdsa-with-SHA256, 2.5.4.3 commonName, 2.5.29.17 subjectAltName. */
const ecdsaWithSha256 = sequence(objectId('2a8648ce3d040302'));
const commonNameId = objectId('550403');
const subjectAltNameId = objectId('551d11');

/** GeneralizedTime, `YYYYMMDDHHMMSSZ` (RFC 5280 §4.1.2.5.2). */
function time(date: Date): Buffer {
  return text(0x18, date.toISOString().replace(/[-:T]|\.\d{3}/g, ''));
}

function pem(label: string, content: Buffer): string {
  const lines = content.toString('base64').replace(/.{1,64}/g, '$&\n');
  return `-----BEGIN ${label}-----\n${lines}-----END ${label}-----\n`;
}

/**
 * Makes a fresh P-256 key and a self-signed X.509 certificate for it (RFC 5280), so that no private key has to lie in
 * the sources. Node can read certificates but not make them.
 */
export function makeCertificate(wish: CertificateWish): KeyAndCertificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const name = sequence(der(0x31, sequence(commonNameId, text(0x0c, wish.commonName))));
  const altNames = sequence(...wish.names.map((dnsName) => text(0x82, dnsName)));
  const extensions = der(0xa3, sequence(sequence(subjectAltNameId, der(0x04, altNames))));
  const toSign = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ecdsaWithSha256,
    name,
    sequence(time(wish.notBefore), time(wish.notAfter)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    extensions,
  );
  const signature = sign('sha256', toSign, privateKey);
  const certificate = sequence(toSign, ecdsaWithSha256, der(0x03, Buffer.from([0]), signature));
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: pem('CERTIFICATE', certificate),
  };
}
