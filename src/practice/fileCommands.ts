import { findFile, modificationTime, resolvePath } from './files.ts';
import type { CommandHandler, Session } from './session.ts';

function changeTo(session: Session, path: string): void {
  const wanted = resolvePath(session.directory, path);
  if (findFile(wanted)?.content === null) {
    session.directory = wanted;
    session.reply('250 Directory successfully changed.');
  } else session.reply('550 Failed to change directory.');
}

/** The content of the file that an argument names; null for directories and what does not exist. */
export function contentOf(session: Session, path: string): string | null {
  return findFile(resolvePath(session.directory, path))?.content ?? null;
}

const workingDirectory: CommandHandler = ({ directory, reply }) =>
  reply(`257 "${directory}" is the current directory`);
const parent: CommandHandler = (session) => changeTo(session, '..');

/** Commands about directories and files without a data connection, worded as vsftpd 3.0.3 does. */
export const fileCommands: Readonly<Record<string, CommandHandler>> = {
  PWD: workingDirectory,
  XPWD: workingDirectory,
  CWD: changeTo,
  XCWD: changeTo,
  CDUP: parent,
  XCUP: parent,
  SIZE: (session, path) => {
    const content = contentOf(session, path);
    session.reply(content === null ? '550 Could not get file size.' : `213 ${Buffer.byteLength(content)}`);
  },
  MDTM: (session, path) =>
    session.reply(
      contentOf(session, path) === null
        ? '550 Could not get file modification time.'
        : `213 ${modificationTime}`,
    ),
  REST: (session, position) => {
    const value = Number.parseInt(position, 10);
    session.reply(`350 Restart position accepted (${Number.isNaN(value) ? 0 : value}).`);
  },
};
