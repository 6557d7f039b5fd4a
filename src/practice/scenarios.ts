import type { FindingId } from '../core/diagnosis/findingIds.ts';
import { homeToCloud, insideCloud, publicAddress, publicToCloud } from './networks.ts';
import { practicePassword, type PracticeScenario } from './scenario.ts';

/** Debian's stock vsftpd.conf in the parts that matter here, listening on IPv4 and on the seed's port. */
const stock = {
  listen: 'YES',
  listen_ipv6: 'NO',
  listen_port: '2100',
  anonymous_enable: 'NO',
  local_enable: 'YES',
  connect_from_port_20: 'YES',
};

/** The stock file with the public address and a fixed range, as the remedies have it. */
const mended = {
  ...stock,
  pasv_address: publicAddress,
  pasv_min_port: '30000',
  pasv_max_port: '30099',
};

const isInRange = (port: number): boolean => port >= 30000 && port <= 30099;

const base = {
  scheme: 'ftp',
  user: 'ftpuser_1',
  password: practicePassword,
  config: mended,
  server: { firstPort: 30012 },
  network: { ...homeToCloud, ports: (port: number) => (isInRange(port) ? 'open' : 'dropped') },
  also: [],
} satisfies Partial<PracticeScenario>;

/** What no scenario with working passive mode may raise. */
const passiveFaults: readonly FindingId[] = [
  'pasv-private-address',
  'pasv-unusable-address',
  'pasv-wrong-address',
  'pasv-hairpin',
  'pasv-ports-blocked',
  'pasv-ports-partly-blocked',
  'pasv-helper-blind',
  'passive-disabled',
];
const without = (...ids: readonly FindingId[]): readonly FindingId[] =>
  [...passiveFaults, 'healthy' as const].filter((id) => !ids.includes(id));

