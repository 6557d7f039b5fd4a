import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { missingServers } from '../../lab/launch.ts';

const packages = readFileSync(new URL('../../lab/packages.txt', import.meta.url), 'utf8');
const unpacked = [...packages.matchAll(/^unpack (\S+)/gm)].map(([, name = '']) => name);

describe('the servers that the lab looks for', () => {
  it('are every one that setup unpacks', () => {
    assert.ok(unpacked.length >= 3);
    for (const name of unpacked) {
      const lacking = missingServers((path) => !path.includes(name));
      assert.ok(lacking.length > 0, name);
      assert.ok(lacking.length < missingServers(() => false).length, name);
    }
  });

  it('are pyftpdlib with its TLS too, in the Python of Debian', () => {
    assert.deepEqual(
      missingServers((path) => !path.includes('/usr/lib/python3/dist-packages/')),
      ['pyftpdlib', 'pyOpenSSL'],
    );
    assert.deepEqual(
      missingServers((path) => path !== '/usr/bin/python3'),
      ['Python of Debian'],
    );
  });

  it('are none where all is there', () => {
    assert.deepEqual(
      missingServers(() => true),
      [],
    );
  });
});
