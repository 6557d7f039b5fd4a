import type { RuleTable } from '../../support/ruleTable.ts';

export const cases: RuleTable = [
  {
    name: 'tells a refusal and sends the person to the server',
    trace: '! connect 198.51.100.7:2100 refused 3ms ECONNREFUSED',
    finds: {
      severity: 'error',
      confidence: 'proven',
      owner: 'server',
      says: ['198.51.100.7:2100: refused after 3 ms', 'nothing listens', '2100'],
    },
  },
  {
    name: 'suspects no network in between where the port is on this machine',
    trace: '! connect 127.0.0.1:2100 refused 1ms ECONNREFUSED',
    finds: { alternatives: 1, says: [/^(?![\s\S]*mobile phone)/] },
  },
  {
    name: 'tells silence and sends the person to the firewall',
    trace: '! connect 198.51.100.7:21 timed-out 5000ms',
    finds: { owner: 'server-network', says: ['no answer within 5.0 s', 'security group'] },
  },
  {
    name: 'tells each address its own outcome',
    trace: `
      ! resolve ftp.example.net 198.51.100.7 2001:db8::7
      ! connect 198.51.100.7:21 timed-out 5000ms
      ! connect [2001:db8::7]:21 unreachable 1ms ENETUNREACH
    `,
    finds: {
      owner: 'server-network',
      says: ['198.51.100.7:21: no answer', '[2001:db8::7]:21: this machine has no route'],
    },
  },
  {
    name: 'lets a refusal speak louder than silence',
    trace: `
      ! connect 198.51.100.7:21 timed-out 5000ms
      ! connect 198.51.100.8:21 refused 2ms ECONNREFUSED
    `,
    finds: { owner: 'server' },
  },
  {
    name: 'keeps the errno of a firewall that rejects with ICMP',
    trace: '! connect 198.51.100.7:21 unreachable 2ms EHOSTUNREACH',
    finds: { owner: 'server-network', says: ['EHOSTUNREACH', 'firewall of the server'] },
  },
  {
    name: 'says that the packets never left a machine without a route',
    trace: '! connect [2001:db8::7]:21 unreachable 0ms ENETUNREACH',
    finds: { owner: 'client-network', says: ['never left this machine'] },
  },
  {
    name: 'adds that a private address is reached from its own network only',
    trace: '! connect 172.17.9.135:21 timed-out 5000ms',
    finds: { says: ['The address is private'] },
  },
  {
    name: 'gives no time where the evidence has none',
    trace: '! connect 198.51.100.7:21 unreachable EHOSTUNREACH',
    finds: { says: ['198.51.100.7:21: reported unreachable.', /^(?![\s\S]* ms)/] },
  },
  {
    name: 'stays silent when one address works',
    trace: `
      ! connect 198.51.100.7:21 timed-out 5000ms
      ! connect 198.51.100.8:21 connected
      < 220 ready
    `,
    finds: null,
  },
  {
    name: 'stays silent when a later session meets a limit',
    trace: `
      ! connect 198.51.100.7:21 connected
      < 220 ready
      == 1 EPSV
      ! connect 198.51.100.7:21 refused 1ms ECONNREFUSED
      ! note limit what=refused
    `,
    finds: null,
  },
  {
    name: 'stays silent when nothing was dialled',
    trace: '! connect 198.51.100.7:21 not-tried',
    finds: null,
  },
  {
    name: 'does not speak of private networks when a public address was tried too, or somebody refused',
    trace: '! connect 172.17.9.135:21 timed-out 5000ms\n! connect 198.51.100.7:21 timed-out 5000ms',
    finds: { says: [/^(?![\s\S]*The address is private)/] },
  },
  {
    name: 'does not speak of private networks when a private address refused',
    trace: '! connect 172.17.9.135:21 refused 1ms ECONNREFUSED',
    finds: { says: [/^(?![\s\S]*The address is private)/] },
  },
  {
    name: 'speaks of the server and of port 21 where a log shows neither address nor port',
    trace: '! connect - refused ECONNREFUSED',
    finds: { severity: 'error', says: ['The server does not accept connections on port 21'] },
  },
];