/** Every practice scenario; the first is the one that this product began with. */
export const practiceScenarios: readonly PracticeScenario[] = [
  {
    ...base,
    name: 'eip-normal',
    describe: (t) =>
      t('A cloud server behind an EIP tells clients its private address: login works, listings do not'),
    config: stock,
    server: { firstPort: 21485 },
    network: homeToCloud,
    expected: 'pasv-private-address',
    also: ['port-command-rejected'],
    absent: without('pasv-private-address'),
  },
  {
    ...base,
    name: 'healthy',
    describe: (t) => t('The same server after the repair: everything works'),
    expected: 'healthy',
    absent: passiveFaults,
  },
  {
    ...base,
    name: 'ports-blocked',
    describe: (t) => t('The address is right, but the security group drops the whole passive port range'),
    network: { ...homeToCloud, ports: () => 'dropped' },
    expected: 'pasv-ports-blocked',
    absent: without('pasv-ports-blocked'),
  },
  {
    ...base,
    name: 'ports-partly-blocked',
    describe: (t) =>
      t('The security group lets only half of the passive port range in: listings fail now and then'),
    network: { ...homeToCloud, ports: (port) => (isInRange(port) && port < 30050 ? 'open' : 'dropped') },
    expected: 'pasv-ports-partly-blocked',
    absent: without('pasv-ports-partly-blocked'),
  },
  {
    ...base,
    name: 'private-and-blocked',
    describe: (t) =>
      t('Two faults at once: a private address in the reply and a passive range that is not open'),
    config: stock,
    server: { firstPort: 21485 },
    network: { ...homeToCloud, ports: () => 'dropped' },
    expected: 'pasv-private-address',
    also: ['pasv-ports-blocked'],
    absent: without('pasv-private-address', 'pasv-ports-blocked'),
  },
  {
    ...base,
    name: 'wrong-address',
    describe: (t) =>
      t('The server still advertises the public address that it had before its EIP was changed'),
    config: { ...mended, pasv_address: '123.56.241.87' },
    expected: 'pasv-wrong-address',
    absent: without('pasv-wrong-address'),
  },
  {
    ...base,
    name: 'zero-address',
    describe: (t) => t('vsftpd listens on IPv6 and therefore advertises 0.0.0.0 although an address is set'),
    config: { ...mended, listen: 'NO', listen_ipv6: 'YES' },
    expected: 'pasv-unusable-address',
    absent: without('pasv-unusable-address'),
  },
  {
    ...base,
    name: 'malformed-reply',
    describe: (t) => t('A device on the way leaves a passive reply that no client can read'),
    server: { ...base.server, pasvText: '227 Entering Passive Mode (123,56,241,199,303,60).' },
    expected: 'pasv-reply-malformed',
    absent: without(),
  },
  {
    ...base,
    name: 'hairpin',
    describe: (t) =>
      t('A client in the server’s own network is sent to the public address, which does not answer there'),
    network: insideCloud,
    expected: 'pasv-hairpin',
    absent: without('pasv-hairpin'),
  },
  {
    ...base,
    name: 'helper-blind',
    describe: (t) => t('A firewall opens data ports by reading replies and overlooks the repaired one'),
    network: { ...homeToCloud, ports: (_port, openedBy) => (openedBy === 'EPSV' ? 'open' : 'dropped') },
    expected: 'pasv-helper-blind',
    absent: without('pasv-helper-blind'),
  },
  {
    ...base,
    name: 'epsv-blocked',
    describe: (t) => t('A firewall opens data ports by reading replies and does not know the extended one'),
    network: { ...homeToCloud, ports: (_port, openedBy) => (openedBy === 'PASV' ? 'open' : 'dropped') },
    expected: 'epsv-blocked',
    absent: without(),
  },
  {
    ...base,
    name: 'epsv-refused',
    describe: (t) => t('The server refuses EPSV; clients fall back to PASV'),
    config: { ...mended, cmds_denied: 'EPSV' },
    expected: 'epsv-unsupported',
    also: ['healthy'],
    absent: passiveFaults,
  },
  {
    ...base,
    name: 'active-only',
    describe: (t) => t('Passive mode is switched off; only clients with a public address can transfer'),
    config: { ...mended, pasv_enable: 'NO' },
    network: publicToCloud,
    expected: 'passive-disabled',
    absent: [...without('passive-disabled'), 'port-command-rejected', 'active-blocked'],
  },
  {
    ...base,
    name: 'active-blocked',
    describe: (t) =>
      t('Passive mode is switched off, and the client’s firewall keeps the server’s connection out'),
    config: { ...mended, pasv_enable: 'NO' },
    network: { ...publicToCloud, client: { ...publicToCloud.client, inbound: 'dropped' } },
    expected: 'active-blocked',
    also: ['passive-disabled'],
    absent: [...without('passive-disabled'), 'port-command-rejected'],
  },
  {
    ...base,
    name: 'nat-pool',
    describe: (t) =>
      t('The client’s network uses several public addresses, and the server refuses the data connection'),
    network: {
      ...base.network,
      client: { ...homeToCloud.client, dataSeenAs: '125.120.45.16' },
    },
    expected: 'data-peer-rejected',
    absent: without(),
  },
  {
    ...base,
    name: 'hidden-client',
    describe: (t) =>
      t('A container hides the clients’ addresses from the server, so that active mode cannot work'),
    network: {
      ...base.network,
      serverAddress: '172.17.0.2',
      client: { ...homeToCloud.client, seenAs: '172.17.0.1' },
    },
    expected: 'client-address-hidden',
    absent: without(),
  },
  {
    ...base,
    name: 'bad-login',
    describe: (t) => t('The password is wrong'),
    password: 'wrong-password',
    expected: 'login-failed',
    absent: without(),
  },
  {
    ...base,
    name: 'chroot-refused',
    describe: (t) => t('vsftpd refuses a login because the user’s root directory is writable'),
    config: { ...mended, chroot_local_user: 'YES', write_enable: 'YES' },
    server: { ...base.server, homeWritable: true },
    expected: 'server-refused-chroot',
    absent: [...without(), 'login-failed'],
  },
  {
    ...base,
    name: 'listing-forbidden',
    describe: (t) => t('Listings are switched off on the server; the network is in order'),
    config: { ...mended, dirlist_enable: 'NO' },
    expected: 'permission-denied',
    absent: without(),
  },
  {
    ...base,
    name: 'tls-required',
    describe: (t) => t('The server insists on TLS and ends sessions in clear text'),
    config: { ...mended, ssl_enable: 'YES' },
    expected: 'tls-required',
    absent: without(),
  },
  {
    ...base,
    name: 'session-limit',
    describe: (t) => t('The server allows one session per address; the diagnosis has to manage with it'),
    config: { ...mended, max_per_ip: '1' },
    expected: 'healthy',
    absent: passiveFaults,
  },
  {
    ...base,
    name: 'slow',
    describe: (t) => t('The greeting takes three seconds, as it does when a name server does not answer'),
    server: { ...base.server, greetingDelayMs: 3000 },
    expected: 'greeting-delayed',
    absent: [...passiveFaults, 'control-unreachable', 'not-ftp'],
  },
  {
    ...base,
    name: 'not-ftp',
    describe: (t) => t('Another service answers on the port'),
    server: { ...base.server, foreignGreeting: 'SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3' },
    expected: 'not-ftp',
    absent: without(),
  },
  {
    ...base,
    name: 'server-down',
    describe: (t) => t('Nothing listens on the port'),
    network: { ...base.network, control: 'refused' },
    expected: 'control-unreachable',
    absent: without(),
  },
  {
    ...base,
    name: 'control-filtered',
    describe: (t) => t('A firewall swallows the connection to the server'),
    network: { ...base.network, control: 'dropped' },
    expected: 'control-unreachable',
    absent: without(),
  },
];
