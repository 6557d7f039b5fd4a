import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatTarget, parseTarget } from '../../../../src/core/ftp/target.ts';

const good: [string, object][] = [
  ['ftp://h', { scheme: 'ftp', host: 'h', port: 21, user: null, path: null, password: null }],
  ['ftps://h', { scheme: 'ftps', host: 'h', port: 990, user: null, path: null, password: null }],
  ['FTPES://u@h:2100/', { scheme: 'ftpes', host: 'h', port: 2100, user: 'u', path: null, password: null }],
  [
    'ftp://u:p%40ss@1.2.3.4/pub/a b',
    { scheme: 'ftp', host: '1.2.3.4', port: 21, user: 'u', path: 'pub/a b', password: 'p@ss' },
  ],
  ['ftp://u:a@b@h//etc', { scheme: 'ftp', host: 'h', port: 21, user: 'u', path: '/etc', password: 'a@b' }],
  [
    'ftp://[2001:db8::1]:2121',
    { scheme: 'ftp', host: '2001:db8::1', port: 2121, user: null, path: null, password: null },
  ],
  [
    'ftp://服务器.example',
    { scheme: 'ftp', host: '服务器.example', port: 21, user: null, path: null, password: null },
  ],
];

const bad: [string, string][] = [
  ['', 'empty'],
  ['example.org', 'no-scheme'],
  ['http://h', 'unknown-scheme'],
  ['ftp://', 'no-host'],
  ['ftp://u@', 'no-host'],
  ['ftp://a b', 'bad-host'],
  ['ftp://[zz]', 'bad-host'],
  ['ftp://256.1.1.1', 'bad-address'],
  ['ftp://1.2.3.04', 'bad-address'],
  ['ftp://1:2:3', 'bad-port'],
  ['ftp://h:0', 'bad-port'],
  ['ftp://h:70000', 'bad-port'],
  ['ftp://h:x', 'bad-port'],
  ['ftp://h/%0d%0aDELE x', 'control-character'],
  ['ftp://u:a%0d%0aDELE%20x@h/', 'control-character'],
  ['ftp://h/%zz', 'bad-escape'],
];

describe('parseTarget', () => {
  for (const [url, expected] of good) {
    it(`reads ${url}`, () => {
      const parsed = parseTarget(url);
      assert.ok('target' in parsed);
      assert.deepEqual({ ...parsed.target, password: parsed.password }, expected);
    });
  }

  for (const [url, fault] of bad) {
    it(`names what is wrong with "${url}"`, () => {
      const parsed = parseTarget(url);
      assert.equal('fault' in parsed ? parsed.fault : null, fault);
    });
  }
});

describe('formatTarget', () => {
  it('writes neither password nor path', () => {
    const parsed = parseTarget('ftp://u%20x:secret@[2001:db8::1]/private');
    assert.ok('target' in parsed);
    assert.equal(formatTarget(parsed.target), 'ftp://u%20x@[2001:db8::1]:21');
  });
});
