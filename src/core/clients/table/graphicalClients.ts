import type { Behaviour, ClientProfile } from '../profile.ts';

const filezilla: Behaviour = {
  first: 'PASV',
  then: {
    PASV: { 'command-refused': 'PORT', unreadable: 'PORT' },
    PORT: { 'command-refused': 'PASV' },
  },
  address: 'filezilla',
  dialTimeoutMs: 20_000,
};

const winscp: Behaviour = {
  first: 'PASV',
  then: {
    PASV: { 'command-refused': 'PORT', unreadable: 'PORT' },
    PORT: { 'command-refused': 'PASV' },
  },
  address: 'filezilla',
  dialTimeoutMs: 15_000,
};
const winscpOptions = [
  { text: 'Force IP address for passive connections: On', behaviour: { ...winscp, address: 'peer' } },
  {
    text: 'Passive mode: off',
    behaviour: { ...winscp, first: 'PORT' },
  },
] as const;
const winscpMessages = {
  'dial-error': "Transfer channel can't be opened.",
  'dial-error-after-repair': "Transfer channel can't be opened.",
  'dial-timeout': 'Timeout detected. (data connection)\nCould not retrieve directory listing.',
} as const;

/** Programs with windows, and what editors bring along. */
export const graphicalClients: readonly ClientProfile[] = [
  {
    id: 'filezilla',
    name: 'FileZilla ≥ 3.30',
    behaviours: [filezilla],
    options: [
      {
        text: 'Transfer mode: Active',
        behaviour: { ...filezilla, first: 'PORT' },
      },
    ],
    messages: {
      'dial-error': 'The data connection could not be established',
      'dial-error-after-repair': 'The data connection could not be established',
      'dial-timeout':
        'Connection timed out after 20 seconds of inactivity\nFailed to retrieve directory listing',
      'listing-refused': 'Failed to retrieve directory listing',
    },
    tls: { how: 'itself', resumes: true },
    evidence: 'source',
  },
  {
    id: 'winscp',
    name: 'WinSCP ≥ 6.2',
    behaviours: [winscp],
    options: winscpOptions,
    messages: winscpMessages,
    // Its setting “Reuse TLS/SSL session ID for data connections” is on unless somebody switches it off (its manual).
    tls: { how: 'option', text: 'Encryption: TLS/SSL Explicit encryption', resumes: true },
    evidence: 'source',
  },
  {
    id: 'winscp-before-6.2',
    name: 'WinSCP 4.3.9 – 6.1',
    behaviours: [{ ...winscp, address: 'winscp-before-6.2' }],
    options: winscpOptions,
    messages: winscpMessages,
    tls: { how: 'option', text: 'Encryption: TLS/SSL Explicit encryption' },
    evidence: 'source',
  },
  {
    id: 'windows-explorer',
    name: 'Windows Explorer',
    // Active or passive by a setting of the system; that it does not put the peer in place of a private address was
    // seen in the field (the seed of this project), in both modes.
    behaviours: [
      { first: 'PORT', address: 'as-is', dialTimeoutMs: null },
      { first: 'PASV', address: 'as-is', dialTimeoutMs: null },
    ],
    options: [],
    messages: {},
    tls: { how: 'never' },
    evidence: 'secondary',
  },
  {
    id: 'cyberduck',
    name: 'Cyberduck',
    // Commons Net does the work, and which version is bundled is not known.
    behaviours: [
      { first: 'PASV', address: 'peer', dialTimeoutMs: null },
      { first: 'PASV', address: 'commons-net-before-3.9', dialTimeoutMs: null },
    ],
    options: [],
    messages: {},
    tls: null,
    evidence: 'unknown',
  },
  {
    id: 'vscode-sftp',
    name: 'VS Code SFTP, ftp-kr',
    behaviours: [{ first: 'PASV', address: 'as-is-then-peer', dialTimeoutMs: 3000 }],
    options: [],
    messages: { 'dial-timeout': 'Timed out while making data connection' },
    tls: { how: 'option', text: '"secure": true' },
    evidence: 'source',
  },
];
