import assert from 'node:assert/strict';
import { Socket } from 'node:net';
import { describe, it } from 'node:test';
import { TapSocket } from '../../../../src/core/node/tapSocket.ts';

const oops = '500 OOPS: vsftpd: refusing to run with writable root inside chroot()';

/** What a tap finds after these bytes came in. */
function tapped(...chunks: readonly Buffer[]): string | null {
  const socket = new Socket();
  const tap = new TapSocket(socket);
  for (const chunk of chunks) socket.emit('data', chunk);
  return tap.clearText();
}

describe('the tap below TLS', () => {
  it('finds a reply in clear behind an encrypted record, whatever byte the record ends with', () => {
    for (let last = 0; last < 256; last += 1) {
      const record = Buffer.from([0x17, 0x03, 0x03, 0x00, 0x02, 0xf1, last]);
      assert.equal(tapped(record, Buffer.from(`${oops}\r\n`)), oops, `after byte ${last}`);
    }
  });

  it('finds it when it comes in pieces', () => {
    assert.equal(tapped(Buffer.from(oops.slice(0, 9)), Buffer.from(`${oops.slice(9)}\r\n`)), oops);
  });

  it('passes a text that comes in pieces on to TLS in one, since TLS gives up at the first', () => {
    const socket = new Socket();
    const tap = new TapSocket(socket);
    for (const piece of ['500 OOPS: ', 'child died']) socket.emit('data', Buffer.from(piece));
    assert.equal(tap.read(), null);
    socket.emit('data', Buffer.from('\r\n'));
    assert.equal((tap.read() as Buffer | null)?.toString('latin1'), '500 OOPS: child died\r\n');
    tap.destroy();
  });

  it('passes a text without a line end on when the connection ends', () => {
    const socket = new Socket();
    const tap = new TapSocket(socket);
    socket.emit('data', Buffer.from('500 OOPS: child died'));
    assert.equal(tap.read(), null);
    socket.emit('end');
    assert.equal((tap.read() as Buffer | null)?.toString('latin1'), '500 OOPS: child died');
    tap.destroy();
  });

  it('passes everything else on at once', () => {
    const socket = new Socket();
    const tap = new TapSocket(socket);
    socket.emit('data', Buffer.from([0x17, 0x03, 0x03]));
    assert.equal((tap.read() as Buffer | null)?.length, 3);
    tap.destroy();
  });

  it('finds banners of other protocols, and nothing in records', () => {
    assert.equal(tapped(Buffer.from('SSH-2.0-OpenSSH_9.2\r\n')), 'SSH-2.0-OpenSSH_9.2');
    assert.equal(tapped(Buffer.from('HTTP/1.1 400 Bad Request\r\n')), 'HTTP/1.1 400 Bad Request');
    assert.equal(tapped(Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x0d, 0x0a])), null);
    assert.equal(tapped(Buffer.from('plain words\r\n')), null);
  });
});
