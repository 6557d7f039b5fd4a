import type { CommandHandler, Session } from './session.ts';
import { tlsCommandsAfterLogin } from './tlsCommands.ts';

/** FEAT of Debian's 3.0.3: what is switched off is not listed, UTF8 only with utf8_filesystem. */
function feat({ settings, reply }: Session): void {
  const { pasvEnable, portEnable, sslEnable } = settings;
  const features = [
    ...(sslEnable ? ['AUTH TLS'] : []),
    ...(portEnable ? ['EPRT'] : []),
    ...(pasvEnable ? ['EPSV'] : []),
    'MDTM',
    ...(pasvEnable ? ['PASV'] : []),
    ...(sslEnable ? ['PBSZ', 'PROT'] : []),
    'REST STREAM',
    'SIZE',
    'TVFS',
  ];
  reply('211-Features:', ...features.map((feature) => ` ${feature}`), '211 End');
}

/** The commands that are allowed before and after a login. */
export const featureCommands: Readonly<Record<string, CommandHandler>> = {
  FEAT: feat,
  OPTS: (session, option) =>
    session.reply(/^UTF8 ON$/i.test(option) ? '200 Always in UTF8 mode.' : '501 Option not understood.'),
};

/** The status of 3.0.3; `Connected to` names the client as the server sees it. */
function status(session: Session): void {
  const { control, protect, binary, clientAddress, user, clientCount } = session;
  const rows = [
    `Connected to ${clientAddress}`,
    `Logged in as ${user ?? ''}`,
    `TYPE: ${binary ? 'BINARY' : 'ASCII'}`,
    'No session bandwidth limit',
    'Session timeout in seconds is 300',
    `Control connection is ${control.secure ? 'encrypted' : 'plain text'}`,
    `Data connections will be ${protect ? 'encrypted' : 'plain text'}`,
    `At session startup, client count was ${clientCount}`,
    'vsFTPd 3.0.3 - secure, fast, stable',
  ];
  session.reply('211-FTP server status:', ...rows.map((row) => `     ${row}`), '211 End of status');
}

function type(session: Session, argument: string): void {
  const wish = argument.toUpperCase();
  if (wish === 'I' || wish === 'L8' || wish === 'L 8') session.binary = true;
  else if (wish === 'A' || wish === 'A N') session.binary = false;
  else {
    session.reply('500 Unrecognised TYPE command.');
    return;
  }
  session.reply(`200 Switching to ${session.binary ? 'Binary' : 'ASCII'} mode.`);
}

const helpRows = [
  ' ABOR ACCT ALLO APPE CDUP CWD  DELE EPRT EPSV FEAT HELP LIST MDTM MKD',
  ' MODE NLST NOOP OPTS PASS PASV PORT PWD  QUIT REIN REST RETR RMD  RNFR',
  ' RNTO SITE SIZE SMNT STAT STOR STOU STRU SYST TYPE USER XCUP XCWD XMKD',
  ' XPWD XRMD',
];

const denied: CommandHandler = (session) => session.reply('550 Permission denied.');
const says =
  (text: string): CommandHandler =>
  (session) =>
    session.reply(text);

/** Answers `accepted` for one argument and `refused` for any other. */
const only =
  (argument: string, accepted: string, refused: string): CommandHandler =>
  (session, given) =>
    session.reply(given.toUpperCase() === argument ? accepted : refused);

/** Commands about the session itself, worded as vsftpd 3.0.3 does; writing is off, as in Debian's stock file. */
export const sessionCommands: Readonly<Record<string, CommandHandler>> = {
  ...featureCommands,
  USER: (session, name) =>
    session.reply(name === session.user ? '331 Any password will do.' : "530 Can't change to another user."),
  PASS: says('230 Already logged in.'),
  QUIT: (session) => session.farewell('221 Goodbye.'),
  SYST: says('215 UNIX Type: L8'),
  STAT: (session, path) =>
    path === '' ? status(session) : session.reply('213-Status follows:', '213 End of status'),
  TYPE: type,
  MODE: only('S', '200 Mode set to S.', '504 Bad MODE command.'),
  STRU: only('F', '200 Structure set to F.', '504 Bad STRU command.'),
  ALLO: says('202 ALLO command ignored.'),
  NOOP: says('200 NOOP ok.'),
  ABOR: says('225 No transfer to ABOR.'),
  HELP: says(['214-The following commands are recognized.', ...helpRows, '214 Help OK.'].join('\r\n')),
  ...tlsCommandsAfterLogin,
  ...Object.fromEntries(
    ['STOR', 'STOU', 'APPE', 'DELE', 'MKD', 'XMKD', 'RMD', 'XRMD', 'RNFR', 'RNTO', 'SITE'].map((verb) => [
      verb,
      denied,
    ]),
  ),
};
