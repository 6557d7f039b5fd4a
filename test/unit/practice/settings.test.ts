import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readServerSettings } from '../../../src/practice/settings.ts';

/** Effective passive ranges of vsftpd 3.0.3 for min and max. */
const ranges: readonly (readonly [Record<string, string>, number, number])[] = [
  [{}, 5001, 65535],
  [{ pasv_min_port: '30000', pasv_max_port: '30099' }, 30000, 30099],
  [{ pasv_min_port: '0', pasv_max_port: '0' }, 1024, 65535],
  [{ pasv_min_port: '30000', pasv_max_port: '20000' }, 30000, 65535],
  [{ pasv_max_port: '4000' }, 5001, 65535],
  [{ pasv_min_port: '30000', pasv_max_port: '30000' }, 30000, 30000],
];

describe('readServerSettings', () => {
  it('takes the passive range as vsftpd does', () => {
    for (const [config, from, to] of ranges) {
      assert.deepEqual(readServerSettings(config).pasvPorts, { from, to }, JSON.stringify(config));
    }
  });

  it('reads booleans, seconds and lists, and has vsftpd’s defaults', () => {
    const read = readServerSettings({
      pasv_enable: 'no',
      ssl_enable: 'TRUE',
      accept_timeout: '3',
      cmds_denied: 'EPSV, mlsd',
    });
    assert.equal(read.pasvEnable, false);
    assert.equal(read.sslEnable, true);
    assert.equal(read.acceptTimeoutMs, 3000);
    assert.equal(read.connectTimeoutMs, 60_000);
    assert.equal(read.dirlistEnable, true);
    assert.deepEqual([...read.cmdsDenied], ['EPSV', 'MLSD']);
  });
});
