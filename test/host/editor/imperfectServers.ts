import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { makeCertificate } from '../../../src/practice/certificate.ts';

/** A server of the loopback that is part of a test or a picture. */
export interface LoopbackServer {
  readonly port: number;
  close(): void;
}

async function listening(server: Server, sockets: ReadonlySet<Socket>): Promise<LoopbackServer> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** Greets under implicit TLS with a certificate that nobody vouches for; it never sees a password. */
export function untrustedTlsServer(): Promise<LoopbackServer> {
  const sockets = new Set<Socket>();
  const day = 86_400_000;
  const { key, cert } = makeCertificate({
    commonName: 'ftp.example.com',
    names: ['ftp.example.com'],
    notBefore: new Date(Date.now() - 30 * day),
    notAfter: new Date(Date.now() + 300 * day),
  });
  const server = createTlsServer({ key, cert }, (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.write('220 (vsFTPd 3.0.5)\r\n');
    socket.on('data', (bytes: Buffer) => {
      socket.write(
        /^QUIT/i.test(bytes.toString()) ? '221 Goodbye.\r\n' : '530 Please login with USER and PASS.\r\n',
      );
    });
  });
  return listening(server, sockets);
}

/** A port of the loopback that refuses. */
export async function closedPort(): Promise<number> {
  const server = await listening(createServer(), new Set());
  server.close();
  return server.port;
}
