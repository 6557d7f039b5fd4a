import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readEntries } from '../../../../src/extension/endpoints/readEntries.ts';

const fingerprint = Array.from({ length: 32 }, () => 'AB').join(':');

describe('the endpoints setting, as people write it', () => {
  it('reads a plain URL as an entry', () => {
    const [entry] = readEntries(['ftp://me@ftp.example.com:2100/pub']);
    assert.ok(entry?.kind === 'endpoint');
    assert.equal(entry.endpoint.name, 'me@ftp.example.com');
    assert.deepEqual(entry.endpoint.destination, {
      kind: 'server',
      target: { scheme: 'ftp', host: 'ftp.example.com', port: 2100, user: 'me', path: 'pub' },
    });
  });

  it('reads names, certificates and the passive range', () => {
    const [entry] = readEntries([
      {
        id: 'a',
        name: ' shop ',
        url: 'ftps://h',
        certificates: [fingerprint.toLowerCase(), 'no'],
        passiveRange: '3000-3009',
        configFile: 'vscode-remote://ssh-remote+shop/etc/vsftpd.conf',
      },
    ]);
    assert.ok(entry?.kind === 'endpoint');
    assert.deepEqual(
      { ...entry.endpoint, destination: null },
      {
        id: 'a',
        name: 'shop',
        destination: null,
        certificates: [fingerprint],
        passiveRange: { from: 3000, to: 3009 },
        configFile: 'vscode-remote://ssh-remote+shop/etc/vsftpd.conf',
      },
    );
  });

  it('keeps twenty certificates of an endpoint', () => {
    const certificates = Array.from({ length: 30 }, () => fingerprint);
    const [entry] = readEntries([{ url: 'ftps://h', certificates }]);
    assert.equal(entry?.kind === 'endpoint' ? entry.endpoint.certificates.length : null, 20);
  });

  for (const [value, fault] of [
    [{ url: 'sftp://h' }, 'unknown-scheme'],
    [{ url: 'ftp://' }, 'no-host'],
    [{ url: 'ftp://h:99999' }, 'bad-port'],
    [{ url: '' }, 'empty'],
    [{ url: 'practice://NO_SUCH' }, 'no-scenario'],
    [{ name: 'x' }, 'no-url'],
    [{ url: 'ftp://h', name: 4 }, 'bad-name'],
    [{ url: 'ftp://h', passiveRange: '9-1' }, 'bad-range'],
    [{ url: 'ftp://h', configFile: 'vsftpd.conf' }, 'bad-config-file'],
    [{ url: 'ftp://h', configFile: 7 }, 'bad-config-file'],
    [null, 'not-an-entry'],
    [['ftp://h'], 'not-an-entry'],
    [7, 'not-an-entry'],
  ] as const) {
    it(`keeps ${JSON.stringify(value)} as an unusable entry: ${fault}`, () => {
      const [entry, next] = readEntries([value, 'ftp://good']);
      assert.ok(entry?.kind === 'bad');
      assert.equal(entry.fault, fault);
      assert.equal(next?.kind, 'endpoint');
    });
  }

  it('spells what would make a name look like another one, and leaves scripts and emoji alone', () => {
    const name = (text: string): string | undefined => {
      const [entry] = readEntries([{ name: text, url: 'ftp://h' }]);
      return entry?.kind === 'endpoint' ? entry.endpoint.name : undefined;
    };
    assert.equal(name('a\u202Egpj.exe'), 'a\\u202egpj.exe');
    assert.equal(name('one\ntwo\u0007'), 'one⏎two\\x07');
    for (const kept of ['عربي', '生产 服务器', '⚠️ 👨‍💻 prod']) assert.equal(name(kept), kept);
    const [bad] = readEntries([{ name: 'x\u2066y', url: 'sftp://h' }]);
    assert.equal(bad?.kind === 'bad' && bad.label, 'x\\u2066y');
  });

  it('takes anything for a list, and nothing for an empty one', () => {
    assert.deepEqual(readEntries(undefined), []);
    assert.deepEqual(
      readEntries({ url: 'ftp://h' }).map(({ kind }) => kind),
      ['bad'],
    );
    assert.deepEqual(
      readEntries('ftp://h').map(({ kind }) => kind),
      ['bad'],
    );
  });

  it('tells apart two entries of one identity', () => {
    const ids = readEntries([
      'ftp://h',
      'ftp://h',
      { id: 'a', url: 'ftp://x' },
      { id: 'a', url: 'ftp://y' },
    ]).map((entry) => (entry.kind === 'endpoint' ? entry.endpoint.id : ''));
    assert.deepEqual(ids, ['url:ftp://h:21', 'url:ftp://h:21#2', 'a', 'a#2']);
  });

  it('flags a password and never shows it', () => {
    const [good, bad] = readEntries(['ftp://me:secret@h', { url: 'sftp://me:secret@h' }]);
    assert.ok(good?.kind === 'endpoint' && good.passwordInUrl);
    assert.doesNotMatch(JSON.stringify([good, bad]), /secret/);
  });

  it('never shows a password of an entry that cannot be read, wherever it stands', () => {
    const written = [
      'ftp://me:secret/x@h',
      'ftp://me:secret:x@h:0',
      'ftp://me:x@secret@h:99999',
      'me:secret@h',
      { host: 'h', user: 'me', password: 'secret' },
      { server: { passphrase: 'secret' } },
    ];
    const entries = readEntries(written);
    assert.deepEqual(
      entries.map(({ kind }) => kind),
      written.map(() => 'bad'),
    );
    assert.doesNotMatch(JSON.stringify(entries), /secret/);
  });
});
