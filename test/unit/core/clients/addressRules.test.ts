import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { destinationOf, type AddressRule } from '../../../../src/core/clients/addressRules.ts';

const publicPeer = '123.56.241.199';
const privatePeer = '10.1.1.1';

/** Whether a client puts the control peer in place of these addresses: rule, peer, advertised, replaced or not. */
const cases: readonly (readonly [AddressRule, string, string, boolean])[] = [
  ['lftp', publicPeer, '172.17.9.135', true],
  ['lftp', publicPeer, '169.254.1.1', true],
  ['lftp', publicPeer, '0.0.0.0', true],
  ['lftp', publicPeer, '127.0.0.1', true],
  ['lftp', publicPeer, '127.0.0.2', true],
  ['lftp', publicPeer, '224.0.0.1', true],
  ['lftp', publicPeer, '250.1.1.1', true],
  ['lftp', publicPeer, '100.64.9.1', false],
  ['lftp', publicPeer, '8.8.8.8', false],
  ['lftp', publicPeer, '39.168.1.1', false],
  ['lftp', publicPeer, '8.254.1.1', false],
  ['lftp', privatePeer, '8.8.8.8', true],
  ['lftp', privatePeer, '172.17.9.135', false],
  ['filezilla', publicPeer, '192.168.1.1', true],
  ['filezilla', publicPeer, '0.0.0.0', true],
  ['filezilla', publicPeer, '100.64.9.1', false],
  ['filezilla', publicPeer, '172.32.0.1', false],
  ['filezilla', privatePeer, '192.168.1.1', false],
  ['filezilla', privatePeer, '8.8.8.8', false],
  ['winscp-before-6.2', publicPeer, '0.0.0.0', false],
  ['winscp-before-6.2', publicPeer, '10.2.3.4', true],
  ['basic-ftp-5', publicPeer, '10.2.3.4', true],
  ['basic-ftp-5', publicPeer, '127.0.0.1', true],
  ['basic-ftp-5', publicPeer, '0.0.0.0', false],
  ['basic-ftp-5', publicPeer, '169.254.1.1', false],
  ['fluentftp', privatePeer, '192.168.1.1', true],
  ['fluentftp', publicPeer, '0.0.0.0', true],
  ['fluentftp', publicPeer, '169.254.1.1', false],
  ['commons-net-before-3.9', publicPeer, '172.31.0.1', true],
  ['commons-net-before-3.9', publicPeer, '0.0.0.0', true],
  ['jlaffaye', publicPeer, '10.2.3.4', true],
  ['jlaffaye', privatePeer, '8.8.8.8', true],
  ['jlaffaye', publicPeer, '0.0.0.0', false],
  ['jlaffaye', publicPeer, '239.1.1.1', true],
];

describe('destinationOf', () => {
  it('follows each client’s own idea of an address that leads nowhere', () => {
    for (const [rule, peer, advertised, replaced] of cases) {
      const expected = replaced ? 'peer' : rule === 'commons-net-before-3.9' ? 'nowhere' : 'advertised';
      assert.equal(destinationOf(rule, advertised, peer), expected, `${rule}: ${advertised} at ${peer}`);
    }
  });

  it('dials the peer’s own address whatever the rule', () => {
    for (const rule of ['as-is', 'peer', 'reject-other', 'as-is-then-peer', 'lftp'] as const) {
      assert.equal(destinationOf(rule, publicPeer, publicPeer), 'advertised');
    }
  });

  it('rejects any other host where a client compares them', () => {
    assert.equal(destinationOf('reject-other', '172.17.9.135', publicPeer), 'nowhere');
    assert.equal(destinationOf('commons-net-before-3.9', '8.8.8.8', publicPeer), 'nowhere');
  });
});
