import { connect, createServer, type Server, type Socket } from 'node:net';

/** The only address that the practice network ever binds or dials. */
const loopback = '127.0.0.1';

/** A real listener on a free port of the loopback interface. */
export interface LoopbackListener {
  readonly port: number;
  close(): void;
}

/** Keeps a socket's error from ending the process; its owner learns of it by `close`. */
function quiet(socket: Socket): Socket {
  return socket.on('error', () => undefined);
}

/** Listens on a free loopback port; `onConnection` owns each socket it gets. */
export async function listenOnLoopback(onConnection: (socket: Socket) => void): Promise<LoopbackListener> {
  const server: Server = createServer({ noDelay: true }, (socket) => onConnection(quiet(socket)));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, loopback, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('A TCP listener has a port');
  return { port: address.port, close: () => void server.close() };
}

/** Dials a loopback port; null when nobody listens there any more or `signal` was aborted. */
export async function dialLoopback(port: number, signal?: AbortSignal): Promise<Socket | null> {
  if (signal?.aborted === true) return null;
  return new Promise((resolve) => {
    const socket = quiet(connect({ host: loopback, port, noDelay: true }));
    const settle = (outcome: Socket | null): void => {
      signal?.removeEventListener('abort', abort);
      socket.removeAllListeners('connect');
      socket.removeListener('close', fail);
      resolve(outcome);
    };
    const fail = (): void => settle(null);
    const abort = (): void => {
      settle(null);
      socket.destroy();
    };
    signal?.addEventListener('abort', abort, { once: true });
    socket.once('connect', () => settle(socket));
    socket.once('close', fail);
  });
}
