import { remediesForChroot } from '../../remedies/login.ts';
import type { Facts } from '../facts.ts';
import { defineRule } from '../rule.ts';
import { allSaid, isWritableRoot } from '../said.ts';

/** The event that carries the refusal: a reply, or text that came in clear inside TLS. */
function refusalIn(facts: Facts): number | null {
  const said = allSaid(facts).find(({ reply }) => reply.code >= 400 && isWritableRoot(reply.text));
  if (said !== undefined) return said.reply.id;
  const tls = facts.trace.events.find(
    (event) => event.kind === 'tls' && isWritableRoot(event.clearText ?? ''),
  );
  return tls?.id ?? null;
}

/** vsftpd locks users into a directory that they may write, and refuses. */
export const serverRefusedChroot = defineRule({
  id: 'server-refused-chroot',
  check(facts, t) {
    const event = refusalIn(facts);
    if (event === null) return null;
    return {
      severity: 'error',
      confidence: 'proven',
      owner: 'server',
      title: t('The login is right, but the directory of the user is set up in a way that vsftpd refuses'),
      explanation: t(
        'vsftpd is told to lock this user into a directory (chroot_local_user, or the user is on the chroot list), and the user may write that very directory. Since 2.3.5 it refuses this for safety and ends the session right after the password.',
      ),
      verdict: t(
        'The login is right, but vsftpd lets nobody in whose root directory is writable: remove the write permission from it.',
      ),
      evidence: [event],
      remedies: remediesForChroot(facts, t),
    };
  },
});
