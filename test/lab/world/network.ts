import { dropIncoming } from '../firewall.ts';
import { address, labFolder, type MachineName, type NetworkPlan } from '../scenario.ts';
import { cable, Machine, run } from './machine.ts';

export type Machines = Readonly<Record<MachineName, Machine>>;

/** Cables the seed's network: client ── home router ── internet ── cloud gateway ── server. */
export function buildNetwork(plan: NetworkPlan): Machines {
  const machines: Machines = {
    client: new Machine('client'),
    home: new Machine('home'),
    internet: new Machine('internet'),
    cloud: new Machine('cloud'),
    server: new Machine('server'),
  };
  for (const router of [machines.home, machines.internet, machines.cloud]) router.route();
  const isPublic = plan.client === 'public';
  cable(isPublic ? machines.client : machines.home, isPublic ? 'eth0' : 'wan', machines.internet, 'access');
  cable(machines.cloud, 'wan', machines.internet, 'clouds');
  machines.cloud.ip(['link add vpc type bridge', 'link set vpc up']);
  cable(machines.cloud, 'server', machines.server, 'eth0');
  machines.cloud.ip(['link set server master vpc']);
  connectInternet(machines, plan);
  connectClient(machines, plan);
  connectServer(machines, plan);
  if (plan.linkRate !== undefined) limitRate(machines, plan.linkRate);
  if (plan.forgetsAfter !== undefined) {
    machines.cloud.sysctl({
      'net/netfilter/nf_conntrack_tcp_timeout_established': String(plan.forgetsAfter),
      'net/netfilter/nf_conntrack_tcp_loose': '0',
    });
  }
  for (const [name, rules] of Object.entries(plan.rules ?? {})) machines[name as MachineName].nft(rules);
  return machines;
}

/**
 * Sends all packets between home and cloud through a TUN interface of the internet machine that holds each for half of
 * the round trip; what comes out of it is routed by a table of its own.
 */
