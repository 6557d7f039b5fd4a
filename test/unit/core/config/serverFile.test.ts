import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { serverConfigOf } from '../../../../src/core/config/serverFile.ts';

describe("what a server's own file says", () => {
  it('is the options and the passive range of a vsftpd.conf', () => {
    const text = 'pasv_min_port=50000\npasv_max_port=50100\n';
    assert.deepEqual(serverConfigOf('/srv/copy.txt', text), {
      config: { pasv_min_port: '50000', pasv_max_port: '50100' },
      range: { from: 50000, to: 50100 },
    });
  });

  it('is the range that ProFTPD and Pure-FTPd are told, and no default of vsftpd', () => {
    const range = { from: 50000, to: 50100 };
    assert.deepEqual(serverConfigOf('/etc/proftpd/proftpd.conf', 'PassivePorts 50000 50100\n'), {
      config: null,
      range,
    });
    assert.deepEqual(serverConfigOf('pure-ftpd.conf', 'PassivePortRange 50000 50100\n').range, range);
    assert.equal(serverConfigOf('proftpd.conf', 'ServerName "x"\n').range, null);
  });

  it('is nothing where no line is an option of vsftpd', () => {
    assert.deepEqual(serverConfigOf('notes.txt', 'ask the hoster\n'), { config: null, range: null });
  });
});
