import type { Behaviour, ClientProfile } from '../profile.ts';

const never = { how: 'never' } as const;

/** netkit's ftp, which RHEL, CentOS and Fedora ship as `ftp`; packagers made passive its default there. */
const netkitPassive: Behaviour = { first: 'PASV', address: 'as-is', dialTimeoutMs: null };
const netkitActive: Behaviour = { first: 'PORT', address: 'as-is', dialTimeoutMs: null };
const netkitMessages = {
  'command-refused/PASV': 'Passive mode refused.',
  // Any 5xx to PORT makes it bind the control connection's own port, which is taken.
  'command-refused/PORT': '{reply}\nftp: bind: Address already in use',
  'dial-error': 'ftp: connect: {error}',
  'dial-timeout': 'ftp: connect: {error}',
  'no-arrival': '{reply}',
  'data-refused': '{reply}',
  'listing-refused': '{reply}',
} as const;

const tnftp: Behaviour = {
  first: 'EPSV',
  then: {
    EPSV: { 'command-refused': 'PASV', unreadable: 'PASV', 'dial-error': 'EPRT', 'dial-timeout': 'EPRT' },
    PASV: { 'command-refused': 'EPRT', 'dial-error': 'EPRT', 'dial-timeout': 'EPRT' },
    EPRT: { 'command-refused': 'PORT' },
  },
  address: 'reject-other',
  readsBlanks: 'behind-commas',
  dialTimeoutMs: null,
};
const tnftpActive: Behaviour = {
  first: 'EPRT',
  then: { EPRT: { 'command-refused': 'PORT' } },
  address: 'reject-other',
  dialTimeoutMs: null,
};
const tnftpMessages = {
  'unreadable/PASV': "Passive mode address scan failure. Shouldn't happen!",
  'address-rejected': 'Passive mode address mismatch.',
  'command-refused/PORT': "ftp: Can't bind for data connection: Address already in use",
  // What follows is not always the error: it printed "Bad file descriptor" for an unreachable host.
  'dial-error': "ftp: Can't connect to `{address}:{port}': ",
  'dial-timeout': "ftp: Can't connect to `{address}:{port}': {error}",
  'no-arrival': '{reply}',
  'data-refused': '{reply}',
  'listing-refused': '{reply}',
} as const;

const inetutilsActive: Behaviour = { first: 'PORT', address: 'reject-other', dialTimeoutMs: null };
const inetutilsPassive: Behaviour = {
  first: 'PASV',
  address: 'reject-other',
  readsBlanks: 'behind-commas',
  dialTimeoutMs: null,
};
const inetutilsEpsv: Behaviour = {
  first: 'EPSV',
  then: { EPSV: { 'command-refused': 'PASV' } },
  address: 'reject-other',
  dialTimeoutMs: null,
};
const inetutilsMessages = {
  'unreadable/PASV': "Passive mode address scan failure. Shouldn't happen!",
  'address-rejected': 'Passive mode address mismatch.',
  'command-refused/PASV': 'Passive mode refused.',
  // Between both it asks with LPRT, which servers refuse in words of their own.
  'command-refused/PORT': '{reply}\nftp: bind: Address already in use',
  'dial-error': 'ftp: connect: {error}',
  'dial-timeout': 'ftp: connect: {error}',
  'no-arrival': '{reply}',
  'data-refused': '{reply}',
  'listing-refused': '{reply}',
} as const;

const lftp: Behaviour = {
  first: 'PASV',
  then: {
    PASV: { 'command-refused': 'PORT', 'dial-error-after-repair': 'PORT' },
    PORT: { 'command-refused': 'PASV' },
  },
  address: 'lftp',
  readsBlanks: 'behind-commas',
  dialTimeoutMs: 300_000,
};

