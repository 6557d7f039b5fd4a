import type { Facts } from '../diagnosis/facts.ts';
import type { OopsMeaning } from '../diagnosis/vsftpdOops.ts';
import type { Translate } from '../l10n.ts';
import type { Remedy, RemedyEdit } from '../report/report.ts';
import { references } from './references.ts';
import { inOrder, linesOf, remedy, set, step } from './remedy.ts';
import { serverAddress } from './server.ts';
import { situationOf } from './situation.ts';
import { handshakeRepair } from './tls.ts';
import { applyBy, restartSteps } from './vsftpd.ts';

/** Lines of a mend that are options and can be set by machine. */
function editsOf(meaning: OopsMeaning): readonly RemedyEdit[] {
  return meaning.lines.flatMap((line) => {
    const match = /^([a-z_]+)=([A-Za-z]+)$/.exec(line);
    return match === null ? [] : [set(match[1] ?? '', match[2] ?? '')];
  });
}

/** What to do about an address that Pure-FTPd is told to announce and cannot use. */
export function remediesForForcedAddress(facts: Facts, t: Translate): readonly Remedy[] {
  return inOrder(serverAddress({ ...situationOf(facts), product: 'pure-ftpd' }, t, 'oops'));
}

/** What to do about a fatal error of vsftpd; `meaning` null for a text that is not known. */
export function remediesForOops(facts: Facts, t: Translate, meaning: OopsMeaning | null): readonly Remedy[] {
  const situation = situationOf(facts);
  if (meaning?.id === 'pasv-address')
    return inOrder(serverAddress({ ...situation, product: 'vsftpd' }, t, 'oops'));
  if (meaning === null) {
    return [
      remedy({
        id: 'vsftpd-oops-unknown',
        title: t("Read the server's own log: the text alone does not tell the cause"),
        target: 'vsftpd',
        group: 'oops',
        steps: [
          step(
            t('On the server:'),
            'sudo journalctl -u vsftpd --since -1h',
            'sudo tail -n 50 /var/log/vsftpd.log',
          ),
          t(
            'Of several OOPS lines in a row the first is the cause; the others only say that its process is gone.',
          ),
        ],
        reference: references.vsftpdSource,
      }),
    ];
  }
  const edits = editsOf(meaning);
  const mend = remedy({
    id: `vsftpd-oops-${meaning.id}`,
    title: t('Mend the settings of vsftpd that this text speaks of'),
    target: 'vsftpd',
    group: 'oops',
    apply: applyBy(situation),
    steps: [step(meaning.mend, ...meaning.lines), ...restartSteps(situation, t)],
    edits,
    reference: references.vsftpdSource,
  });
  return inOrder([mend, meaning.id === 'other-process' ? withoutSandbox(facts, t) : null]);
}

/** Switches the system call filter off: last, and with its price. */
function withoutSandbox(facts: Facts, t: Translate): Remedy {
  const situation = situationOf(facts);
  const edits = [set('seccomp_sandbox', 'NO')];
  return remedy({
    id: 'vsftpd-seccomp-sandbox',
    title: t('Switch the system call filter of vsftpd off'),
    target: 'vsftpd',
    group: 'oops',
    alternative: true,
    weakens: true,
    apply: applyBy(situation),
    steps: [
      t(
        'Price: one fence fewer around a server process that somebody took over. Debian and Fedora build vsftpd with it off.',
      ),
      step(t('In vsftpd.conf:'), ...linesOf(edits)),
      ...restartSteps(situation, t),
    ],
    edits,
    reference: references.vsftpdSource,
  });
}

/** What to do about a failed handshake; `meaning` is undefined where the server sent no OOPS, null where it is not known. */
export function remediesForHandshake(
  facts: Facts,
  t: Translate,
  meaning: OopsMeaning | null | undefined,
): readonly Remedy[] {
  const repair = handshakeRepair(situationOf(facts), t, 'tls');
  if (meaning === undefined) return [repair];
  return inOrder([...remediesForOops(facts, t, meaning), { ...repair, alternative: true }]);
}
