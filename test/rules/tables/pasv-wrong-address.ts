import type { RuleTable } from '../../support/ruleTable.ts';
import { listing, pasvNaming, privateSession, publicSession } from '../../support/traceParts.ts';

export const cases: RuleTable = [
  {
    name: 'is proven when the same port answers at the control peer',
    trace:
      publicSession +
      pasvNaming(
        '123.56.241.87',
        '! dial advertised 123.56.241.87:21485 timed-out\n! dial control-peer 123.56.241.199:21485 connected',
      ),
    finds: {
      severity: 'error',
      confidence: 'proven',
      owner: 'server',
      says: ['123.56.241.87', 'out of date'],
      evidence: '227 Entering Passive Mode (123,56,241,87,83,237).',
      alternatives: 0,
    },
  },
  {
    name: 'leaves a data host with shut ports open as the other cause',
    trace:
      publicSession +
      pasvNaming(
        '123.56.241.87',
        '! dial advertised 123.56.241.87:21485 timed-out\n! dial control-peer 123.56.241.199:21485 timed-out',
      ),
    finds: { severity: 'error', confidence: 'likely', alternatives: 1 },
  },
  {
    name: 'says that a stranger took the connection',
    trace:
      publicSession +
      pasvNaming(
        '123.56.241.87',
        '! dial advertised 123.56.241.87:21485 connected on 1\n> LIST\n! dial control-peer 123.56.241.199:21485 connected on 2\n< 150 Here\n! transfer LIST ok 10 on 2\n< 226 done',
      ),
    finds: { severity: 'error', confidence: 'proven', says: ['Some other machine took'] },
  },
  {
    name: 'applies to one loopback address in place of another',
    trace:
      publicSession.replaceAll('123.56.241.199', '127.0.0.1') +
      pasvNaming(
        '127.0.0.2',
        '! dial advertised 127.0.0.2:21485 not-tried because forbidden-address\n! dial control-peer 127.0.0.1:21485 connected\n' +
          listing,
      ),
    finds: { severity: 'error', says: [/^(?![\s\S]*both are public)/] },
  },
  {
    name: 'is silent when a listing came through that address',
    trace:
      publicSession +
      pasvNaming('123.56.241.87', `! dial advertised 123.56.241.87:21485 connected\n${listing}`),
    finds: null,
  },
  {
    name: 'is silent on the server’s own network, where it is a hairpin',
    trace: privateSession + pasvNaming('123.56.241.199', '! dial advertised 123.56.241.199:21485 timed-out'),
    finds: null,
  },
  {
    name: 'is silent when the evidence does not say where the login went',
    trace: '< 220 hi' + pasvNaming('123.56.241.87', ''),
    finds: null,
  },
  ...(
    [
      ['unreachable EHOSTUNREACH', 'rejects the connection with an ICMP message'],
      ['refused ECONNREFUSED', 'refused. Nothing listens there'],
      ['reset ECONNRESET', 'a device on the way or the server itself cut the connection'],
      ['tls-failed', 'connected, but the TLS handshake failed'],
      ['not-tried because own-address', 'an address of this very machine'],
      ['not-tried because privileged-port', 'ports below 1024'],
      ['not-tried because second-address', 'only one address that a server chose'],
      ['not-tried because time', 'the time was up'],
    ] as const
  ).map(([outcome, says]) => ({
    name: `says what became of the dial: ${outcome}`,
    trace: publicSession + pasvNaming('198.51.100.9', `! dial advertised 198.51.100.9:21485 ${outcome}`),
    finds: { says: [says] },
  })),
];
