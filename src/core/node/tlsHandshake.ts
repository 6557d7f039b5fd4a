import { isIP, type Socket } from 'node:net';
import { connect, rootCertificates, type ConnectionOptions, type TLSSocket } from 'node:tls';
import { errorCode } from '../errorText.ts';
import type { TlsOptions, TlsResult } from '../probe/network.ts';
import { readCertificate } from './certificate.ts';
import { TapSocket } from './tapSocket.ts';

/** A handshake under way or done: the secured socket and the tap on its raw bytes. */
export interface Handshake {
  readonly result: TlsResult;
  /** What is read and written from now on; it is of no use after a failure. */
  readonly socket: TLSSocket;
  /** Sees the raw bytes below TLS. */
  readonly tap: TapSocket;
  /**
   * The session for resumption that came with the handshake, as in TLS 1.2; TLS 1.3 sends its tickets later. Node tells
   * of it right after `secureConnect`, before a listener of the socket's next owner can be there.
   */
  readonly session: () => Buffer | null;
}

function connectionOptions(
  tap: TapSocket,
  { name, ca }: TlsOptions,
  session: Buffer | undefined,
): ConnectionOptions {
  return {
    socket: tap,
    rejectUnauthorized: false,
    minVersion: 'TLSv1',
    // OpenSSL refuses TLS 1.0 and 1.1 above security level 0; a diagnosis must be able to name an old server.
    ciphers: 'DEFAULT@SECLEVEL=0',
    ...(isIP(name) > 0 ? {} : { servername: name }),
    ...(ca === null ? {} : { ca: [...rootCertificates, ca] }),
    ...(session === undefined ? {} : { session }),
  };
}

/** What a handshake that came to nothing leaves unknown. */
const unsecured = {
  outcome: 'failed',
  protocol: null,
  cipher: null,
  certificate: null,
  resumed: null,
  errno: null,
  message: null,
} as const;

/**
 * Makes a TLS handshake as client over a connected socket; never rejects. Certificate faults do not end it: they are
 * judged by `readCertificate` and decided upon before any password is sent. `session` is offered for resumption.
 */
export function shakeHands(
  socket: Socket,
  options: TlsOptions,
  session: Buffer | undefined,
): Promise<Handshake> {
  const started = performance.now();
  const tap = new TapSocket(socket);
  const secured = connect(connectionOptions(tap, options, session));
  let ticket: Buffer | null = null;
  secured.once('session', (received) => {
    ticket = received;
  });
  return new Promise((resolve) => {
    const finish = (seen: Partial<TlsResult>): void => {
      clearTimeout(timer);
      secured.removeListener('error', fail);
      secured.removeListener('close', closed);
      const ms = performance.now() - started;
      const result = { ...unsecured, clearText: tap.clearText(), ms, ...seen };
      resolve({ socket: secured, tap, session: () => ticket, result });
    };
    const fail = (error: Error): void =>
      finish({ errno: errorCode(error), message: error.message.slice(0, 300) });
    const closed = (): void => finish({ errno: 'ECONNRESET', message: 'closed during the handshake' });
    const timer = setTimeout(
      () => finish({ errno: 'ETIMEDOUT', message: 'no answer to the handshake' }),
      options.timeoutMs,
    );
    secured.once('error', fail);
    secured.once('close', closed);
    secured.once('secureConnect', () => {
      finish({
        outcome: 'ok',
        protocol: secured.getProtocol(),
        cipher: secured.getCipher().name,
        certificate: readCertificate(secured, options.name),
        resumed: secured.isSessionReused(),
        clearText: null,
      });
    });
  });
}
