import { lookup } from 'node:dns/promises';
import { createServer, isIP, Socket } from 'node:net';
import { networkInterfaces, type NetworkInterfaceInfo } from 'node:os';
import ipaddr from 'ipaddr.js';
import { errorCode } from '../errorText.ts';
import { familyOf, normalizeAddress } from '../ftp/address.ts';
import type { DialOutcome, SocketAddress } from '../trace/event.ts';
import type { PortRange } from '../trace/trace.ts';
import type { Arrival, DialResult, Listening, Resolved, Transport } from './transport.ts';

/** What errno of a failed dial means. */
function outcomeOf(errno: string): Exclude<DialOutcome, 'connected'> {
  switch (errno) {
    case 'ECONNREFUSED':
      return 'refused';
    case 'ETIMEDOUT':
      return 'timed-out';
    case 'ECONNRESET':
      return 'reset';
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'EHOSTDOWN':
    case 'ENETDOWN':
    case 'EADDRNOTAVAIL':
    case 'EACCES':
    case 'EPERM':
    case 'EINVAL':
      return 'unreachable';
    default:
      return 'unknown';
  }
}

function endsOf(socket: Socket): { local: SocketAddress; remote: SocketAddress } {
  return {
    local: { address: normalizeAddress(socket.localAddress ?? ''), port: socket.localPort ?? 0 },
    remote: { address: normalizeAddress(socket.remoteAddress ?? ''), port: socket.remotePort ?? 0 },
  };
}

function dial(
  remote: SocketAddress,
  { timeoutMs, signal }: { readonly timeoutMs: number; readonly signal?: AbortSignal },
): Promise<DialResult> {
  const started = performance.now();
  return new Promise((resolve) => {
    const socket = new Socket();
    const finish = (outcome: Exclude<DialOutcome, 'connected'>, errno: string | null): void => {
      cleanup();
      socket.on('error', () => undefined);
      socket.destroy();
      resolve({ outcome, errno, remote, local: null, ms: performance.now() - started });
    };
    const onError = (error: NodeJS.ErrnoException): void =>
      finish(outcomeOf(error.code ?? ''), error.code ?? null);
    const onAbort = (): void => finish('not-tried', null);
    const timer = setTimeout(() => finish('timed-out', null), timeoutMs);
    const cleanup = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      socket.removeListener('error', onError);
    };
    if (signal?.aborted === true) {
      onAbort();
      return;
    }
    signal?.addEventListener('abort', onAbort, { once: true });
    socket.once('error', onError);
    socket.connect({ host: remote.address, port: remote.port, autoSelectFamily: false }, () => {
      cleanup();
      resolve({ outcome: 'connected', socket, ...endsOf(socket), ms: performance.now() - started });
    });
  });
}

/** The order in which to try the ports of a range: from a random one on, so that two runs seldom meet. */
function* portsToTry(ports: PortRange | null): Generator<number> {
  if (ports === null) {
    yield 0;
    return;
  }
  const count = ports.to - ports.from + 1;
  const first = Math.floor(Math.random() * count);
  for (let i = 0; i < Math.min(count, 50); i += 1) yield ports.from + ((first + i) % count);
}

function listenOn(address: string, port: number): Promise<Listening | { readonly errno: string }> {
  return new Promise((resolve) => {
    const server = createServer({ pauseOnConnect: true });
    const waiting: Arrival[] = [];
    let handler: ((arrival: Arrival) => void) | null = null;
    server.on('connection', (socket) => {
      const arrival = { socket, ...endsOf(socket) };
      if (handler === null) waiting.push(arrival);
      else handler(arrival);
    });
    server.once('error', (error: NodeJS.ErrnoException) => resolve({ errno: error.code ?? 'EUNKNOWN' }));
    server.listen({ host: address, port, exclusive: true }, () => {
      const bound = server.address();
      const boundPort = typeof bound === 'object' && bound !== null ? bound.port : port;
      resolve({
        local: { address, port: boundPort },
        onArrival(take) {
          handler = take;
          for (const arrival of waiting.splice(0)) take(arrival);
        },
        close() {
          for (const arrival of waiting.splice(0)) arrival.socket.destroy();
          server.close();
        },
      });
    });
  });
}

async function resolveName(host: string, family: 0 | 4 | 6): Promise<Resolved> {
  if (isIP(host) > 0) {
    const fits = family === 0 || familyOf(host) === family;
    return { addresses: fits ? [normalizeAddress(host)] : [], errno: fits ? null : 'EADDRFAMILY', ms: 0 };
  }
  const started = performance.now();
  try {
    const found = await lookup(host, { all: true, family, order: 'verbatim' });
    const addresses = [...new Set(found.map(({ address }) => normalizeAddress(address)))];
    return { addresses, errno: addresses.length === 0 ? 'ENOTFOUND' : null, ms: performance.now() - started };
  } catch (error) {
    return { addresses: [], errno: errorCode(error) ?? 'EUNKNOWN', ms: performance.now() - started };
  }
}

function interfaceEntries(): { name: string; info: NetworkInterfaceInfo }[] {
  return Object.entries(networkInterfaces()).flatMap(([name, infos]) =>
    (infos ?? []).map((info) => ({ name, info })),
  );
}

function broadcastOf({ family, cidr }: NetworkInterfaceInfo): string | null {
  if (family !== 'IPv4' || cidr === null) return null;
  return ipaddr.IPv4.broadcastAddressFromCIDR(cidr).toString();
}

function interfaceTo(address: string): string | null {
  const wanted = normalizeAddress(address);
  if (familyOf(wanted) === null) return null;
  const target = ipaddr.parse(wanted);
  for (const { name, info } of interfaceEntries()) {
    if (info.cidr === null) continue;
    const [network, bits] = ipaddr.parseCIDR(info.cidr);
    if (network.kind() === target.kind() && target.match([network, bits] as never)) return name;
  }
  const outward = [
    ...new Set(
      interfaceEntries()
        .filter(({ info }) => !info.internal)
        .map(({ name }) => name),
    ),
  ];
  return outward.length === 1 ? (outward[0] ?? null) : null;
}

/** The machine's own network. */
export function nodeTransport(): Transport {
  return {
    resolve: resolveName,
    dial,
    async listen(address, ports) {
      let last: Listening | { readonly errno: string } = { errno: 'EADDRINUSE' };
      for (const port of portsToTry(ports)) {
        last = await listenOn(address, port);
        if (!('errno' in last) || last.errno !== 'EADDRINUSE') return last;
      }
      return last;
    },
    ownAddresses: () => interfaceEntries().map(({ info }) => normalizeAddress(info.address)),
    broadcastAddresses: () => interfaceEntries().flatMap(({ info }) => broadcastOf(info) ?? []),
    interfaceTo,
  };
}
