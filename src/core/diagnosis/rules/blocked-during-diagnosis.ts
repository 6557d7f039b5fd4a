import { sameAddress } from '../../ftp/address.ts';
import { remediesForBlocked } from '../../remedies/control.ts';
import type { ConnectEvent } from '../../trace/event.ts';
import { dialWords } from '../dialWords.ts';
import { nextTest } from '../nextTest.ts';
import { defineRule } from '../rule.ts';

const blocked: ReadonlySet<string> = new Set(['blocked', 'ban', 'rate-limit']);

function sameRemote(a: ConnectEvent, b: ConnectEvent): boolean {
  return sameAddress(a.remote?.address, b.remote?.address) && a.remote?.port === b.remote?.port;
}

/** The control port answered, then stopped answering in the middle of the run. */
export const blockedDuringDiagnosis = defineRule({
  id: 'blocked-during-diagnosis',
  check(facts, t) {
    const stop = facts.notes.find(
      ({ note, data }) => note === 'stopped' && blocked.has(String(data['why'] ?? '')),
    );
    if (stop === undefined) return null;
    const last = facts.connects.findLast(({ outcome }) => outcome !== 'connected' && outcome !== 'not-tried');
    const first = facts.connects.find(
      (connect) => connect.outcome === 'connected' && (last === undefined || sameRemote(connect, last)),
    );
    return {
      severity: 'warning',
      confidence: 'likely',
      owner: 'server-network',
      title: t('The server stopped answering in the middle of the diagnosis'),
      explanation: `${last === undefined ? '' : `${dialWords(last, t)}. `}${t(
        'It had answered before, with the same address and port. A ban (fail2ban) or a limit on new connections is the usual reason; the run stopped at once, so not everything was tried.',
      )}`,
      verdict: t(
        'The server stopped answering in the middle of the diagnosis, as a ban would have it: wait ten minutes, then diagnose again with fewer connections.',
      ),
      evidence: [stop.id, last?.id, first?.id],
      alternatives: [
        {
          text: t('The server or the way to it failed by chance at that moment.'),
          tellApart: t(
            'Nobody reaches it from anywhere, while a ban ends after some minutes and leaves other networks alone.',
          ),
        },
      ],
      nextTests: [
        nextTest(facts, t, t('In ten minutes, with few connections'), {
          options: ['--mode', 'pasv', '--samples', '1'],
        }),
      ],
      remedies: remediesForBlocked(t),
    };
  },
});
