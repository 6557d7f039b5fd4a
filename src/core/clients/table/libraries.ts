import type { Behaviour, ClientProfile } from '../profile.ts';

const pasvOnly = (address: Behaviour['address'], dialTimeoutMs: number | null = null): Behaviour => ({
  first: 'PASV',
  address,
  dialTimeoutMs,
});
const portOnly: Behaviour = { first: 'PORT', address: 'as-is', dialTimeoutMs: null };

const ftplib: Behaviour = { ...pasvOnly('peer'), readsBlanks: 'none' };
const ftplibMessages = {
  // It ends with the reply, whose port is another each time.
  unreadable: 'ftplib.error_proto: ',
  'command-refused': 'ftplib.error_perm: {reply}',
  'data-refused': 'ftplib.error_temp: {reply}',
  'listing-refused': 'ftplib.error_perm: {reply}',
  'dial-error': '{error}',
  'dial-error-after-repair': '{error}',
  'dial-timeout': '{error}',
} as const;

const perlPassive: Behaviour = { ...pasvOnly('as-is', 120_000), readsBlanks: 'none' };

/** Net::FTP gives the server's text without its code. */
const perlMessages = {
  'command-refused': '{replyText}',
  'data-refused': '{replyText}',
  'listing-refused': '{replyText}',
  'no-arrival': '{replyText}',
} as const;

const basicFtp: Behaviour = {
  first: 'EPSV',
  then: {
    EPSV: { 'command-refused': 'PASV', unreadable: 'PASV', 'dial-error': 'PASV', 'dial-timeout': 'PASV' },
  },
  address: 'reject-other',
  dialTimeoutMs: 30_000,
};
const basicFtp5: Behaviour = { ...basicFtp, address: 'basic-ftp-5' };

const fluent: Behaviour = {
  first: 'EPSV',
  then: { EPSV: { 'command-refused': 'PASV' } },
  address: 'fluentftp',
  dialTimeoutMs: 15_000,
};
const fluentActive: Behaviour = {
  first: 'EPRT',
  then: { EPRT: { 'command-refused': 'PORT' } },
  address: 'fluentftp',
  dialTimeoutMs: 15_000,
};

const goFtp: Behaviour = {
  first: 'EPSV',
  then: { EPSV: { 'command-refused': 'PASV', unreadable: 'PASV' } },
  address: 'jlaffaye',
  dialTimeoutMs: null,
};

