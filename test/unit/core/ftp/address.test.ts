import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  familyOf,
  formatSocketAddress,
  isIPv4,
  isUnusableScope,
  normalizeAddress,
  sameAddress,
  scopeOf,
} from '../../../../src/core/ftp/address.ts';

const scopes: [string, string][] = [
  ['123.56.241.199', 'public'],
  ['172.17.9.135', 'private'],
  ['10.0.0.1', 'private'],
  ['192.168.0.130', 'private'],
  ['172.32.0.1', 'public'],
  ['100.64.0.1', 'cgnat'],
  ['100.128.0.1', 'public'],
  ['127.0.0.2', 'loopback'],
  ['169.254.169.254', 'link-local'],
  ['0.0.0.0', 'unspecified'],
  ['224.0.0.1', 'multicast'],
  ['255.255.255.255', 'broadcast'],
  ['240.0.0.1', 'reserved'],
  ['192.0.0.8', 'reserved'],
  ['192.0.2.1', 'documentation'],
  ['198.51.100.7', 'documentation'],
  ['203.0.113.9', 'documentation'],
  ['198.18.0.1', 'benchmarking'],
  ['2001:db8::1', 'documentation'],
  ['fd00::1', 'unique-local'],
  ['fe80::1', 'link-local'],
  ['::1', 'loopback'],
  ['2400:3200::1', 'public'],
  ['::ffff:10.0.0.1', 'private'],
  ['::ffff:123.56.241.199', 'public'],
  ['not an address', 'reserved'],
];

describe('scopeOf', () => {
  for (const [address, scope] of scopes)
    it(`calls ${address} ${scope}`, () => assert.equal(scopeOf(address), scope));
});

describe('literal addresses', () => {
  it('are only what a PASV reply could mean: no octal, no short forms', () => {
    for (const text of ['010.1.1.1', '1.2.3', '0x7f.1', '1.2.3.4 ', '1.2.3.256'])
      assert.ok(!isIPv4(text), text);
    assert.ok(isIPv4('203.0.113.8'));
  });

  it('are compared by what they mean', () => {
    assert.ok(sameAddress('::ffff:1.2.3.4', '1.2.3.4'));
    assert.ok(sameAddress('2001:DB8:0:0::1', '2001:db8::1'));
    assert.ok(!sameAddress('1.2.3.4', '1.2.3.5'));
    assert.ok(!sameAddress(null, null));
    assert.equal(normalizeAddress('[fe80::1%eth0]'), 'fe80::1');
  });

  it('have a family and a written form', () => {
    assert.equal(familyOf('::ffff:1.2.3.4'), 4);
    assert.equal(familyOf('2001:db8::1'), 6);
    assert.equal(familyOf('example.org'), null);
    assert.equal(formatSocketAddress('2001:db8::1', 21), '[2001:db8::1]:21');
    assert.equal(formatSocketAddress('1.2.3.4', null), '1.2.3.4');
  });

  it('of unusable scopes are named as such', () => {
    assert.ok(
      ['unspecified', 'loopback', 'link-local', 'multicast', 'broadcast', 'reserved'].every((s) =>
        isUnusableScope(s as never),
      ),
    );
    assert.ok(!isUnusableScope('private') && !isUnusableScope('cgnat') && !isUnusableScope('public'));
  });
});
