import type { Translate } from '../l10n.ts';
import type { Alternative, ServerProduct } from '../report/report.ts';

interface Meaning {
  /** Products to which it applies; every product when left out. */
  readonly of?: readonly ServerProduct[];
  /** Commands after which it can be meant; every one when left out. */
  readonly after?: readonly string[];
  /** What the reply must say; anything when left out. */
  readonly says?: RegExp;
  /** For whom it can be meant; everybody when left out. */
  readonly who?: 'anonymous' | 'account';
  readonly alternative: (t: Translate) => Alternative;
}

const wrongLogin =
  /login incorrect|authentication failed|cannot log in|not logged in|user .{0,80} unknown|login failed/i;

/** What a refusal can mean besides a wrong name or password (tried on vsftpd 3.0.3 with PAM, ProFTPD 1.3.8, Pure-FTPd 1.0.50, pyftpdlib 2.2.1). */
const meanings: readonly Meaning[] = [
  {
    of: ['vsftpd'],
    after: ['USER', ''],
    says: /permission denied/i,
    alternative: (t) => ({
      text: t(
        'The name stands on the deny list of vsftpd, or is missing on its allow list (userlist_enable, userlist_deny, userlist_file).',
      ),
      tellApart: t('The refusal comes straight after USER, whatever the password.'),
    }),
  },
  {
    of: ['vsftpd'],
    says: /anonymous only/i,
    alternative: (t) => ({
      text: t('vsftpd lets no accounts of the system in (local_enable=NO).'),
      tellApart: t('"anonymous" is let in.'),
    }),
  },
  {
    of: ['vsftpd', 'proftpd', 'unknown'],
    after: ['PASS', ''],
    says: wrongLogin,
    who: 'account',
    alternative: (t) => ({
      text: t('The shell of the account is not listed in /etc/shells (often nologin or false).'),
      tellApart: t(
        '"getent passwd <user>" ends with a shell that "cat /etc/shells" does not show. check_shell=NO changes nothing in vsftpd with PAM.',
      ),
    }),
  },
  {
    of: ['vsftpd', 'proftpd', 'unknown'],
    after: ['PASS', ''],
    says: wrongLogin,
    who: 'account',
    alternative: (t) => ({
      text: t(
        'The name stands in /etc/ftpusers, the list of accounts that must not use FTP (root among them).',
      ),
      tellApart: t('"grep -n <user> /etc/ftpusers" on the server.'),
    }),
  },
  {
    of: ['vsftpd'],
    after: ['PASS', ''],
    says: wrongLogin,
    who: 'anonymous',
    alternative: (t) => ({
      text: t('Anonymous login was tried and is switched off (anonymous_enable=NO).'),
      tellApart: t('The user name is "anonymous" or "ftp".'),
    }),
  },
  {
    of: ['vsftpd', 'proftpd'],
    after: ['PASS', ''],
    says: wrongLogin,
    alternative: (t) => ({
      text: t(
        'PAM or the account itself says no: expired, locked, or checked against the wrong user database.',
      ),
      tellApart: t('"passwd -S <user>" and the lines of pam in the log of the server.'),
    }),
  },
  {
    of: ['pure-ftpd'],
    after: ['PASS', ''],
    alternative: (t) => ({
      text: t('The virtual user was changed without rebuilding the database, or has an id below MinUID.'),
      tellApart: t('"pure-pw show <user>", then "pure-pw mkdb" on the server.'),
    }),
  },
  {
    of: ['iis'],
    alternative: (t) => ({
      text: t(
        'The account may log in but not here: no FTP authorization rule for it, or its home directory is not accessible.',
      ),
      tellApart: t(
        'IIS Manager, FTP Authorization Rules; the further lines of the reply name the cause when shown on the server itself.',
      ),
    }),
  },
];

/** Everything besides a wrong name or password that a refusal of this product can mean; `asked` is the command that was refused, empty if not shown; `user` null stands for both kinds of user. */
export function loginMeanings(
  product: ServerProduct,
  text: string,
  asked: string,
  user: string | null,
  t: Translate,
): readonly Alternative[] {
  const head = text.slice(0, 400);
  const who = user === null ? null : /^(?:anonymous|ftp)$/i.test(user) ? 'anonymous' : 'account';
  return meanings
    .filter(({ of }) => of === undefined || of.includes(product))
    .filter(({ after }) => after === undefined || after.includes(asked))
    .filter(({ says }) => says === undefined || says.test(head))
    .filter((meaning) => meaning.who === undefined || who === null || meaning.who === who)
    .map(({ alternative }) => alternative(t));
}
