import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  completeUrl,
  draftEndpoint,
  draftFromEndpoint,
  draftFromLine,
  emptyDraft,
  hostFault,
  portFault,
  userFault,
} from '../../../../src/extension/endpoints/endpointDraft.ts';
import { destinationUrl } from '../../../../src/extension/endpoints/endpoint.ts';

describe('an endpoint while it is typed', () => {
  it('completes hosts to URLs', () => {
    assert.equal(completeUrl(' ftp.example.com '), 'ftp://ftp.example.com');
    assert.equal(completeUrl('2001:db8::1'), 'ftp://[2001:db8::1]');
    assert.equal(completeUrl('ftps://h'), 'ftps://h');
    assert.equal(completeUrl(''), '');
  });

  it('takes from the first line what it says and leaves the rest open', () => {
    const bare = draftFromLine('h.example', emptyDraft);
    assert.deepEqual([bare.scheme, bare.host, bare.port, bare.user], [null, 'h.example', null, null]);
    const full = draftFromLine('ftpes://me:p@h:2121/x', emptyDraft);
    assert.deepEqual(
      [full.scheme, full.host, full.port, full.user, full.password, full.path],
      ['ftpes', 'h', 2121, 'me', 'p', 'x'],
    );
    assert.equal(draftFromLine('[::1]:2121', emptyDraft).port, 2121);
    assert.equal(draftFromLine('practice://eip-normal', full).scenario, 'eip-normal');
  });

  it('says what is wrong while it is typed', () => {
    assert.equal(hostFault(''), 'empty');
    assert.equal(hostFault('sftp://h'), 'unknown-scheme');
    assert.equal(hostFault('a b'), 'bad-host');
    assert.equal(hostFault('h'), null);
    assert.equal(portFault('0'), 'bad-port');
    assert.equal(portFault('65536'), 'bad-port');
    assert.equal(portFault('2x'), 'bad-port');
    assert.equal(portFault(' 2100 '), null);
    assert.equal(portFault(''), null);
    assert.equal(userFault('a\r\nDELE x'), 'control-character');
  });

  it('makes an endpoint without the password, with the scheme’s own port', () => {
    const draft = { ...draftFromLine('ftps://me:p@h', emptyDraft), name: '  ' };
    const made = draftEndpoint(draft, 'id', null);
    assert.equal(made.name, 'me@h');
    assert.equal(destinationUrl(made.destination), 'ftps://me@h:990');
    assert.doesNotMatch(JSON.stringify(made), /"p"/);
  });

  it('keeps accepted certificates and the server’s own file only while the host is the same', () => {
    const base = {
      ...draftEndpoint(draftFromLine('ftps://h', emptyDraft), 'id', null),
      certificates: ['AA'],
      configFile: '/etc/vsftpd.conf',
    };
    const same = draftEndpoint({ ...draftFromEndpoint(base), port: 991 }, 'id', base);
    const other = draftEndpoint({ ...draftFromEndpoint(base), host: 'evil' }, 'id', base);
    assert.deepEqual([same.certificates, same.configFile], [['AA'], '/etc/vsftpd.conf']);
    assert.deepEqual([other.certificates, other.configFile], [[], undefined]);
  });
});
