import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DialPolicy } from '../../../../src/core/probe/dialPolicy.ts';
import type { Network } from '../../../../src/core/probe/network.ts';

const peer = '123.56.241.199';

function policy(): DialPolicy {
  const network = {
    ownAddresses: () => ['127.0.0.1', '192.168.0.130', '::1'],
    broadcastAddresses: () => ['192.168.0.255'],
  } as unknown as Network;
  return new DialPolicy(network);
}

const never: [string, string][] = [
  ['0.0.0.0', 'forbidden-address'],
  ['0.1.2.3', 'forbidden-address'],
  ['127.0.0.1', 'forbidden-address'],
  ['127.8.8.8', 'forbidden-address'],
  ['169.254.169.254', 'forbidden-address'],
  ['192.0.0.192', 'forbidden-address'],
  ['224.0.0.5', 'forbidden-address'],
  ['239.255.255.250', 'forbidden-address'],
  ['240.0.0.1', 'forbidden-address'],
  ['255.255.255.255', 'forbidden-address'],
  ['100.100.100.200', 'forbidden-address'],
  ['168.63.129.16', 'forbidden-address'],
  ['192.168.0.255', 'forbidden-address'],
  ['192.168.0.130', 'own-address'],
  ['::ffff:169.254.169.254', 'forbidden-address'],
  ['::1', 'forbidden-address'],
];

describe('DialPolicy', () => {
  for (const [address, reason] of never) {
    it(`never dials ${address} because a server says so`, () => {
      assert.equal(policy().withhold({ address, port: 40000 }, peer), reason);
    });
  }

  it('dials the control peer on any port, as often as wanted', () => {
    const one = policy();
    for (const port of [22, 40000, 40001]) assert.equal(one.withhold({ address: peer, port }, peer), null);
    assert.equal(one.withhold({ address: `::ffff:${peer}`, port: 1 }, peer), null);
  });

  it('dials one port of one other address a run', () => {
    const one = policy();
    assert.equal(one.withhold({ address: '172.17.9.135', port: 21485 }, peer), null);
    assert.equal(one.withhold({ address: '172.17.9.135', port: 21486 }, peer), 'second-address');
    assert.equal(one.withhold({ address: '8.8.8.8', port: 21485 }, peer), 'second-address');
  });

  it('dials no privileged port elsewhere', () => {
    assert.equal(policy().withhold({ address: '172.17.9.135', port: 1023 }, peer), 'privileged-port');
  });

  it('dials an own address where the peer is one', () => {
    assert.equal(policy().withhold({ address: '192.168.0.130', port: 40000 }, '127.0.0.1'), null);
  });
});
