import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { withOptions } from '../../lab/world/vsftpd.ts';

describe("the lab's vsftpd.conf", () => {
  it('sets each option once, removes what is null, and keeps the rest', () => {
    const stock = '# Example\nlisten=NO\nlisten_ipv6=YES\n#pasv_address=1.2.3.4\nlocal_enable=YES\n';
    assert.equal(
      withOptions(stock, { listen: 'YES', listen_ipv6: null, pasv_address: '123.56.241.199' }),
      '# Example\n#pasv_address=1.2.3.4\nlocal_enable=YES\nlisten=YES\npasv_address=123.56.241.199\n',
    );
  });
});
