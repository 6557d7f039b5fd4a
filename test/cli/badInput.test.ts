import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { LonelyProgram, runCli, type RunOptions } from '../support/commandLine.ts';

const program = new LonelyProgram();
after(() => program.remove());
mkdirSync(join(program.folder, 'folder'));
writeFileSync(join(program.folder, 'text.txt'), 'nothing of use\n');
writeFileSync(join(program.folder, 'empty.json'), '');
writeFileSync(join(program.folder, 'damaged.json'), '{"schema":"ftp-diagnose/report@1","events":[{"id":0}]}');
writeFileSync(join(program.folder, 'newer.json'), '{"schema":"ftp-diagnose/report@2"}');

/** Nothing listens there; a run that got so far as to dial would say so and not exit with 2. */
const url = 'ftp://127.0.0.1:9';
const secret = 'Tr0ub4dor&3';

const cases: readonly (readonly [string, readonly string[], RegExp, RunOptions?])[] = [
  ['nothing at all', [], /give a URL/],
  ['an empty URL', [''], /URL is empty/],
  ['a host without scheme', ['ftp.example.com'], /did you mean ftp:\/\/ftp\.example\.com\?/],
  ['a scheme without host', ['ftp://'], /names no host/],
  ['one slash too few', [`ftp:/bob:${secret}@host`], /two slashes/],
  ['an address that cannot be', ['ftp://256.1.1.1'], /from 0 to 255/],
  ['an IPv4 address with -6', ['ftp://127.0.0.1:9', '-6'], /leave -6 out/],
  ['an IPv6 address with -4', ['ftp://[::1]:9', '-4'], /leave -4 out/],
  ['an option twice', [url, '--timeout', '1', '--timeout', '2'], /--timeout is given twice/],
  ['SFTP', ['sftp://host'], /SSH, not FTP/],
  ['another scheme', ['http://host'], /ftps:\/\//],
  ['a port out of range', ['ftp://host:99999'], /1 to 65535/],
  ['IPv6 without brackets', ['ftp://2001:db8::7'], /brackets/],
  ['a bad escape', ['ftp://%zz@host'], /%25/],
  ['a control character', ['ftp://a%0d%0aDELE%20x@host'], /control character/],
  ['two URLs', [url, url], /One URL at a time/],
  ['two users', ['ftp://a@127.0.0.1:9', '--user', 'b'], /different users/],
  ['a password without user', [`ftp://:${secret}@127.0.0.1:9`], /no user/],
  [
    'a user and nobody to ask for the password',
    ['ftp://bob@127.0.0.1:9'],
    /No password for "bob".*FTP_PASSWORD/,
  ],
  ['--password-stdin without user', [url, '--password-stdin'], /--user NAME/],
  [
    'a password with a line break',
    ['ftp://bob@127.0.0.1:9', '--password-stdin'],
    /line break/,
    { input: `${secret}\r\nDELE x\r\n` },
  ],
  [
    'a password file by mistake',
    ['ftp://bob@127.0.0.1:9', '--password-stdin'],
    /pipe the password alone/,
    { input: secret.repeat(1000) },
  ],
  ['a misspelt option', [url, '--pasword-stdin'], /did you mean --password-stdin\?/],
  ['an unknown option', [url, '--frobnicate'], /--help lists/],
  ['an unknown short option', [url, '-x'], /-x/],
  ['a password as an option', [url, '--password', secret], /FTP_PASSWORD/],
  ['a password glued to an option', [url, `--password=${secret}`], /FTP_PASSWORD/],
  ['a password glued to an unknown option', [url, `--passwort=${secret}`], /--password-stdin|--help/],
  ['an option without its value', [url, '--timeout'], /--timeout SECONDS/],
  ['an option in place of a value', ['--timeout', '--json', url], /--timeout SECONDS/],
  ['a flag with a value', [url, '--json=yes'], /takes no value/],
  ['a timeout of nothing', [url, '--timeout', '0'], /--timeout takes a number from 0\.1/],
  ['a timeout in words', [url, '--timeout', 'long'], /--timeout takes a number/],
  ['half a sample', [url, '--samples', '1.5'], /whole number/],
  ['an unknown mode', [url, '--mode', 'pasv,fxp'], /pasv, epsv, port and eprt/],
  ['a range the wrong way round', [url, '--range', '30099-30000'], /--range 30000-30099/],
  ['a range that is none', [url, '--range', 'all'], /A-B/],
  ['a range beyond the ports', [url, '--range', '1-70000'], /65535/],
  ['a range beyond the ports the wrong way round', [url, '--range', '70000-1'], /65535/],
  ['both families', ['-4', '-6', url], /exclude each other/],
  ['an active address that is none', [url, '--active-address', 'me'], /--active-address takes an IPv4/],
  ['a --ca that is not there', [url, '--ca', 'missing.pem'], /"missing\.pem": there is no such file/],
  ['a --ca without certificate', [url, '--ca', 'text.txt'], /BEGIN CERTIFICATE/],
  [
    'a --config that is not there',
    [url, '--config', 'missing.conf'],
    /"missing\.conf": there is no such file/,
  ],
  [
    'a --config that fails while it is read',
    [url, '--config', '/proc/self/mem'],
    /Cannot read --config .*EIO/,
  ],
  ['evidence that fails while it is read', ['explain', '/proc/self/mem'], /Cannot read evidence .*EIO/],
  ['a --config that never ends', [url, '--config', '/dev/zero'], /it is too large/],
  ['a --config that is a folder', [url, '--config', 'folder'], /it is a directory/],
  [
    'an --html in no folder',
    [url, '--html', 'missing/r.html'],
    /--html "missing\/r\.html".*folder that exists/,
  ],
  ['an --html that is a folder', [url, '--html', 'folder'], /it is a directory; name a file in it/],
  ['an --md in no folder', [url, '--md', 'missing/r.md'], /--md/],
  ['two reports on standard output', [url, '--json', '--md', '-'], /Only one of/],
  ['an unknown language', [url, '--lang', 'tlh'], /en or zh-cn/],
  ['a misspelt command', ['practise'], /did you mean "practice"\?/],
  ['a misspelt scenario', ['practice', 'eip-norml'], /did you mean "eip-normal"\?/],
  [
    'an option that a command does not take',
    ['practice', 'healthy', '--ca', 'x'],
    /does nothing with "practice"/,
  ],
  ['explain without file', ['explain'], /name a file/],
  ['explain with a file that is not there', ['explain', 'missing.json'], /there is no such file/],
  ['explain with a text of no use', ['explain', 'text.txt'], /no FTP dialogue was found in it/],
  ['explain with an empty file', ['explain', 'empty.json'], /it is empty/],
  ['explain with a damaged report', ['explain', 'damaged.json'], /should be/],
  ['explain with a newer report', ['explain', 'newer.json'], /update this one/],
  ['explain with empty standard input', ['explain', '-'], /"stdin": it is empty/],
  ['explain with standard input twice', ['explain', '-', '-'], /once only/],
];

describe('bad input', () => {
  for (const [name, words, message, options] of cases) {
    it(`refuses ${name} in one line that says how to mend it`, async () => {
      const { status, stdout, stderr } = await runCli(program, words, options);
      assert.equal(status, 2, stderr);
      assert.equal(stdout, '');
      const lines = stderr.trimEnd().split('\n');
      const told = lines.at(-1) ?? '';
      assert.match(told, message);
      assert.match(told, /^ftp-diagnose: /);
      assert.equal(lines.length, 1, stderr);
      assert.ok(!stderr.includes(secret), 'the password is repeated');
    });
  }

  it('says it in Chinese where the terminal does', async () => {
    const { status, stderr } = await runCli(program, ['--frobnicate'], {
      environment: { LANG: 'zh_CN.UTF-8' },
    });
    assert.equal(status, 2);
    assert.match(stderr, /未知选项 --frobnicate/);
  });

  it('leaves no file behind where --html could be written but the rest is wrong', async () => {
    const { status } = await runCli(program, ['ftp://bob@127.0.0.1:9', '--html', 'never.html']);
    assert.equal(status, 2);
    const again = await runCli(program, ['explain', 'never.html']);
    assert.match(again.stderr, /there is no such file/);
  });
});
