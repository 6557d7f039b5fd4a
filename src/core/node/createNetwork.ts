import type { DialLimits, FailedDial, Network, OpenDial } from '../probe/network.ts';
import type { SocketAddress } from '../trace/event.ts';
import { NodeControlConnection } from './controlConnection.ts';
import { NodeDataConnection } from './dataConnection.ts';
import type { Connected, Transport } from './transport.ts';

async function dialWith<C>(
  transport: Transport,
  wrap: (connected: Connected) => C,
  remote: SocketAddress,
  limits: DialLimits,
): Promise<OpenDial<C> | FailedDial> {
  const result = await transport.dial(remote, limits);
  if (result.outcome !== 'connected') return result;
  const { local, ms } = result;
  return { outcome: 'connected', connection: wrap(result), local, remote: result.remote, ms };
}

/** The network that probing uses, over the machine's own transport or the practice network's. */
export function createNetwork(transport: Transport): Network {
  return {
    now: () => performance.now(),
    resolve: (host, family) => transport.resolve(host, family),
    dialControl: (remote, limits) => dialWith(transport, (c) => new NodeControlConnection(c), remote, limits),
    dialData: (remote, limits) => dialWith(transport, (c) => new NodeDataConnection(c), remote, limits),
    async listen(address, ports) {
      const listening = await transport.listen(address, ports);
      if ('errno' in listening) return listening;
      return {
        local: listening.local,
        onArrival: (handler) => listening.onArrival((arrival) => handler(new NodeDataConnection(arrival))),
        close: () => listening.close(),
      };
    },
    ownAddresses: () => transport.ownAddresses(),
    broadcastAddresses: () => transport.broadcastAddresses(),
    interfaceTo: (address) => transport.interfaceTo(address),
  };
}
