import type { Translate } from '../../l10n.ts';
import { remediesForLogin } from '../../remedies/login.ts';
import type { ReplyEvent } from '../../trace/event.ts';
import type { SessionFacts } from '../facts.ts';
import { loginMeanings } from '../loginMeanings.ts';
import { defineRule } from '../rule.ts';
import type { FindingDraft } from '../rule.ts';
import { asksForTls, isLimit, isOops, quote } from '../said.ts';

/** The refusal as the evidence has it: the reply, else the client's words about it. */
interface Refusal {
  readonly session: SessionFacts;
  readonly event: number;
  readonly text: string;
  /** The command that was refused. */
  readonly asked: string;
}

/** A refused login that no other rule explains. */
function plainRefusal(session: SessionFacts): Refusal | null {
  const { login, notes } = session;
  if (login.outcome !== 'refused' || notes.some(({ note }) => note === 'limit')) return null;
  const { reply } = login;
  if (reply === null) {
    const note = notes.find(({ note: name }) => name === 'login-refused');
    const asked = /refuses login/.test(note?.text ?? '') ? 'USER' : 'PASS';
    return note === undefined ? null : { session, event: note.id, text: note.text, asked };
  }
  if (reply.code === 421 || isLimit(reply) || asksForTls(reply) || isOops(reply)) return null;
  return { session, event: reply.id, text: reply.text, asked: askedBefore(session, reply) };
}

/** The command that was refused. Where the evidence shows none but the greeting, a refusal without a 331 before it answers USER. */
function askedBefore({ exchanges }: SessionFacts, reply: ReplyEvent): string {
  const verb = exchanges.find(({ replies }) => replies.includes(reply))?.verb ?? '';
  const all = exchanges.flatMap(({ replies }) => replies);
  const isWhole = all.some(({ code, id }) => code === 220 && id < reply.id);
  return verb === '' && isWhole && !all.some(({ code, id }) => code === 331 && id < reply.id) ? 'USER' : verb;
}

/** What is refused: the name, the two together, or, by 332 (RFC 959 §4.1.1), nothing yet. */
function wordsOf(
  { session, text, asked }: Refusal,
  t: Translate,
): Pick<FindingDraft, 'title' | 'explanation' | 'verdict'> {
  const { user } = session.login;
  const answer = t('It answered "{text}".', { text: quote(text) });
  if (text.startsWith('332')) {
    return {
      title: t('The server wants an account name besides the password'),
      explanation: `${answer} ${t('Name and password were not refused; it waits for the command ACCT.')}`,
      verdict: t(
        'The server wants an account name besides the password (ACCT), which few clients can send: have it ask for none, or use a client that can.',
      ),
    };
  }
  const byName = asked === 'USER';
  return {
    title:
      user === null
        ? t('The server refuses the login')
        : t('The server refuses the login of {user}', { user: quote(user, 80) }),
    explanation: `${answer} ${
      byName
        ? t('It said so to the name already, before any password was sent.')
        : t(
            'Most often the user name or the password is wrong. Servers do not tell more to strangers, and the same text stands for other causes too.',
          )
    }`,
    verdict: byName
      ? t('The server refuses this user by name: have it let the user in, or use another account.')
      : t('The server refuses the login: check user name and password first.'),
  };
}

/** Credentials or account refused. */
export const loginFailed = defineRule({
  id: 'login-failed',
  check(facts, t) {
    if (facts.sessions.some(({ login }) => login.outcome === 'ok')) return null;
    const refusal = facts.sessions.map(plainRefusal).find((found) => found !== null);
    if (refusal === undefined) return null;
    const { session, text, asked } = refusal;
    const { user } = session.login;
    const meanings = loginMeanings(facts.server.product, text, asked, user, t);
    return {
      severity: 'error',
      confidence: 'proven',
      owner: 'client',
      ...wordsOf(refusal, t),
      evidence: [refusal.event],
      alternatives: meanings,
      nextSteps: [t('The log of the server tells which of these it was.')],
      remedies: remediesForLogin(facts, t, user),
    };
  },
});
