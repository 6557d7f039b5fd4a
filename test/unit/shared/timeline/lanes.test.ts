import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createTranslate } from '../../../../src/core/l10n.ts';
import { lanesOf } from '../../../../src/shared/timeline/lanes.ts';
import type { PathFacts } from '../../../../src/shared/timeline/lanes.ts';

const t = createTranslate();
const nothing: PathFacts = { local: null, seenAs: null, peer: null, serverAddress: null, other: null };
const [local, nat, eip, inner] = ['192.168.0.130', '125.120.45.15', '123.56.241.199', '172.17.9.135'];

describe('the lanes of a session', () => {
  for (const [name, facts, lanes] of [
    ['two without evidence for more', nothing, ['client', 'server']],
    ['two when both ends agree', { local, seenAs: local, peer: eip }, ['client', 'server']],
    ['no NAT when the own address is not known', { seenAs: nat, peer: eip }, ['client', 'server']],
    [
      'a NAT when the server sees another address',
      { local, seenAs: nat, peer: eip },
      ['client', 'nat', 'server'],
    ],
    [
      'an EIP when the server’s own address is another',
      { local, peer: eip, serverAddress: inner },
      ['client', 'eip', 'server'],
    ],
    [
      'no EIP when the server’s own address is the peer',
      { local, peer: eip, serverAddress: eip },
      ['client', 'server'],
    ],
    [
      'all of the seed',
      { local, seenAs: nat, peer: eip, serverAddress: inner },
      ['client', 'nat', 'eip', 'server'],
    ],
    [
      'a relay, not a NAT, when a private address is seen at a public server',
      { local: '88.1.2.3', seenAs: '10.0.0.2', peer: eip },
      ['client', 'front', 'server'],
    ],
    ['another host that answered', { local, peer: eip, other: '203.0.113.7' }, ['client', 'other', 'server']],
    ['a mapped address as the same', { local, seenAs: `::ffff:${local}`, peer: eip }, ['client', 'server']],
  ] as const) {
    it(`are ${name}`, () => {
      assert.deepEqual(
        lanesOf({ ...nothing, ...facts }, t).map(({ id }) => id),
        lanes,
      );
    });
  }

  it('bear the addresses of the seed', () => {
    assert.deepEqual(
      lanesOf({ ...nothing, local, seenAs: nat, peer: eip, serverAddress: inner }, t).map(
        ({ address }) => address,
      ),
      [local, nat, eip, inner],
    );
  });
});