const curl: Behaviour = {
  first: 'EPSV',
  then: {
    EPSV: { 'command-refused': 'PASV', unreadable: 'PASV', 'dial-error': 'PASV', 'dial-timeout': 'PASV' },
  },
  address: 'peer',
  readsBlanks: 'behind-commas',
  dialTimeoutMs: null,
};
const curlActive: Behaviour = {
  first: 'EPRT',
  then: { EPRT: { 'command-refused': 'PORT' } },
  address: 'peer',
  dialTimeoutMs: null,
};
const curlMessages = {
  'command-refused/PASV': 'curl: (13) Bad PASV/EPSV response',
  'command-refused/PORT': 'curl: (30)',
  'unreadable/PASV': 'curl: (14)',
  'data-refused': 'curl: (19) RETR response: 425',
  'listing-refused': 'curl: (19)',
  'dial-error': 'curl: (7) Failed to connect to {host} port {controlPort}',
  'dial-error-after-repair': 'curl: (7) Failed to connect to {host} port {controlPort}',
  'dial-timeout': 'curl: (28) Failed to connect to {host} port {controlPort}',
} as const;

const wget: Behaviour = { first: 'PASV', address: 'as-is', readsBlanks: 'none', dialTimeoutMs: null };

const busybox: Behaviour = {
  first: 'EPSV',
  then: { EPSV: { 'command-refused': 'PASV' } },
  address: 'peer',
  readsBlanks: 'any',
  dialTimeoutMs: null,
};

