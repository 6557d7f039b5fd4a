import type { Translate } from '../l10n.ts';

/** What one text of vsftpd behind `500 OOPS: ` means. */
export interface OopsMeaning {
  /** Stable, kebab; part of the remedy's id. */
  readonly id: string;
  readonly cause: string;
  readonly mend: string;
  /** Literal lines that belong to the mend. */
  readonly lines: readonly string[];
}

interface OopsEntry {
  readonly id: string;
  readonly pattern: RegExp;
  /** `value` is what the pattern's first group holds. */
  readonly cause: (t: Translate, value: string) => string;
  readonly mend: (t: Translate, value: string) => string;
  readonly lines?: (value: string) => readonly string[];
}

/** The longest path or name that a sentence repeats. */
const longestValue = 200;

/** Texts of vsftpd 2.2.2 to 3.0.5 (parseconf.c, standalone.c, ssl.c, prelogin.c, postlogin.c, privops.c), each tried except where the mend says otherwise. */
const entries: readonly OopsEntry[] = [
  {
    id: 'unknown-option',
    pattern: /^unrecognised variable in config file: ?(.*)$/,
    cause: (t, value) =>
      t(
        'vsftpd.conf holds a line whose option "{value}" this build does not know; a blank before "=" counts as part of the name.',
        { value },
      ),
    mend: (t) =>
      t(
        'Correct the name: no blank around "=", the right letter case, and mind that some options exist in one distribution only (ssl_tlsv12 on Debian is ssl_tlsv1_2 on Fedora and RHEL).',
      ),
  },
  {
    id: 'bad-bool',
    pattern: /^bad bool value in config file for: ?(.*)$/,
    cause: (t, value) =>
      t(
        'The value of {value} in vsftpd.conf is neither YES nor NO. Often an invisible character is the culprit: a blank behind the value, a Windows line end, or a comment on the same line.',
        { value },
      ),
    mend: (t) => t('Write YES or NO with nothing behind it, and take Windows line ends out of the file:'),
    lines: () => ["sudo sed -i 's/[[:space:]]*$//' /etc/vsftpd.conf"],
  },
  {
    id: 'missing-value',
    pattern: /^missing value in config file for: ?(.*)$/,
    cause: (t, value) =>
      t(
        'vsftpd.conf holds a line without a value: "{value}". Comments must begin in the first column with "#".',
        { value },
      ),
    mend: (t) =>
      t(
        'Give the option a value, or make the line a comment; there is no include and no continuation of lines.',
      ),
  },
  {
    id: 'config-unreadable',
    pattern: /^cannot read config file: ?(.*)$/,
    cause: (t, value) => t('The settings file {value} is not there or cannot be read.', { value }),
    mend: (t) =>
      t(
        'Put the file where vsftpd looks for it: /etc/vsftpd.conf on Debian, /etc/vsftpd/vsftpd.conf on Fedora and RHEL.',
      ),
  },
  {
    id: 'config-owner',
    pattern: /^config file not owned by correct user/,
    cause: (t) => t('The settings file does not belong to root, or is not a plain file.'),
    mend: (t) => t('Give it to root (files in user_config_dir too):'),
    lines: () => ['sudo chown root:root /etc/vsftpd.conf'],
  },
  {
    id: 'two-listeners',
    pattern: /^run two copies of vsftpd for IPv4 and IPv6/,
    cause: (t) => t('listen and listen_ipv6 are both YES; one vsftpd can have one listener only.'),
    mend: (t) => t('Keep one of them. With pasv_address it must be the IPv4 one:'),
    lines: () => ['listen=YES', 'listen_ipv6=NO'],
  },
  {
    id: 'no-listener',
    pattern: /^vsftpd: not configured for standalone/,
    cause: (t) => t('Neither listen nor listen_ipv6 is YES, and no inetd started this vsftpd.'),
    mend: (t) => t('Switch one listener on:'),
    lines: () => ['listen=YES', 'listen_ipv6=NO'],
  },
  {
    id: 'bad-listen-address',
    pattern: /^bad listen_address6?: ?(.*)$/,
    cause: (t, value) => t('listen_address is "{value}", which is no literal address.', { value }),
    mend: (t) => t('Write an address of the machine itself, or leave the option out.'),
  },
  {
    id: 'cannot-bind',
    pattern: /^could not bind listening IPv[46] socket/,
    cause: (t) =>
      t(
        'The control port is taken by another program, or listen_address is not an address of this machine (the public address of a cloud never is).',
      ),
    mend: (t) => t('See who has the port; remove listen_address if it holds a public address:'),
    lines: () => ["sudo ss -ltnp 'sport = :21'", "grep -n '^listen' /etc/vsftpd.conf"],
  },
  {
    id: 'cannot-resolve',
    pattern: /^cannot resolve host: ?(.*)$/,
    cause: (t, value) => t('pasv_address holds the name {value}, which has no IPv4 address.', { value }),
    mend: (t) => t('Give the name an A record, or write the address itself.'),
  },
  {
    id: 'not-root',
    pattern: /^vsftpd: must be started as root/,
    cause: (t) => t('vsftpd was not started by root.'),
    mend: (t) => t('Start it as root; it gives its rights up by itself.'),
  },
  {
    id: 'certificate',
    pattern: /^SSL: cannot load [RD]SA certificate/,
    cause: (t) =>
      t(
        'The certificate file is missing or unreadable, or no certificate is set and the default one is not there.',
      ),
    mend: (t) => t('Set the right file and see that it is a certificate:'),
    lines: () => [
      'rsa_cert_file=/etc/ssl/certs/<name>.pem',
      'openssl x509 -noout -subject -in /etc/ssl/certs/<name>.pem',
    ],
  },
  {
    id: 'private-key',
    pattern: /^SSL: cannot load [RD]SA private key/,
    cause: (t) => t('The private key is missing or does not belong to the certificate.'),
    mend: (t) => t('Set the key of this very certificate; these two lines must print the same:'),
    lines: () => [
      'openssl x509 -noout -pubkey -in <certificate>.pem | openssl sha256',
      'openssl pkey -pubout -in <key>.pem | openssl sha256',
    ],
  },
  {
    id: 'ciphers',
    pattern: /^SSL: could not set cipher list/,
    cause: (t) => t('ssl_ciphers holds a list that the TLS library of the server does not understand.'),
    mend: (t) => t('Set a list that it knows:'),
    lines: () => ['ssl_ciphers=HIGH'],
  },
  {
    id: 'verify-file',
    pattern: /^SSL: could not load verify file/,
    cause: (t) => t('ca_certs_file cannot be read.'),
    mend: (t) => t('Correct the path, or leave the option out if clients bring no certificate.'),
  },
  {
    id: 'chroot-dir',
    pattern: /^vsftpd: not found: directory given in 'secure_chroot_dir': ?(.*)$/,
    cause: (t, value) =>
      t(
        'The empty directory {value}, in which vsftpd locks itself, does not exist; on some systems it is gone after a restart of the machine.',
        { value },
      ),
    mend: (t) => t('Make the directory:'),
    lines: (value) => [`sudo mkdir -p ${/^\/[\w./-]{1,100}$/.test(value) ? value : '/var/run/vsftpd/empty'}`],
  },
  {
    id: 'system-user',
    pattern: /^(?:vsftpd: )?cannot locate user (?:entry|specified in '[a-z_]+'): ?(.*)$/,
    cause: (t, value) =>
      t('The system account {value}, which vsftpd needs for itself, does not exist.', { value }),
    mend: (t) =>
      t(
        'Create the account without a shell, or name another one in nopriv_user, ftp_username, guest_username or chown_username.',
      ),
  },
  {
    id: 'nobody-allowed',
    pattern: /^vsftpd: both local and anonymous access disabled/,
    cause: (t) => t('anonymous_enable and local_enable are both NO, so nobody may log in.'),
    mend: (t) => t('Let the accounts of the system in:'),
    lines: () => ['local_enable=YES'],
  },
  {
    id: 'list-file',
    pattern:
      /^(?:cannot read (?:user list|banner|anon e-mail list|email passwords) file|could not read chroot\(\) list file): ?(.*)$/,
    cause: (t, value) =>
      t('The file {value}, which vsftpd.conf names, is not there or cannot be read.', { value }),
    mend: (t) =>
      t(
        'Create the file, or switch the option off that names it (userlist_enable, banner_file, chroot_list_enable, …).',
      ),
  },
  {
    id: 'log-file',
    pattern: /^failed to open (?:vsftpd|xferlog) log file: ?(.*)$/,
    cause: (t, value) => t('The log file {value} cannot be opened.', { value }),
    mend: (t) => t('Create its directory and see to its rights; on Fedora and RHEL look at SELinux too.'),
  },
  {
    id: 'process-model',
    pattern:
      /^vsftpd: (?:security: 'one_process_model' is anonymous only|HTTP needs 'one_process_model' for now|both FTP and HTTP disabled)/,
    cause: (t) =>
      t(
        'The options one_process_model, http_enable and ftp_enable contradict each other or the accounts that are let in.',
      ),
    mend: (t) => t('Leave the three options out: their defaults suit every ordinary server.'),
  },
  {
    id: 'sandbox-32-bit',
    pattern: /^could not allocate sandbox/,
    cause: (t) => t('ptrace_sandbox is YES, which works on 32-bit builds only.'),
    mend: (t) => t('Leave the option out.'),
  },
  {
    id: 'tcp-wrappers',
    pattern: /^tcp_wrappers is set to YES but no tcp wrapper support compiled in/,
    cause: (t) => t('tcp_wrappers is YES, but this build cannot do it.'),
    mend: (t) => t('Switch it off and write the access rules into the firewall:'),
    lines: () => ['tcp_wrappers=NO'],
  },
  {
    id: 'home-directory',
    pattern: /^cannot change directory: ?(.*)$/,
    cause: (t, value) =>
      t(
        'The directory {value}, in which the user begins, does not exist or is closed to the user; under SELinux it may carry the wrong label.',
        { value },
      ),
    mend: (t) => t('Create it, or correct the home directory, local_root or anon_root:'),
    lines: () => [
      'getent passwd <user>',
      'sudo -u <user> ls -ld <directory>',
      "grep -nE '^(local_root|anon_root)' /etc/vsftpd.conf",
    ],
  },
  {
    id: 'pasv-address',
    pattern: /^invalid pasv_address/,
    cause: (t) =>
      t(
        'pasv_address is no IPv4 address: a host name without pasv_addr_resolve=YES, quotation marks, or a name that a reload has forgotten. Every PASV ends the session; EPSV works.',
      ),
    mend: (t) => t('Write the plain address without quotation marks, and restart instead of reloading.'),
  },
  {
    id: 'active-bind',
    pattern: /^vsf_sysutil_bind/,
    cause: (t) =>
      t(
        'vsftpd could not take the port from which it wanted to connect or on which it wanted to listen: in use, refused by SELinux, or below 1024 without the right to it.',
      ),
    mend: (t) =>
      t(
        'Look at SELinux first, then at the size of the range; for active mode, port_promiscuous=YES and connect_from_port_20=YES exclude each other:',
      ),
    lines: () => [
      'sudo ausearch -m AVC -c vsftpd -ts recent',
      "grep -nE '^(pasv_m|connect_from|port_prom)' /etc/vsftpd.conf",
    ],
  },
  {
    id: 'port-request',
    pattern: /^Illegal port request/,
    cause: (t) => t('With port_promiscuous=YES the client asked for a port below 1024.'),
    mend: (t) => t('Leave port_promiscuous out, and have the client use ports from 1024 on.'),
  },
  {
    id: 'other-process',
    pattern: /^(?:priv_sock_get_(?:cmd|int)|child died)/,
    cause: (t) =>
      t(
        "vsftpd's other process died: mostly the system call filter of vsftpd 3 on a newer kernel, or a PAM module that crashed. Only the server's own log tells.",
      ),
    mend: (t) => t('Update vsftpd and see what the kernel and PAM say:'),
    lines: () => [
      'sudo journalctl -k -g "vsftpd|seccomp" --since -1h',
      'sudo journalctl -u vsftpd --since -1h',
    ],
  },
];

/** The text behind `500 OOPS: ` in a reply or in bytes read inside TLS; null when there is none. Of several the first is the cause. */
export function oopsText(text: string): string | null {
  const match = /(?:^|\n)\s{0,4}500[ -]OOPS: ?([^\r\n]{0,500})/.exec(text);
  return match === null ? null : (match[1] ?? '').trim();
}

/** What the text behind `500 OOPS: ` means; null for a text that the table does not know. */
export function decodeOops(text: string, t: Translate): OopsMeaning | null {
  for (const { id, pattern, cause, mend, lines } of entries) {
    const match = pattern.exec(text);
    if (match === null) continue;
    const value = (match[1] ?? '').replace(/\p{Cc}/gu, ' ').slice(0, longestValue);
    return { id, cause: cause(t, value), mend: mend(t, value), lines: lines?.(value) ?? [] };
  }
  return null;
}
