import type { PracticeClient, PracticeNetwork } from './scenario.ts';

/** The public address of the practice server: an EIP, translated 1:1 to the address of its network card. */
export const publicAddress = '123.56.241.199';
/** The address of the server's only network card. */
const privateAddress = '172.17.9.135';
const controlPort = 2100;

/** A machine at home behind a router that translates addresses and lets nothing in. */
const homeClient: PracticeClient = {
  address: '192.168.0.130',
  seenAs: '125.120.45.15',
  interfaceName: 'eth0',
  broadcast: '192.168.0.255',
  inbound: 'dropped',
};

/** From home to a cloud server behind an EIP; all of its ports are open, its private address has no route. */
export const homeToCloud: PracticeNetwork = {
  client: homeClient,
  serverAddress: privateAddress,
  reachableAt: [publicAddress],
  serverSeenAs: publicAddress,
  controlPort,
  control: 'open',
  ports: () => 'open',
  elsewhere: { [privateAddress]: 'unreachable' },
  roundTripMs: 8,
};

/** The same server, dialled by a machine that has a public address of its own and lets connections in. */
export const publicToCloud: PracticeNetwork = {
  ...homeToCloud,
  client: {
    ...homeClient,
    address: '125.120.45.15',
    broadcast: '125.120.45.255',
    inbound: 'open',
  },
};

/** The same server, dialled by its private address from its own network; its EIP does not answer from there. */
export const insideCloud: PracticeNetwork = {
  ...homeToCloud,
  client: {
    address: '172.17.9.140',
    seenAs: '172.17.9.140',
    interfaceName: 'eth0',
    broadcast: '172.17.15.255',
    inbound: 'open',
  },
  reachableAt: [privateAddress],
  serverSeenAs: privateAddress,
  elsewhere: { [publicAddress]: 'dropped' },
  roundTripMs: 1,
};
