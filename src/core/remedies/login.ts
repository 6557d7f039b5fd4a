import type { Facts } from '../diagnosis/facts.ts';
import type { Translate } from '../l10n.ts';
import type { Remedy } from '../report/report.ts';
import { references } from './references.ts';
import { inOrder, linesOf, remedy, set, step } from './remedy.ts';
import { situationOf } from './situation.ts';
import { applyBy, restartSteps } from './vsftpd.ts';

/** What to do about a refused login. */
export function remediesForLogin(facts: Facts, t: Translate, user: string | null): readonly Remedy[] {
  const { product } = situationOf(facts);
  const name = user ?? '<user>';
  const vsftpd = [
    'sudo journalctl -u vsftpd --since -10min',
    `getent passwd ${name}`,
    'cat /etc/shells /etc/ftpusers',
    'cat /etc/pam.d/vsftpd',
  ];
  const byProduct: Readonly<Record<string, readonly string[]>> = {
    vsftpd,
    proftpd: [
      'sudo tail /var/log/proftpd/proftpd.log',
      `getent passwd ${name}`,
      'cat /etc/shells /etc/ftpusers',
    ],
    'pure-ftpd': ['sudo journalctl -t pure-ftpd --since -10min', `sudo pure-pw show ${name}`],
  };
  return inOrder([
    remedy({
      id: 'client-check-credentials',
      title: t('Check user name and password once, by hand'),
      target: 'client',
      group: 'login',
      steps: [
        t(
          'Type both anew instead of pasting them: a blank, a line end or another keyboard layout is not seen. Try no more than twice, many servers ban after three failures.',
        ),
        t('Characters such as @ : / # in a URL must be written as %40 %3A %2F %23.'),
      ],
      reference: references.rfc959,
    }),
    remedy({
      id: 'server-login-log',
      title: t('Read on the server why it refused: it tells more there than here'),
      target: product === 'unknown' ? 'server' : product,
      group: 'login',
      steps: [step(t('On the server:'), ...(byProduct[product] ?? vsftpd))],
      reference: references.vsftpdManual,
    }),
  ]);
}

/** What to do about a root directory that the user may write. */
export function remediesForChroot(facts: Facts, t: Translate): readonly Remedy[] {
  const situation = situationOf(facts);
  const edits = [set('allow_writeable_chroot', 'YES')];
  return inOrder([
    remedy({
      id: 'vsftpd-readonly-root',
      title: t('Remove the write permission from the root directory, and give a writable directory in it'),
      target: 'vsftpd',
      group: 'chroot',
      steps: [
        step(
          t('On the server, for the directory in which this user is locked in:'),
          'sudo chmod a-w <root>',
          'sudo mkdir <root>/files',
          'sudo chown <user> <root>/files',
        ),
        t('Nothing has to be restarted; the user finds the files one directory deeper.'),
      ],
      reference: references.vsftpdSource,
    }),
    remedy({
      id: 'vsftpd-local-root',
      title: t('Lock all users into a root of its own above their directories'),
      target: 'vsftpd',
      group: 'chroot',
      alternative: true,
      apply: applyBy(situation),
      steps: [
        step(
          t('In vsftpd.conf, with /srv/ftp owned by root and one directory a user in it:'),
          'local_root=/srv/ftp/$USER',
          'user_sub_token=$USER',
        ),
        t('/srv/ftp/<user> must not be writable for the user; a directory in it may be.'),
        ...restartSteps(situation, t),
      ],
      reference: references.vsftpdManual,
    }),
    remedy({
      id: 'vsftpd-allow-writeable-chroot',
      title: t('Have vsftpd accept a writable root'),
      target: 'vsftpd',
      group: 'chroot',
      alternative: true,
      weakens: true,
      apply: applyBy(situation),
      steps: [
        t(
          'Price: a user who can write the root can plant files such as lib or etc there that programs of the server then load; vsftpd refuses it since 2.3.5 for that reason.',
        ),
        step(t('In vsftpd.conf (3.0.0 and later; mind the spelling "writeable"):'), ...linesOf(edits)),
        t('It does not help anonymous users: their root must be read-only in any case.'),
        ...restartSteps(situation, t),
      ],
      edits,
      reference: references.vsftpdSource,
    }),
  ]);
}
