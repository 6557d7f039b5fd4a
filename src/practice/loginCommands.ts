import { delay } from './delay.ts';
import { practicePassword } from './scenario.ts';
import type { CommandHandler, Session } from './session.ts';
import { featureCommands } from './sessionCommands.ts';
import { tlsCommandsBeforeLogin } from './tlsCommands.ts';

/** vsftpd ends the session at the third failure (max_login_fails). */
const maxLoginFails = 3;

/** USER: with force_local_logins_ssl in force a session in clear is ended (3.0.3). */
function user(session: Session, name: string): void {
  const { settings, control } = session;
  if (settings.sslEnable && settings.forceLocalLoginsSsl && !control.secure) {
    session.farewell('530 Non-anonymous sessions must use encryption.');
    return;
  }
  session.user = name;
  session.reply('331 Please specify the password.');
}

async function pass(session: Session, password: string): Promise<void> {
  if (session.user === null) {
    session.reply('503 Login with USER first.');
    return;
  }
  if (session.user !== session.scenario.user || password !== practicePassword) {
    await delay(session.settings.delayFailedLoginMs, session.control.closed);
    session.user = null;
    session.failedLogins += 1;
    session.reply('530 Login incorrect.');
    if (session.failedLogins >= maxLoginFails) session.farewell();
    return;
  }
  const { settings, scenario } = session;
  if (settings.chrootLocalUser && scenario.server.homeWritable === true && !settings.allowWriteableChroot) {
    session.farewell('500 OOPS: vsftpd: refusing to run with writable root inside chroot()');
    return;
  }
  session.loggedIn = true;
  session.reply('230 Login successful.');
}

/** What vsftpd 3.0.3 answers before a login; anything else gets 530. */
export const loginCommands: Readonly<Record<string, CommandHandler>> = {
  USER: user,
  PASS: pass,
  QUIT: (session) => session.farewell('221 Goodbye.'),
  ...tlsCommandsBeforeLogin,
  ...featureCommands,
};
