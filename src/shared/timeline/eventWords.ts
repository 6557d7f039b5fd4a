import type { Translate } from '../../core/l10n.ts';

/** What a command asks for, in plain words; empty for one that is not known. */
export function commandWords(verb: string, argument: string, t: Translate): string {
  switch (verb) {
    case 'USER':
      return t('Logs in as {user}', { user: argument });
    case 'PASS':
      return t('Sends the password, which is not recorded');
    case 'AUTH':
      return t('Asks for TLS');
    case 'PBSZ':
      return t('Comes before PROT and has no meaning of its own');
    case 'PROT':
      return argument.toUpperCase() === 'P'
        ? t('Asks for encrypted data connections')
        : t('Asks for data connections in clear');
    case 'FEAT':
      return t('Asks what the server can do');
    case 'OPTS':
      return t('Sets an option');
    case 'SYST':
      return t('Asks what system the server runs on');
    case 'STAT':
      return t('Asks for the status, which may name the address that the server sees');
    case 'PWD':
      return t('Asks which folder this is');
    case 'CWD':
      return t('Goes to the folder {folder}', { folder: argument });
    case 'TYPE':
      return t('Chooses text or binary transfer');
    case 'PASV':
      return t('Asks the server to open a port and to say at which address');
    case 'EPSV':
      return t('Asks the server to open a port; the address stays the one that was reached');
    case 'PORT':
    case 'EPRT':
      return t('Asks the server to connect to the client');
    case 'LIST':
    case 'NLST':
    case 'MLSD':
      return t('Asks for the listing, which needs a data connection');
    case 'RETR':
      return t('Asks for a file, which needs a data connection');
    case 'STOR':
    case 'APPE':
      return t('Sends a file, which needs a data connection');
    case 'NOOP':
      return t('Does nothing; keeps the connection alive');
    case 'ABOR':
      return t('Stops the transfer');
    case 'QUIT':
      return t('Says goodbye');
    default:
      return '';
  }
}

/** Replies that mean the same whatever they answer. */
function codeWords(code: number, t: Translate): string | null {
  switch (code) {
    case 125:
    case 150:
      return t('The server begins the transfer');
    case 221:
      return t('The server says goodbye');
    case 226:
    case 250:
      return t('The server has finished');
    case 230:
      return t('Logged in');
    case 234:
      return t('TLS may begin');
    case 331:
      return t('Wants the password');
    case 421:
      return t('The server ends the session');
    case 425:
      return t('The server has no data connection');
    case 426:
      return t('The data connection broke off');
    case 522:
      return t('Refuses the data connection as it is encrypted now');
    case 530:
      return t('Not logged in');
    case 550:
      return t('Refused: no right to it, or it is not there');
    default:
      return null;
  }
}

/** What a reply to `verb` (empty for the greeting) means, in plain words. */
export function replyWords(code: number, verb: string, t: Translate): string {
  if (verb === '' && code === 220) return t('The server greets');
  if ((verb === 'USER' || verb === 'PASS') && code === 530) return t('The login is refused');
  if (verb === 'PORT' || verb === 'EPRT') {
    if (code >= 200 && code < 300) return t('Agrees to connect to the client');
    if (code >= 400) return t('Refuses to connect to the address in the command');
  }
  if ((verb === 'PASV' || verb === 'EPSV') && code >= 400) return t('Refuses passive mode');
  const known = codeWords(code, t);
  if (known !== null) return known;
  if (code >= 500) return t('Refused, or not known');
  if (code >= 400) return t('Not possible now');
  if (code >= 300) return t('Wants more');
  return code >= 200 ? t('Done') : '';
}
