import type { Translate } from '../core/l10n.ts';

/** The commands; `diagnose` is what a URL alone means. */
export type CommandName = 'diagnose' | 'explain' | 'lint' | 'practice';

/** One option of the command line. */
export interface OptionEntry {
  readonly name: string;
  readonly short?: string;
  /** What the help calls its value; absent for a flag. */
  readonly value?: string;
  /** The commands that take it. */
  readonly commands: readonly CommandName[];
  describe(t: Translate): string;
}

const all: readonly CommandName[] = ['diagnose', 'explain', 'lint', 'practice'];
const reporting: readonly CommandName[] = ['diagnose', 'explain', 'practice'];
const live: readonly CommandName[] = ['diagnose', 'practice'];
const evident: readonly CommandName[] = ['diagnose', 'explain'];

/** Every option, in the order of the help. */
export const optionTable: readonly OptionEntry[] = [
  {
    name: 'user',
    value: 'NAME',
    commands: ['diagnose'],
    describe: (t) => t('log in as NAME; without it as anonymous'),
  },
  {
    name: 'password-stdin',
    commands: ['diagnose'],
    describe: (t) => t('read the password from standard input'),
  },
  {
    name: 'mode',
    value: 'LIST',
    commands: live,
    describe: (t) => t('try these modes only: pasv,epsv,port,eprt'),
  },
  {
    name: 'samples',
    value: 'N',
    commands: live,
    describe: (t) => t('ask for this many passive ports a mode (default 6)'),
  },
  {
    name: 'timeout',
    value: 'SECONDS',
    commands: live,
    describe: (t) => t('how long each step may take (default 5, practice 1)'),
  },
  { name: 'ipv4', short: '4', commands: ['diagnose'], describe: (t) => t('use IPv4 only') },
  { name: 'ipv6', short: '6', commands: ['diagnose'], describe: (t) => t('use IPv6 only') },
  {
    name: 'config',
    value: 'FILE',
    commands: evident,
    describe: (t) =>
      t(
        "the server's vsftpd.conf: its passive range and address are checked too; of a proftpd.conf or pure-ftpd.conf the range",
      ),
  },
  {
    name: 'range',
    value: 'A-B',
    commands: evident,
    describe: (t) => t('the passive ports that the server is configured for'),
  },
  {
    name: 'active-address',
    value: 'ADDR',
    commands: ['diagnose'],
    describe: (t) => t('the address that PORT and EPRT name (default: your own)'),
  },
  {
    name: 'active-ports',
    value: 'A-B',
    commands: ['diagnose'],
    describe: (t) => t('the ports to listen on in active mode'),
  },
  {
    name: 'hold',
    value: 'SECONDS',
    commands: ['diagnose'],
    describe: (t) => t('at the end stay idle this long and see whether the connection survives'),
  },
  {
    name: 'ca',
    value: 'FILE',
    commands: ['diagnose'],
    describe: (t) => t('trust the certificates in this PEM file too'),
  },
  {
    name: 'insecure',
    commands: ['diagnose'],
    describe: (t) => t('send the password whatever the certificate is; its faults are still reported'),
  },
  {
    name: 'fix',
    commands: ['lint'],
    describe: (t) => t('mend what has one right answer, in the file itself'),
  },
  {
    name: 'for',
    value: 'BUILD',
    commands: ['lint'],
    describe: (t) => t('the vsftpd that reads the file: 3.0.3-debian, 3.0.5, 2.2.2, …'),
  },
  { name: 'sarif', commands: ['lint'], describe: (t) => t('print SARIF 2.1.0, for code scanning') },
  { name: 'json', commands: all, describe: (t) => t('print the report as JSON and nothing else') },
  {
    name: 'html',
    value: 'FILE',
    commands: reporting,
    describe: (t) => t('write the report as a web page, - prints it'),
  },
  {
    name: 'md',
    value: 'FILE',
    commands: reporting,
    describe: (t) => t('write the report as Markdown for an issue, - prints it'),
  },
  {
    name: 'redact',
    commands: reporting,
    describe: (t) => t('replace host names, users, paths and addresses by stand-ins, for sharing'),
  },
  {
    name: 'verbose',
    short: 'v',
    commands: reporting,
    describe: (t) => t('add the whole dialogue with its times'),
  },
  {
    name: 'lang',
    value: 'en|zh-cn',
    commands: all,
    describe: (t) => t('the language of the report (default: that of the terminal)'),
  },
  { name: 'no-color', commands: all, describe: (t) => t('print without colours') },
  { name: 'help', short: 'h', commands: all, describe: (t) => t('print this help') },
  { name: 'version', short: 'V', commands: all, describe: (t) => t('print the version') },
];

/** The entry of an option by its long name. */
export function optionNamed(name: string): OptionEntry | undefined {
  return optionTable.find((entry) => entry.name === name);
}
