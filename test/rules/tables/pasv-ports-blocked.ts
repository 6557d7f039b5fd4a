import type { RuleTable } from '../../support/ruleTable.ts';
import { epsv, ipv6Session, listing, pasv, pasvNaming, publicSession } from '../../support/traceParts.ts';

export const cases: RuleTable = [
  {
    name: 'is proven by silent ports of both modes and names the security group',
    trace: publicSession + pasv(30012, 'timed-out 5000ms') + epsv(30044, 'timed-out 5000ms'),
    finds: {
      severity: 'error',
      confidence: 'proven',
      owner: 'server-network',
      says: ['PASV 30012; EPSV 30044', 'security group', 'another network'],
      evidence: 'advertised 123.56.241.199:30012 timed-out 5000ms',
      alternatives: 2,
    },
  },
  {
    name: 'takes “unreachable” for the firewall of the server itself',
    trace: publicSession + pasv(30012, 'unreachable EHOSTUNREACH') + epsv(30044, 'unreachable EHOSTUNREACH'),
    finds: { owner: 'server', says: ['firewalld'], alternatives: 1 },
  },
  {
    name: 'takes “refused” for ports that are not forwarded or published',
    trace: publicSession + pasv(30012, 'refused ECONNREFUSED') + epsv(30044, 'refused ECONNREFUSED'),
    finds: { says: ['does not forward or publish'] },
  },
  {
    name: 'is found beside a private address',
    trace:
      publicSession +
      pasvNaming(
        '172.17.9.135',
        '! dial advertised 172.17.9.135:21485 timed-out\n! dial control-peer 123.56.241.199:21485 timed-out',
      ) +
      epsv(30044, 'timed-out'),
    finds: { severity: 'error', confidence: 'proven' },
  },
  {
    name: 'is likely from one port of one mode',
    trace: publicSession + pasv(30012, 'timed-out'),
    finds: { confidence: 'likely' },
  },
  {
    name: 'covers IPv6, where EPSV is all there is',
    trace:
      ipv6Session +
      '> EPSV\n< 229 Entering Extended Passive Mode (|||30012|)\n! dial control-peer [2001:db8::7]:30012 timed-out',
    finds: { severity: 'error' },
  },
  {
    name: 'is silent when one port of either mode answers',
    trace: publicSession + pasv(30012, 'timed-out') + epsv(30044, 'connected', listing),
    finds: null,
  },
  {
    name: 'is silent when only a wrong address was dialled',
    trace: publicSession + pasvNaming('172.17.9.135', '! dial advertised 172.17.9.135:21485 timed-out'),
    finds: null,
  },
  {
    name: 'is silent when time cut the dials',
    trace: publicSession + pasv(30012, 'not-tried because time'),
    finds: null,
  },
  {
    name: 'is proven, and the server’s to mend, where the rules of its own firewall keep the port shut',
    trace:
      publicSession +
      pasv(30012, 'timed-out') +
      '! note host-fact fact=server-firewall port=30012 verdict=drop tool=nft',
    finds: { confidence: 'proven', owner: 'server', says: ['own firewall (nft) do not let port 30012 in'] },
  },
  {
    name: 'looks in front of a server whose own firewall lets the port in',
    trace:
      publicSession +
      pasv(30012, 'timed-out') +
      '! note host-fact fact=server-firewall port=30012 verdict=accept tool=nft',
    finds: { owner: 'server-network', says: ['stands in front of the server'] },
  },
  {
    name: 'takes a connection that is cut as it opens for the work of a device',
    trace: publicSession + pasv(30012, 'reset ECONNRESET') + epsv(30044, 'reset ECONNRESET'),
    finds: { owner: 'server-network', says: ['cut as they opened'] },
  },
  {
    name: 'says with a capture of the other end that the answer was lost on the way back',
    trace: `${publicSession}${pasv(30012, 'timed-out')}! note host-fact fact=syn-answered-there port=30012 dial=8`,
    finds: { owner: 'server-network', says: ['SYN to port 30012 arriving there and being answered'] },
  },
  ...(
    [
      ['answered', 'a connection to 123.56.241.199:30012 that was answered'],
      ['refused', 'a connection attempt to 123.56.241.199:30012 that was refused'],
      ['unanswered', 'connection attempts to 123.56.241.199:30012 that nobody answered'],
    ] as const
  ).map(([outcome, says]) => ({
    name: `tells of a packet trace in text that shows the dial ${outcome}`,
    trace: `${publicSession}${pasv(30012, 'timed-out')}! note host-fact fact=data-port-dialled address=123.56.241.199 port=30012 outcome=${outcome}`,
    finds: { says: [says] },
  })),
];
