import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { makeCertificate } from '../../../src/practice/certificate.ts';

/** A server of the loopback that is part of a test or a picture. */
export interface LoopbackServer {
  readonly port: number;
  /** The commands that came, oldest first. */
  readonly commands: readonly string[];
  close(): void;
}

async function listening(
  server: Server,
  sockets: ReadonlySet<Socket>,
  commands: readonly string[],
  port = 0,
): Promise<LoopbackServer> {
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    commands,
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

function replyTo(command: string): string {
  if (/^QUIT/i.test(command)) return '221 Goodbye.';
  if (/^USER/i.test(command)) return '331 Please specify the password.';
  return /^PASS/i.test(command) ? '530 Login incorrect.' : '530 Please login with USER and PASS.';
}

/** Greets under implicit TLS with a certificate of its own that nobody vouches for, and lets nobody in. */
export function untrustedTlsServer(port = 0): Promise<LoopbackServer> {
  const commands: string[] = [];
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
      for (const command of bytes
        .toString()
        .split('\r\n')
        .filter((line) => line !== '')) {
        commands.push(command);
        socket.write(`${replyTo(command)}\r\n`);
      }
    });
  });
  return listening(server, sockets, commands, port);
}

/** A port of the loopback that refuses. */
export async function closedPort(): Promise<number> {
  const server = await listening(createServer(), new Set(), []);
  server.close();
  return server.port;
}
