import { readUint16 } from './bytes.ts';

const headerLength = 5;
const alert = 21;
const handshake = 22;
const applicationData = 23;

/** Whether bytes begin a TLS record of any content type, version 3.x (RFC 8446 §5.1). */
export function isTls(bytes: Uint8Array): boolean {
  const type = bytes[0] ?? 0;
  return type >= 20 && type <= applicationData && bytes[1] === 3 && (bytes[2] ?? 9) <= 4;
}

/** What can be seen of one direction under TLS. */
export interface TlsSight {
  /** Version of the ServerHello, `TLSv1.3`; null in the client's direction and where it was not seen. */
  protocol: string | null;
  /** Whether records of application data were sent: the handshake is over. */
  data: boolean;
  /** Number of a fatal alert that was sent before any application data (RFC 8446 §6). */
  alert: number | null;
}

const versions: Readonly<Record<number, string>> = {
  0x0300: 'SSLv3',
  0x0301: 'TLSv1',
  0x0302: 'TLSv1.1',
  0x0303: 'TLSv1.2',
  0x0304: 'TLSv1.3',
};

/** The version that a ServerHello chose: its extension supported_versions, else its own field (RFC 8446 §4.1.3). */
function readServerHello(body: Uint8Array): string | null {
  if (body[0] !== 2 || body.length < 42) return null;
  let at = 4 + 2 + 32;
  at += 1 + (body[at] ?? 0) + 2 + 1;
  const end = Math.min(body.length, at + 2 + readUint16(body, at));
  for (at += 2; at + 6 <= end; at += 4 + readUint16(body, at + 2)) {
    if (readUint16(body, at) === 43) return versions[readUint16(body, at + 4)] ?? null;
  }
  return versions[readUint16(body, 4)] ?? null;
}

/**
 * Walks over the TLS records of one direction without looking into them, so that clear text behind them is found: CCC
 * (RFC 4217 §12.3) and the fatal errors that vsftpd 3.0.3 sends in clear inside TLS. After a gap it waits for a segment
 * that begins with a record.
 */
export class TlsRecords {
  readonly sight: TlsSight = { protocol: null, data: false, alert: null };
  #header: number[] = [];
  #left = 0;
  /** False until a segment begins with a record, and again after a gap. */
  #inStep = false;

  /** Takes the next bytes and gives what of them is clear text. */
  push(bytes: Uint8Array): Uint8Array {
    if (!this.#inStep) {
      if (!isTls(bytes)) return bytes.subarray(bytes.length);
      this.#inStep = true;
    }
    let at = 0;
    while (at < bytes.length) {
      if (this.#left > 0) {
        const skipped = Math.min(this.#left, bytes.length - at);
        this.#left -= skipped;
        at += skipped;
        continue;
      }
      if (this.#header.length === 0 && bytes.length - at >= 3 && !isTls(bytes.subarray(at)))
        return bytes.subarray(at);
      this.#header.push(bytes[at] ?? 0);
      at += 1;
      const isWhole = this.#header.length === headerLength;
      if (isWhole && !this.#open(bytes.subarray(at))) break;
    }
    return bytes.subarray(bytes.length);
  }

  /** Bytes are missing: where the next record begins is not known. */
  gap(): void {
    this.#inStep = false;
    this.#header = [];
    this.#left = 0;
  }

  /** Takes a whole header; false when it is none. */
  #open(body: Uint8Array): boolean {
    const [type = 0, , , high = 0, low = 0] = this.#header;
    const isRecord = isTls(Uint8Array.from(this.#header));
    this.#header = [];
    if (!isRecord) {
      this.gap();
      return false;
    }
    this.#left = high * 256 + low;
    if (type === applicationData) this.sight.data = true;
    if (type === handshake) this.sight.protocol ??= readServerHello(body.subarray(0, this.#left));
    const isFatal = type === alert && this.#left === 2 && body[0] === 2;
    if (isFatal && !this.sight.data) this.sight.alert ??= body[1] ?? null;
    return true;
  }
}

/** The state of both directions as one handshake: agreed, broken off by an alert, or not to be told. */
export function handshakeOutcome(client: TlsSight, server: TlsSight): 'ok' | 'failed' | 'unknown' {
  if (client.data && server.data) return 'ok';
  return client.alert !== null || server.alert !== null ? 'failed' : 'unknown';
}
