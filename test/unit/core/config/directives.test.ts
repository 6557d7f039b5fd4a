import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  directiveRange,
  directiveServerOf,
  publicDirectives,
  setDirectives,
} from '../../../../src/core/config/directives.ts';
import { applyTextEdits } from '../../../../src/core/config/edit.ts';

const side = { address: '203.0.113.5', range: { from: 50000, to: 50100 } };
const proftpd = (text: string): string =>
  applyTextEdits(text, setDirectives(text, publicDirectives('proftpd', side)));
const pureftpd = (text: string): string =>
  applyTextEdits(text, setDirectives(text, publicDirectives('pure-ftpd', side)));

describe('directives of ProFTPD', () => {
  it('go below their own commented-out examples', () => {
    assert.equal(
      proftpd('Port 21\n# PassivePorts    49152 65534\n# MasqueradeAddress\t\t1.2.3.4\nMaxInstances 30\n'),
      'Port 21\n# PassivePorts    49152 65534\nPassivePorts 50000 50100\n# MasqueradeAddress\t\t1.2.3.4\nMasqueradeAddress 203.0.113.5\nMaxInstances 30\n',
    );
  });

  it('go before the first section, else to the end, and keep line ends', () => {
    assert.equal(
      proftpd('Port 21\n<Limit LOGIN>\n  DenyAll\n</Limit>\n'),
      'Port 21\nMasqueradeAddress 203.0.113.5\nPassivePorts 50000 50100\n<Limit LOGIN>\n  DenyAll\n</Limit>\n',
    );
    assert.equal(proftpd('Port 21'), 'Port 21\nMasqueradeAddress 203.0.113.5\nPassivePorts 50000 50100\n');
    assert.equal(
      proftpd('Port 21\r\nUmask 022\r\n'),
      'Port 21\r\nUmask 022\r\nMasqueradeAddress 203.0.113.5\r\nPassivePorts 50000 50100\r\n',
    );
    assert.equal(proftpd(''), 'MasqueradeAddress 203.0.113.5\nPassivePorts 50000 50100\n');
  });

  it('are rewritten in place, in <Global> too, with their indentation, and not in a <VirtualHost>', () => {
    const text =
      '<Global>\n  masqueradeaddress   10.0.0.1\n  PassivePorts 30000 30009\n</Global>\n<VirtualHost 10.0.0.2>\n  PassivePorts 1 2\n</VirtualHost>\n';
    assert.equal(
      proftpd(text),
      '<Global>\n  masqueradeaddress   203.0.113.5\n  PassivePorts 50000 50100\n</Global>\n<VirtualHost 10.0.0.2>\n  PassivePorts 1 2\n</VirtualHost>\n',
    );
  });

  it('change nothing the second time', () => {
    const once = proftpd('ServerName "x"\n<IfModule mod_tls.c>\n</IfModule>\n');
    assert.deepEqual(setDirectives(once, publicDirectives('proftpd', side)), []);
    assert.deepEqual(directiveRange(once, 'proftpd'), side.range);
  });
});

describe('directives of Pure-FTPd', () => {
  it('stand behind their examples with blanks, as the sample file has them', () => {
    const sample =
      '# PassivePortRange             30000 50000\n\n# ForcePassiveIP               192.168.0.1\n';
    assert.equal(
      pureftpd(sample),
      '# PassivePortRange             30000 50000\nPassivePortRange 50000 50100\n\n# ForcePassiveIP               192.168.0.1\nForcePassiveIP 203.0.113.5\n',
    );
    assert.deepEqual(directiveRange(sample, 'pure-ftpd'), null);
  });
});

describe('whose file it is', () => {
  it('is told by its name alone', () => {
    assert.equal(directiveServerOf('/etc/proftpd/proftpd.conf'), 'proftpd');
    assert.equal(directiveServerOf('/etc/proftpd/conf.d/nat.conf'), 'proftpd');
    assert.equal(directiveServerOf('/etc/pure-ftpd/pure-ftpd.conf'), 'pure-ftpd');
    assert.equal(directiveServerOf('/etc/vsftpd.conf'), null);
    assert.equal(directiveServerOf('/etc/nginx/nginx.conf'), null);
  });
});