export async function lengthenLine({ internet }: Machines, roundTripMs: number): Promise<void> {
  const script = new URL('delay.py', import.meta.url).pathname;
  // A node of the world's own: containers often have no /dev/net/tun though their kernel knows TUN.
  const device = `${labFolder}/tun`;
  run(['mknod', device, 'c', '10', '200']);
  const child = internet.start(['python3', script, device, 'far', String(roundTripMs / 2)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((resolve, reject) => {
    child.stdout?.once('data', resolve);
    child.once('exit', () => reject(new Error('The line could not be lengthened: the kernel has no TUN')));
  });
  for (const family of ['-4', '-6'] as const) {
    const routes = JSON.parse(internet.run(['ip', family, '-json', 'route', 'show'])) as Route[];
    const inner = routes.filter(
      ({ dst, dev, type }) => type === undefined && dev !== 'lo' && dev !== 'far' && dst !== 'fe80::/64',
    );
    const copies = inner.map(
      ({ dst, gateway, dev }) => `${dst} ${gateway ? `via ${gateway} ` : ''}dev ${dev}`,
    );
    internet.run(
      ['ip', family, '-batch', '-'],
      [
        ...copies.map((route) => `route add ${route} table 100`),
        'rule add pref 100 iif far table 100',
        'rule add pref 101 iif access table 101',
        'rule add pref 101 iif clouds table 101',
        'route add default dev far table 101',
        '',
      ].join('\n'),
    );
  }
}

/** Starts the relay of the gateway and waits until it takes connections. */
export async function startRelay(
  { cloud }: Machines,
  plan: NonNullable<NetworkPlan['relays']>,
): Promise<void> {
  const script = new URL('relay.ts', import.meta.url).pathname;
  const words = [plan.to ?? address.server, ...plan.ports];
  const child = cloud.start([process.execPath, script, ...words], { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((resolve, reject) => {
    child.stdout?.once('data', resolve);
    child.once('exit', () => reject(new Error('The relay does not run')));
  });
}

interface Route {
  readonly dst: string;
  readonly gateway?: string;
  readonly dev: string;
  readonly type?: string;
}

function limitRate({ home, internet }: Machines, rate: string): void {
  for (const [machine, device] of [
    [home, 'wan'],
    [internet, 'access'],
  ] as const) {
    machine.run([
      'tc',
      'qdisc',
      'add',
      'dev',
      device,
      'root',
      'tbf',
      'rate',
      rate,
      'burst',
      '2kb',
      'latency',
      '2s',
    ]);
  }
}

function connectInternet({ internet, cloud }: Machines, plan: NetworkPlan): void {
  internet.nft(dropIncoming(`ip daddr ${address.silentStranger}`));
  const fate = plan.privateAddresses === 'silent' ? 'blackhole' : 'unreachable';
  internet.ip([
    'addr add 125.120.45.1/24 dev access',
    'addr add 123.56.241.1/24 dev clouds',
    'addr add 2408:4005:9::1/64 dev clouds nodad',
    `addr add ${address.refusingStranger}/32 dev lo`,
    `addr add ${address.silentStranger}/32 dev lo`,
    'route add 2408:4005:9:135::/64 via 2408:4005:9::135',
    ...['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'].map(
      (range) => `route add ${fate} ${range}`,
    ),
  ]);
  cloud.ip([
    `addr add ${address.secondEip}/24 dev wan`,
    'addr add 2408:4005:9::135/64 dev wan nodad',
    'route add default via 123.56.241.1',
    'route add default via 2408:4005:9::1',
  ]);
}

function connectClient({ client, home, cloud, internet }: Machines, plan: NetworkPlan): void {
  if (plan.client === 'server-lan') {
    cable(cloud, 'client', client, 'eth0');
    cloud.ip(['link set client master vpc']);
    client.ip([`addr add ${address.neighbour}/20 dev eth0`, `route add default via ${address.gateway}`]);
    return;
  }
  const gateway6 = '240e:390:45:15::1';
  if (plan.client === 'public') {
    internet.ip([`addr add ${gateway6}/64 dev access nodad`]);
    connect(client, [`${address.home}/24`, '125.120.45.1'], [`${address.client6}/64`, gateway6]);
    return;
  }
  cable(home, 'lan', client, 'eth0');
  connect(client, [`${address.client}/24`, '192.168.0.1'], [`${address.client6}/64`, gateway6]);
  internet.ip([
    'addr add 240e:390:45::1/64 dev access nodad',
    'route add 240e:390:45:15::/64 via 240e:390:45::15',
  ]);
  home.ip([
    `addr add 192.168.0.1/24 dev lan`,
    `addr add ${gateway6}/64 dev lan nodad`,
    `addr add ${address.home}/24 dev wan`,
    `addr add ${address.secondHome}/24 dev wan`,
    'route add default via 125.120.45.1',
    'addr add 240e:390:45::15/64 dev wan nodad',
    'route add default via 240e:390:45::1',
  ]);
  const data = plan.dataLeavesAs;
  home.nft(`table ip home {
    chain outwards {
      type nat hook postrouting priority srcnat
      ${data === undefined ? '' : `oifname wan tcp dport != ${address.controlPort} snat to ${data}`}
      oifname wan snat to ${address.home}
    }
    chain guard {
      type filter hook forward priority filter
      iifname wan ct state new drop
    }
    chain shut {
      type filter hook input priority filter
      iifname wan ct state new drop
    }
  }`);
}

/** Gives an end machine its addresses and default routes, each as [own address, gateway]. */
function connect(machine: Machine, v4: readonly [string, string], v6: readonly [string, string]): void {
  machine.ip([
    `addr add ${v4[0]} dev eth0`,
    `route add default via ${v4[1]}`,
    `addr add ${v6[0]} dev eth0 nodad`,
    `route add default via ${v6[1]}`,
  ]);
}

/** Ports 30000 to 30099 lead to the first server and the next hundred to the second. */
const balance = `iifname wan tcp dport ${address.controlPort} dnat to numgen inc mod 2 map { 0 : ${address.server}, 1 : ${address.secondServer} }
      iifname wan tcp dport 30100-30199 dnat to ${address.secondServer}`;

function connectServer({ cloud, server }: Machines, plan: NetworkPlan): void {
  cloud.ip([`addr add ${address.gateway}/20 dev vpc`, 'addr add 2408:4005:9:135::1/64 dev vpc nodad']);
  connect(server, [`${address.server}/20`, address.gateway], [`${address.server6}/64`, '2408:4005:9:135::1']);
  if (plan.balances === true) server.ip([`addr add ${address.secondServer}/20 dev eth0`]);
  if (plan.eip === 'nic') {
    server.ip([`addr add ${address.eip}/32 dev eth0`]);
    server.ip([`route change default via ${address.gateway} src ${address.eip}`]);
    cloud.ip([`route add ${address.eip}/32 dev vpc`]);
    cloud.sysctl({ 'net/ipv4/conf/wan/proxy_arp': '1' });
    return;
  }
  cloud.ip([`addr add ${address.eip}/24 dev wan`]);
  cloud.nft(`table ip eip {
    chain inwards {
      type nat hook prerouting priority dstnat
      ${plan.balances === true ? balance : ''}
      ${plan.relays === undefined ? '' : `tcp dport { ${plan.relays.ports.join(', ')} } accept`}
      iifname wan ip daddr ${address.eip} dnat to ${address.server}
      ${plan.secondAddress === true ? `iifname wan ip daddr ${address.secondEip} dnat to ${address.server}` : ''}
    }
    chain outwards {
      type nat hook postrouting priority srcnat
      ${plan.hidesClients === true ? 'oifname vpc ct status dnat masquerade' : ''}
      oifname wan ip saddr { ${address.server}, ${address.secondServer} } snat to ${plan.secondAddress === true ? address.secondEip : address.eip}
    }
    chain hairpin {
      type filter hook input priority filter
      iifname vpc ip daddr ${address.eip} drop
    }
  }`);
}