/** Programs for a terminal. */
export const terminalClients: readonly ClientProfile[] = [
  {
    id: 'netkit-ftp-rhel',
    name: 'ftp of RHEL, CentOS, Fedora',
    behaviours: [netkitPassive],
    options: [{ text: 'passive', behaviour: netkitActive }],
    messages: netkitMessages,
    tls: never,
    evidence: 'source',
  },
  {
    id: 'netkit-ftp',
    name: 'netkit ftp 0.17',
    behaviours: [netkitActive],
    options: [{ text: 'ftp -p', behaviour: netkitPassive }],
    messages: netkitMessages,
    tls: never,
    evidence: 'source',
  },
  {
    id: 'tnftp',
    name: 'tnftp ≥ 20210827 (Debian’s ftp)',
    behaviours: [tnftp],
    options: [{ text: 'ftp -A', behaviour: tnftpActive }],
    messages: tnftpMessages,
    tls: never,
    evidence: 'run',
  },
  {
    id: 'tnftp-before-2021',
    name: 'tnftp < 20210827, lukemftp',
    behaviours: [{ ...tnftp, address: 'as-is' }],
    options: [{ text: 'ftp -A', behaviour: tnftpActive }],
    messages: tnftpMessages,
    tls: never,
    evidence: 'docs',
  },
  {
    id: 'inetutils-ftp',
    name: 'GNU inetutils ftp ≥ 2.2',
    behaviours: [inetutilsActive],
    options: [
      { text: 'ftp -p', behaviour: inetutilsPassive },
      { text: 'ftp -p, epsv4', behaviour: inetutilsEpsv },
    ],
    messages: inetutilsMessages,
    tls: never,
    evidence: 'run',
  },
  {
    id: 'inetutils-ftp-before-2.2',
    name: 'GNU inetutils ftp < 2.2',
    behaviours: [inetutilsActive],
    options: [{ text: 'ftp -p', behaviour: { ...inetutilsPassive, address: 'as-is' } }],
    messages: inetutilsMessages,
    tls: never,
    evidence: 'source',
  },
  {
    id: 'lftp',
    name: 'lftp ≥ 2.5.3',
    behaviours: [lftp],
    options: [
      { text: 'set ftp:ignore-pasv-address yes', behaviour: { ...lftp, address: 'peer' } },
      {
        text: 'set ftp:prefer-epsv yes',
        // A refused EPSV switches passive mode off, as a refused PASV does.
        behaviour: { ...lftp, first: 'EPSV', then: { EPSV: { 'command-refused': 'PORT' } } },
      },
      {
        text: 'set ftp:passive-mode off',
        behaviour: { ...lftp, first: 'PORT' },
      },
    ],
    messages: {
      'command-refused': 'ls: Fatal error: max-retries exceeded',
      unreadable: 'ls: Fatal error: max-retries exceeded',
      'dial-error': 'ls: Fatal error: max-retries exceeded',
      'data-refused': 'ls: Fatal error: max-retries exceeded',
      'dial-timeout': 'ls: Fatal error: max-retries exceeded',
      'listing-refused': 'ls: Access failed: {reply}',
    },
    // It checks the certificate: ssl:verify-certificate is on.
    tls: { how: 'itself', resumes: true },
    evidence: 'run',
  },
  {
    id: 'curl',
    name: 'curl ≥ 7.74',
    behaviours: [curl],
    options: [
      { text: '--disable-epsv', behaviour: { ...curl, first: 'PASV' } },
      { text: '--ftp-port -', behaviour: curlActive },
    ],
    messages: curlMessages,
    tls: { how: 'option', text: '--ssl-reqd', resumes: true },
    evidence: 'run',
  },
  {
    id: 'curl-before-7.74',
    name: 'curl 7.15 – 7.73',
    behaviours: [{ ...curl, address: 'as-is' }],
    options: [
      { text: '--ftp-skip-pasv-ip', behaviour: curl },
      { text: '--disable-epsv --ftp-skip-pasv-ip', behaviour: { ...curl, first: 'PASV' } },
      { text: '--ftp-port -', behaviour: curlActive },
    ],
    messages: {},
    tls: { how: 'option', text: '--ssl-reqd' },
    evidence: 'docs',
  },
  {
    id: 'wget',
    name: 'GNU wget 1.x',
    behaviours: [wget],
    options: [{ text: '--no-passive-ftp', behaviour: { ...wget, first: 'PORT' } }],
    messages: {
      'command-refused/PASV': 'Cannot initiate PASV transfer.',
      'command-refused/PORT': 'Invalid PORT.',
      'dial-error': "couldn't connect to {address} port {port}: {error}",
      'data-refused': 'Error in server response, closing control connection.',
      'dial-timeout': "couldn't connect to {address} port {port}: {error}",
    },
    // It resumes, but under TLS 1.3 it is chance whether the ticket has come in time (tried on ProFTPD with 1.21.3).
    tls: { how: 'option', text: 'ftps://' },
    evidence: 'run',
  },
  {
    id: 'busybox',
    name: 'busybox ftpget, wget',
    behaviours: [busybox],
    options: [],
    messages: {
      'command-refused/PASV': 'unexpected server response to PASV: {reply}',
      'data-refused': 'unexpected server response to RETR: {reply}',
      'dial-error': "can't connect to remote host ({address}): {error}",
      'dial-error-after-repair': "can't connect to remote host ({address}): {error}",
      'dial-timeout': "can't connect to remote host ({address}): {error}",
    },
    fetchesOnly: true,
    tls: never,
    evidence: 'run',
  },
  {
    id: 'windows-ftp',
    name: 'Windows ftp.exe',
    behaviours: [{ first: 'PORT', address: null, dialTimeoutMs: null }],
    options: [],
    messages: { 'command-refused/PORT': '{reply}', 'listing-refused': '{reply}' },
    tls: never,
    evidence: 'secondary',
  },
  {
    id: 'macos-ftp',
    name: 'macOS ftp',
    behaviours: [],
    options: [],
    messages: {},
    tls: null,
    evidence: 'unknown',
  },
  {
    id: 'zos-ftp',
    name: 'z/OS FTP client',
    behaviours: [
      {
        first: 'EPSV',
        then: { EPSV: { 'command-refused': 'PASV' } },
        address: 'as-is',
        dialTimeoutMs: null,
      },
      { first: 'PASV', address: 'as-is', dialTimeoutMs: null },
    ],
    options: [
      {
        text: 'PASSIVEIGNOREADDR TRUE',
        behaviour: { first: 'PASV', address: 'peer', dialTimeoutMs: null },
      },
    ],
    messages: {},
    tls: null,
    evidence: 'docs',
  },
];
