import { remediesForLogin } from '../../remedies/login.ts';
import type { ReplyEvent } from '../../trace/event.ts';
import type { SessionFacts } from '../facts.ts';
import { loginMeanings } from '../loginMeanings.ts';
import { defineRule } from '../rule.ts';
import { asksForTls, isLimit, isOops, quote } from '../said.ts';

/** A refused login that no other rule explains. */
function isPlainRefusal({ login, notes }: SessionFacts): boolean {
  const { reply } = login;
  if (login.outcome !== 'refused' || reply === null) return false;
  if (notes.some(({ note }) => note === 'limit')) return false;
  return reply.code !== 421 && !isLimit(reply) && !asksForTls(reply) && !isOops(reply);
}

/** The command that was refused. Where the evidence shows none, a refusal without a 331 before it answers USER. */
function askedBefore({ exchanges }: SessionFacts, reply: ReplyEvent): string {
  const verb = exchanges.find(({ replies }) => replies.includes(reply))?.verb ?? '';
  const all = exchanges.flatMap(({ replies }) => replies);
  return verb === '' && !all.some(({ code, id }) => code === 331 && id < reply.id) ? 'USER' : verb;
}

/** Credentials or account refused. */
export const loginFailed = defineRule({
  id: 'login-failed',
  check(facts, t) {
    if (facts.sessions.some(({ login }) => login.outcome === 'ok')) return null;
    const session = facts.sessions.find(isPlainRefusal);
    const reply = session?.login.reply;
    if (session === undefined || reply == null) return null;
    const { user } = session.login;
    const asked = askedBefore(session, reply);
    const meanings = loginMeanings(facts.server.product, reply.text, asked, user, t);
    return {
      severity: 'error',
      confidence: 'proven',
      owner: 'client',
      title:
        user === null
          ? t('The server refuses the login')
          : t('The server refuses the login of {user}', { user: quote(user, 80) }),
      explanation: `${t('It answered "{text}".', { text: quote(reply.text) })} ${
        asked === 'USER'
          ? t('It said so to the name already, before any password was sent.')
          : t(
              'Most often the user name or the password is wrong. Servers do not tell more to strangers, and the same text stands for other causes too.',
            )
      }`,
      verdict:
        asked === 'USER'
          ? t('The server refuses this user by name: have it let the user in, or use another account.')
          : t('The server refuses the login: check user name and password first.'),
      evidence: [reply.id],
      alternatives: meanings,
      nextSteps: [t('The log of the server tells which of these it was.')],
      remedies: remediesForLogin(facts, t, user),
    };
  },
});
