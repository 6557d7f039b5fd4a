import type { Translate } from '../../l10n.ts';
import { remediesForLimit } from '../../remedies/control.ts';
import type { Facts, SessionFacts } from '../facts.ts';
import { nextTest } from '../nextTest.ts';
import { defineRule } from '../rule.ts';
import type { FindingDraft } from '../rule.ts';
import { allSaid, isLimit, quote, saidIn } from '../said.ts';

function limitNote({ notes }: SessionFacts): number | null {
  return notes.find(({ note }) => note === 'limit')?.id ?? null;
}

/** Whether an earlier session of ours was in: then the limit may be met by nobody but us. */
function followsOurs(session: SessionFacts, { sessions }: Facts): boolean {
  return sessions.some((other) => other.id < session.id && other.login.outcome === 'ok');
}

/** A limit that another user would meet as well. */
function forEverybody(facts: Facts, t: Translate): FindingDraft | null {
  const met = allSaid(facts).find(
    ({ session, reply }) => isLimit(reply) && limitNote(session) === null && !followsOurs(session, facts),
  );
  if (met === undefined) return null;
  return {
    severity: 'error',
    confidence: 'proven',
    owner: 'server',
    title: t('The server admits no more clients'),
    explanation: t(
      'It answered "{text}". Others are in: other users, other programs on this machine, or sessions that were cut off and whose end the server has not noticed yet.',
      { text: quote(met.reply.text) },
    ),
    verdict: t('The server is full and admits no more clients: close other connections, or raise its limit.'),
    evidence: [met.reply.id],
    nextSteps: [t('Wait some minutes and close other FTP programs.')],
    nextTests: [
      nextTest(facts, t, t('Then once more with as few sessions as can be'), {
        options: ['--mode', 'pasv', '--samples', '1'],
      }),
    ],
    remedies: remediesForLimit(facts, t),
  };
}

/** A limit that only a further session of ours met. */
function forUs(facts: Facts, t: Translate): FindingDraft | null {
  // A run that ended in a ban met no limit on sessions.
  if (facts.notes.some(({ note, data }) => note === 'stopped' && data['why'] === 'blocked')) return null;
  const session = facts.sessions.find(
    (entry) =>
      limitNote(entry) !== null ||
      (followsOurs(entry, facts) && saidIn(entry).some(({ reply }) => isLimit(reply))),
  );
  if (session === undefined) return null;
  const all = saidIn(session);
  const said = all.find(({ reply }) => isLimit(reply)) ?? all.find(({ reply }) => reply.code >= 400);
  return {
    severity: 'info',
    confidence: said === undefined ? 'likely' : 'proven',
    owner: 'server',
    title: t('The server lets only few sessions of one client in at once'),
    explanation:
      said === undefined
        ? t(
            'A further session of this diagnosis was not let in while an earlier one was; the run went on one at a time.',
          )
        : t(
            'A further session of this diagnosis was answered "{text}"; the run went on one at a time. Clients that transfer with several connections meet the same limit.',
            { text: quote(said.reply.text) },
          ),
    evidence: [said?.reply.id, limitNote(session)],
    remedies: remediesForLimit(facts, t),
  };
}

/** A limit on connections, for everybody or for us alone. */
export const tooManyConnections = defineRule({
  id: 'too-many-connections',
  check: (facts, t) => forEverybody(facts, t) ?? forUs(facts, t),
});
