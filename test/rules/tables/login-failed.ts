import type { RuleTable } from '../../support/ruleTable.ts';

function login(reply: string, greeting = '220 (vsFTPd 3.0.3)'): string {
  return `
    ! connect 198.51.100.7:21 connected
    < ${greeting}
    > USER alice
    < 331 Please specify the password.
    > PASS ****
    < ${reply}
  `;
}

export const cases: RuleTable = [
  {
    name: "lists all that vsftpd's one text can mean",
    trace: login('530 Login incorrect.'),
    finds: {
      verdict: 'check user name and password first',
      severity: 'error',
      confidence: 'proven',
      owner: 'client',
      evidence: '530 Login incorrect.',
      says: ['alice', '/etc/shells', '/etc/ftpusers', 'password is wrong', /^(?![\s\S]*anonymous_enable)/],
    },
  },
  {
    name: 'sees a login that wants an account besides',
    trace: login('332 Need account for login.'),
    finds: { verdict: 'account name besides the password', severity: 'error', says: ['ACCT'] },
  },
  {
    name: 'is silent where the evidence ends before the password',
    trace: '! connect 198.51.100.7:21 connected\n< 220 hi\n> USER alice\n< 331 password',
    finds: null,
  },
  {
    name: 'takes any 2xx for a login',
    trace: login('200 Welcome.'),
    finds: null,
  },
  {
    name: 'tells anonymous that anonymous logins are switched off',
    trace: login('530 Login incorrect.').replace('alice', 'anonymous'),
    finds: { says: ['anonymous_enable=NO', /^(?![\s\S]*ftpusers)/] },
  },
  {
    name: 'lists everything where the transcript shows no commands',
    trace:
      '! connect 198.51.100.7:21 connected\n< 220 (vsFTPd 2.2.2)\n< 331 Please specify the password.\n< 530 Login incorrect.',
    finds: { says: ['anonymous_enable=NO', '/etc/ftpusers'] },
  },
  {
    name: 'sees that the name was refused where a transcript shows no commands',
    trace: '! connect 198.51.100.7:21 connected\n< 220 (vsFTPd 3.0.3)\n< 530 Permission denied.',
    finds: { alternatives: 1, says: ['deny list', 'before any password', /^(?![\s\S]*password is wrong)/] },
  },
  {
    name: 'points at the user list of vsftpd when the name alone is refused',
    trace:
      '! connect 198.51.100.7:21 connected\n< 220 (vsFTPd 3.0.3)\n> USER alice\n< 530 Permission denied.',
    finds: { says: ['deny list', 'before any password'], alternatives: 1 },
  },
  {
    name: 'explains that vsftpd lets only anonymous in',
    trace:
      '! connect 198.51.100.7:21 connected\n< 220 (vsFTPd 3.0.3)\n> USER alice\n< 530 This FTP server is anonymous only.',
    finds: { says: ['local_enable=NO'], alternatives: 1 },
  },
  {
    name: 'speaks of virtual users on Pure-FTPd',
    trace: login(
      '530 Login authentication failed',
      '220---------- Welcome to Pure-FTPd [privsep] [TLS] ----------\n| 220 ok',
    ),
    finds: { says: ['pure-pw'] },
  },
  {
    name: 'leaves a demand for TLS to the finding on that',
    trace: login('530 Non-anonymous sessions must use encryption.'),
    finds: null,
  },
  {
    name: 'leaves a limit to the finding on limits',
    trace: login('530 Sorry, the maximum number of clients (1) for this user are already connected.'),
    finds: null,
  },
  {
    name: 'leaves a fatal error to the finding on that',
    trace: login('500 OOPS: vsftpd: refusing to run with writable root inside chroot()'),
    finds: null,
  },
  {
    name: 'stays silent about a second session that was not let in beside the first',
    trace: `${login('230 Login successful.')}
      == 1 EPSV
      ! connect 198.51.100.7:21 connected
      < 220 (vsFTPd 3.0.3)
      > USER alice
      < 331 Please specify the password.
      > PASS ****
      < 530 Login incorrect.
      ! note limit what=530
    `,
    finds: null,
  },
  {
    name: 'stays silent when the password was not sent',
    trace:
      '! connect 198.51.100.7:21 connected\n< 220 ready\n> AUTH TLS\n< 500 no\n! note password-withheld why=tls-unsupported',
    finds: null,
  },
  { name: 'stays silent after a login', trace: login('230 Login successful.'), finds: null },
  {
    name: 'stays silent about a later session even if nothing says that it met a limit',
    trace: `${login('230 Login successful.')}
      == 1 EPSV
      ! connect 198.51.100.7:21 connected
      < 220 (vsFTPd 3.0.3)
      > USER alice
      < 530 Login incorrect.
    `,
    finds: null,
  },
  {
    name: 'stays silent about a refusal that was recognised as a limit',
    trace: `${login('530 Login incorrect.')}! note limit what=530`,
    finds: null,
  },
  {
    name: 'goes by the client’s words where the log does not hold the reply',
    trace: '! connect 198.51.100.7:21 connected\n! note login-refused',
    finds: { severity: 'error', confidence: 'proven', evidence: 'login-refused' },
  },
  {
    name: 'knows what else IIS means',
    trace: login('530 User cannot log in, home directory inaccessible.').replace(
      '(vsFTPd 3.0.3)',
      'Microsoft FTP Service',
    ),
    finds: { says: ['FTP authorization rule', 'IIS Manager'] },
  },
  {
    name: 'does not send a person to the password whose name is refused',
    trace:
      '! connect 198.51.100.7:21 connected\n< 220 (vsFTPd 3.0.3)\n> USER alice\n< 530 Permission denied.',
    finds: { says: ['deny list'], verdict: 'refuses this user by name' },
  },
];
