import { connect, createServer } from 'node:net';

/**
 * Takes connections and makes its own to the server, as docker-proxy and balancers do: the server sees the relay's
 * address, and a client is connected before anybody knows whether the server is. Usage: `node relay.ts HOST PORTS…`;
 * PORTS is one port or `A-B`. Prints `up` when every port is taken.
 */
const [host = '', ...ranges] = process.argv.slice(2);

function portsOf(range: string): number[] {
  const [first = 0, last = first] = range.split('-').map(Number);
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

function relay(port: number): Promise<void> {
  const server = createServer({ allowHalfOpen: true }, (client) => {
    const behind = connect({ host, port, allowHalfOpen: true });
    client.on('error', () => behind.destroy()).pipe(behind);
    behind.on('error', () => client.destroy()).pipe(client);
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(port, () => resolve());
  });
}

await Promise.all(ranges.flatMap(portsOf).map(relay));
process.stdout.write('up\n');
