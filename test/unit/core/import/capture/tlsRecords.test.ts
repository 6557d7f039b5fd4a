import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readCapture } from '../../../../../src/core/import/capture/readCapture.ts';
import { chunks, Conversation, pcapFile } from '../../../../support/packets.ts';

describe('the TLS records of a control connection', () => {
  it('tell a handshake that was agreed from one that an alert ended', async () => {
    const handshake = async (...records: string[]): Promise<string | undefined> => {
      const control = new Conversation('10.0.0.1:5000', '10.0.0.2:21')
        .open()
        .hears('220 hi\r\n')
        .says('AUTH TLS\r\n')
        .hears('234 ok\r\n')
        .says('\x16\x03\x01\x00\x05hello')
        .hears(Buffer.from('\x16\x03\x03\x00\x05hello\x17\x03\x03\x00\x01x', 'latin1'));
      for (const record of records) control.says(record);
      const { sessions } = await readCapture(chunks(pcapFile(control.frames), 65_536), 'x.pcap');
      const tls = sessions[0]?.trace.events.find((event) => event.kind === 'tls');
      return tls?.kind === 'tls' ? tls.outcome : undefined;
    };
    assert.equal(await handshake(), 'unknown');
    assert.equal(await handshake('\x17\x03\x03\x00\x01y'), 'ok');
    assert.equal(await handshake('\x15\x03\x03\x00\x02\x02\x30'), 'failed');
    assert.equal(await handshake('\x17\x03\x03\x00\x01y', '\x15\x03\x03\x00\x02\x02\x30'), 'ok');
    assert.equal(await handshake('\x15\x03\x03\x00\x02\x01\x00'), 'unknown');
  });
});
