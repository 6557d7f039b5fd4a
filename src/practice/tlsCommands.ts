import type { CommandHandler, Session } from './session.ts';

const pleaseLogin = '530 Please login with USER and PASS.';

async function auth(session: Session, mechanism: string): Promise<void> {
  if (session.secureContext === null) session.reply(pleaseLogin);
  else if (!/^(?:TLS|TLS-C|SSL|TLS-P)$/i.test(mechanism)) session.reply('504 Unknown AUTH type.');
  else {
    session.reply('234 Proceed with negotiation.');
    if (!(await session.control.startTls(session.secureContext))) session.ended = true;
  }
}

function needsTls(name: string, work: CommandHandler): CommandHandler {
  return (session, argument) => {
    if (session.secureContext === null) session.reply(pleaseLogin);
    else if (!session.control.secure) session.reply(`503 ${name} needs a secure connection.`);
    else return work(session, argument);
    return undefined;
  };
}

/** Whether data goes under TLS from now on (RFC 4217 §9); vsftpd knows C and P. */
function prot(session: Session, level: string): void {
  const wish = level.toUpperCase();
  if (wish === 'C' || wish === 'P') {
    session.protect = wish === 'P';
    session.reply(wish === 'P' ? '200 PROT now Private.' : '200 PROT now Clear.');
  } else if (wish === 'S' || wish === 'E') session.reply('536 PROT not supported.');
  else session.reply('504 PROT not recognized.');
}

const pbsz: CommandHandler = (session) => session.reply('200 PBSZ set to 0.');

/** AUTH, PBSZ and PROT of RFC 4217 before a login, answered as vsftpd 3.0.3 does with and without ssl_enable. */
export const tlsCommandsBeforeLogin: Readonly<Record<string, CommandHandler>> = {
  AUTH: auth,
  PBSZ: needsTls('PBSZ', pbsz),
  PROT: needsTls('PROT', prot),
};

function underTls(work: CommandHandler): CommandHandler {
  return (session, argument) =>
    session.control.secure ? work(session, argument) : session.reply('550 Permission denied.');
}

/** PBSZ and PROT after a login; AUTH is an unknown command by then. */
export const tlsCommandsAfterLogin: Readonly<Record<string, CommandHandler>> = {
  PBSZ: underTls(pbsz),
  PROT: underTls(prot),
};