/** Libraries of programming languages, and programs that are little more. */
export const libraries: readonly ClientProfile[] = [
  {
    id: 'ftplib',
    name: 'Python ftplib ≥ 3.9.3, 3.10',
    behaviours: [ftplib],
    options: [{ text: 'set_pasv(False)', behaviour: portOnly }],
    messages: ftplibMessages,
    tls: { how: 'option', text: 'FTP_TLS', resumes: false },
    evidence: 'run',
  },
  {
    id: 'ftplib-before-2021',
    name: 'Python ftplib before 2021, 2.7',
    behaviours: [{ ...pasvOnly('as-is'), readsBlanks: 'none' }],
    options: [{ text: 'set_pasv(False)', behaviour: portOnly }],
    messages: ftplibMessages,
    tls: { how: 'option', text: 'FTP_TLS', resumes: false },
    evidence: 'run',
  },
  {
    id: 'basic-ftp',
    name: 'basic-ftp ≥ 6 (Node)',
    behaviours: [basicFtp],
    options: [{ text: 'allowSeparateTransferHost: true', behaviour: basicFtp5 }],
    messages: {
      'address-rejected': 'PASV returned another host ({address})',
      'command-refused/PASV': "Last error response was 'FTPError: {reply}'",
      'data-refused': '{reply}',
      'listing-refused': '{reply}',
      'dial-error/PASV': "Can't open data connection in passive mode",
      'dial-timeout/PASV': 'Timeout when trying to open data connection to {address}:{port}',
    },
    tls: { how: 'option', text: 'secure: true', resumes: true },
    evidence: 'run',
  },
  {
    id: 'basic-ftp-5',
    name: 'basic-ftp 2.12.2 – 5 (Node)',
    behaviours: [basicFtp5],
    // Since 5.1.0.
    options: [{ text: 'allowSeparateTransferHost: false', behaviour: { ...basicFtp, address: 'peer' } }],
    messages: {
      'command-refused/PASV': "Last error response was 'FTPError: {reply}'",
      'data-refused': '{reply}',
      'listing-refused': '{reply}',
      'dial-error/PASV': "Can't open data connection in passive mode",
      'dial-error-after-repair/PASV': "Can't open data connection in passive mode",
      'dial-timeout/PASV': 'Timeout when trying to open data connection to {address}:{port}',
    },
    tls: { how: 'option', text: 'secure: true', resumes: true },
    evidence: 'run',
  },
  {
    id: 'node-ftp',
    name: 'ftp 0.3.10 (Node)',
    behaviours: [{ ...pasvOnly('as-is-then-peer', 10_000), readsBlanks: 'none' }],
    options: [
      {
        text: 'pasvTimeout: 500',
        behaviour: { ...pasvOnly('as-is-then-peer', 500), readsBlanks: 'none' },
      },
    ],
    messages: {
      'dial-timeout': 'Timed out while making data connection',
      'dial-error': 'Unable to make data connection',
      'dial-error-after-repair': 'Unable to make data connection',
      'command-refused': '{replyText}',
      'data-refused': '{replyText}',
      'listing-refused': '{replyText}',
    },
    tls: { how: 'option', text: 'secure: true', resumes: true },
    evidence: 'run',
  },
  {
    id: 'net-ftp-perl',
    name: 'Perl Net::FTP',
    behaviours: [perlPassive],
    options: [{ text: 'Passive => 0', behaviour: portOnly }],
    messages: perlMessages,
    tls: { how: 'option', text: 'SSL => 1' },
    evidence: 'run',
  },
  {
    id: 'net-ftp-perl-debian',
    name: 'Perl Net::FTP on Debian',
    behaviours: [portOnly],
    options: [{ text: 'Passive => 1', behaviour: perlPassive }],
    messages: perlMessages,
    tls: { how: 'option', text: 'SSL => 1' },
    evidence: 'run',
  },
  {
    id: 'php-ftp',
    name: 'PHP ftp_pasv($c, true)',
    behaviours: [pasvOnly('as-is', 90_000)],
    options: [
      {
        text: 'ftp_set_option($c, FTP_USEPASVADDRESS, false)',
        behaviour: pasvOnly('peer', 90_000),
      },
      { text: 'ftp_pasv($c, false)', behaviour: portOnly },
    ],
    messages: {
      'dial-error': 'php_connect_nonb() failed: {error}',
      'dial-timeout': 'php_connect_nonb() failed: {error}',
    },
    tls: { how: 'option', text: 'ftp_ssl_connect()' },
    evidence: 'source',
  },
  {
    id: 'net-ftp-ruby',
    name: 'Ruby net-ftp ≥ 0.1.3',
    behaviours: [pasvOnly('peer')],
    options: [{ text: 'passive = false', behaviour: portOnly }],
    messages: {},
    tls: { how: 'option', text: 'ssl: true' },
    evidence: 'source',
  },
  {
    id: 'net-ftp-ruby-before-2021',
    name: 'Ruby ≤ 2.6.7, 2.7.3, 3.0.1',
    behaviours: [pasvOnly('as-is')],
    options: [{ text: 'passive = false', behaviour: portOnly }],
    messages: {},
    tls: { how: 'option', text: 'ssl: true' },
    evidence: 'docs',
  },
  {
    id: 'dotnet',
    name: '.NET 5+ FtpWebRequest',
    behaviours: [pasvOnly('peer')],
    options: [{ text: 'UsePassive = false', behaviour: { ...portOnly, checksArrivals: true } }],
    messages: {
      'command-refused/PASV': 'The server failed the passive mode request with status response',
      'foreign-arrival':
        'The data connection was made from an address that is different than the address to which the FTP connection was made.',
    },
    tls: { how: 'option', text: 'EnableSsl = true' },
    evidence: 'source',
  },
  {
    id: 'dotnet-framework',
    name: '.NET Framework, older builds',
    behaviours: [pasvOnly('reject-other')],
    options: [{ text: 'UsePassive = false', behaviour: { ...portOnly, checksArrivals: true } }],
    messages: {
      'address-rejected':
        'The server returned an address in response to the PASV command that is different than the address to which the FTP connection was made.',
    },
    tls: { how: 'option', text: 'EnableSsl = true' },
    evidence: 'source',
  },
  {
    id: 'fluentftp',
    name: 'FluentFTP ≥ 22 (.NET)',
    behaviours: [fluent],
    options: [
      { text: 'PASVEX', behaviour: { ...fluent, first: 'PASV', address: 'peer' } },
      { text: 'AutoActive', behaviour: fluentActive },
    ],
    messages: { 'dial-timeout': 'Timed out trying to connect!' },
    tls: { how: 'option', text: 'EncryptionMode = Explicit' },
    evidence: 'source',
  },
  {
    id: 'commons-net',
    name: 'Commons Net ≥ 3.9, passive',
    behaviours: [pasvOnly('peer', 60_000)],
    options: [
      {
        text: 'enterLocalActiveMode()',
        behaviour: { ...portOnly, checksArrivals: true },
      },
    ],
    messages: { 'foreign-arrival': 'Host attempting data connection' },
    tls: { how: 'option', text: 'FTPSClient' },
    evidence: 'source',
  },
  {
    id: 'commons-net-before-3.9',
    name: 'Commons Net 3.7 – 3.8, passive',
    behaviours: [pasvOnly('commons-net-before-3.9', 60_000)],
    options: [
      {
        text: 'enterLocalActiveMode()',
        behaviour: { ...portOnly, checksArrivals: true },
      },
    ],
    messages: { 'foreign-arrival': 'Host attempting data connection' },
    tls: { how: 'option', text: 'FTPSClient' },
    evidence: 'source',
  },
  {
    id: 'rclone',
    name: 'rclone, Go jlaffaye/ftp ≥ 0.2.1',
    behaviours: [goFtp],
    options: [{ text: '--ftp-disable-epsv', behaviour: { ...goFtp, first: 'PASV' } }],
    messages: {},
    tls: { how: 'option', text: '--ftp-explicit-tls' },
    evidence: 'source',
  },
  {
    id: 'jlaffaye-ftp-before-0.2.1',
    name: 'Go jlaffaye/ftp ≤ 0.2.0',
    behaviours: [{ ...goFtp, address: 'as-is' }],
    options: [
      { text: 'DialWithDisabledEPSV(true)', behaviour: { ...goFtp, first: 'PASV', address: 'as-is' } },
    ],
    messages: {},
    tls: { how: 'option', text: 'DialWithExplicitTLS' },
    evidence: 'source',
  },
];
