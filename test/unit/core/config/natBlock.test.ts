import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { applyEdits } from '../../../../src/core/config/edit.ts';
import { flavourNamed } from '../../../../src/core/config/flavour.ts';
import { lint } from '../../../../src/core/config/lint/lint.ts';
import { natHintLine, serveOnNic, serveOutsideNat } from '../../../../src/core/config/natBlock.ts';
import { readConf } from '../../../../src/core/config/settings.ts';
import { createTranslate } from '../../../../src/core/l10n.ts';

const debian = flavourNamed('3.0.3-debian') ?? null;
const stock = 'listen=NO\nlisten_ipv6=YES\nanonymous_enable=NO\nlocal_enable=YES\n';
const outside = { address: '123.56.241.199', range: { from: 30000, to: 30100 } };
const served = (text: string, side = outside): string =>
  applyEdits(text, serveOutsideNat(readConf(text, debian), side)).text;

describe('the block for a server behind NAT', () => {
  it('sets listener, address and range together, and then nothing is wrong with the file', () => {
    const text = served(stock);
    assert.equal(
      text,
      'listen=YES\nlisten_ipv6=NO\nanonymous_enable=NO\nlocal_enable=YES\npasv_address=123.56.241.199\npasv_min_port=30000\npasv_max_port=30100\n',
    );
    assert.deepEqual(lint(text, debian, createTranslate()), []);
    assert.deepEqual(serveOutsideNat(readConf(text, debian), outside), []);
  });

  it('leaves the listener alone that inetd or a socket unit provides', () => {
    assert.match(served('listen=NO\nlisten_ipv6=NO\n'), /^listen=NO\nlisten_ipv6=NO\npasv_address/);
    // Both are off by default in old builds: only a file that says so means it.
    const old = flavourNamed('2.2.2') ?? null;
    const edits = (text: string): string[] =>
      serveOutsideNat(readConf(text, old), outside).map(({ option }) => option);
    assert.ok(edits('anonymous_enable=NO\n').includes('listen'));
    assert.ok(!edits('listen=NO\n').includes('listen'));
    assert.ok(!edits('listen_ipv6=NO\n').includes('listen'));
  });

  it('keeps an IPv6 listener on the build that can announce an address on it', () => {
    const conf = readConf(stock, flavourNamed('3.0.5-1-debian') ?? null);
    assert.ok(!serveOutsideNat(conf, outside).some(({ option }) => option === 'listen'));
  });

  it('has a host name looked up, and no longer an address', () => {
    assert.match(
      served(stock, { ...outside, address: 'ftp.example.com' }),
      /pasv_addr_resolve=YES\npasv_address=ftp\.example\.com/,
    );
    assert.match(served(`${stock}pasv_addr_resolve=YES\n`), /pasv_addr_resolve=NO/);
  });

  it('takes a listen_address away that is the public one, and switches passive mode on', () => {
    const text = served('listen=YES\nlisten_address=123.56.241.199\npasv_enable=NO\n');
    assert.doesNotMatch(text, /listen_address/);
    assert.match(text, /pasv_enable=YES/);
  });
});

describe('the block for a public address on the interface', () => {
  it('removes pasv_address and sets the listener', () => {
    const text = `${stock}pasv_address=123.56.241.199\nlisten_address=172.17.9.135\n`;
    const after = applyEdits(text, serveOnNic(readConf(text, debian), outside)).text;
    assert.equal(
      after,
      'listen=YES\nlisten_ipv6=NO\nanonymous_enable=NO\nlocal_enable=YES\npasv_min_port=30000\npasv_max_port=30100\n',
    );
  });
});

describe('the hint about NAT', () => {
  const line = (text: string): number | undefined => natHintLine(readConf(text, debian))?.index;

  it('stands on the PASV lines, else on the listener, else on the first line', () => {
    assert.equal(line('a=1\nlisten=YES\npasv_min_port=1\n'), 2);
    assert.equal(line('a=1\nlisten=YES\n'), 1);
    assert.equal(line('local_enable=YES\n'), 0);
    assert.equal(line(''), 0);
  });

  it('is absent where an address is set or a template sets one', () => {
    assert.equal(line('pasv_address=1.2.3.4\n'), undefined);
    assert.equal(line('pasv_address={{ eip }}\n'), undefined);
  });
});
