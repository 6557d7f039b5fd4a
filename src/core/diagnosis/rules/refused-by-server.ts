import { remediesForRefusal } from '../../remedies/control.ts';
import type { Translate } from '../../l10n.ts';
import type { SessionFacts } from '../facts.ts';
import { fromElsewhere } from '../nextTest.ts';
import { defineRule } from '../rule.ts';
import { asksForTls, configFault, isLimit, isOops, quote } from '../said.ts';

interface Refusal {
  readonly event: number;
  readonly stage: 'greeting' | 'login';
  /** What the server said; null when it hung up without a word. */
  readonly text: string | null;
}

function closedByServer({ close }: SessionFacts): number | null {
  const byTls = /^(?:ERR_SSL_|EPROTO)/.test(close?.errno ?? '');
  return (close?.outcome === 'server' || close?.outcome === 'reset') && !byTls ? close.id : null;
}

/** A refusal in place of the greeting, or a connection closed before it. */
function atGreeting(session: SessionFacts): Refusal | null {
  const { greeting } = session;
  if (greeting !== null) {
    if (greeting.code < 400 || isLimit(greeting) || isOops(greeting)) return null;
    if (configFault(greeting) !== null) return null;
    return { event: greeting.id, stage: 'greeting', text: quote(greeting.text) };
  }
  const spoke = session.exchanges.length > 0 || session.tls !== null;
  const strays = session.notes.some(({ note }) => note === 'stray-line');
  const closed = closedByServer(session);
  return closed === null || spoke || strays ? null : { event: closed, stage: 'greeting', text: null };
}

/** 421 to USER or PASS, or a connection closed in answer to them. */
function atLogin(session: SessionFacts): Refusal | null {
  const { login } = session;
  if (login.outcome === 'refused' && login.reply?.code === 421) {
    if (isLimit(login.reply) || asksForTls(login.reply)) return null;
    return { event: login.reply.id, stage: 'login', text: quote(login.reply.text) };
  }
  const last = session.exchanges.at(-1);
  const unanswered = (last?.verb === 'USER' || last?.verb === 'PASS') && last.replies.length === 0;
  const closed = closedByServer(session);
  return unanswered && closed !== null ? { event: closed, stage: 'login', text: null } : null;
}

function titleOf({ stage, text }: Refusal, t: Translate): string {
  if (stage === 'login') return t('The server hangs up during the login');
  return text === null
    ? t('The server closes the connection before it says a word')
    : t('The server turns this client away in place of its greeting');
}

/** The server turns this client away: access rules, a ban, or a server that is not ready. */
export const refusedByServer = defineRule({
  id: 'refused-by-server',
  check(facts, t, found) {
    const session = facts.sessions[0];
    if (session === undefined || session.connect?.outcome === 'not-tried') return null;
    if (found.some(({ id }) => id === 'not-ftp' || id === 'tls-mode-mismatch')) return null;
    const refusal = atGreeting(session) ?? atLogin(session);
    if (refusal === null) return null;
    return {
      severity: 'error',
      confidence: 'proven',
      owner: 'server',
      title: titleOf(refusal, t),
      explanation:
        refusal.text === null
          ? t(
              'The connection was accepted and closed without a word. That is how access rules, bans, servers without a free process and servers that crash look from outside.',
            )
          : t('It sent "{text}": an access rule, a ban or a server that is not ready.', {
              text: refusal.text,
            }),
      verdict: t('The server turns this client away: look for the access rule or ban on the server.'),
      evidence: [refusal.event, session.connect?.id],
      alternatives: [
        {
          text: t('An access rule or a ban for this address (hosts.deny, fail2ban, <Limit LOGIN>).'),
          tellApart: t('From another network, and from the server itself, the greeting comes.'),
        },
        {
          text: t('The server fails at the start of each session, or has no process left.'),
          tellApart: t(
            'The greeting does not come on the server itself either ("curl -v ftp://127.0.0.1/").',
          ),
        },
      ],
      nextTests: [fromElsewhere(facts, t)],
      remedies: remediesForRefusal(facts, t),
    };
  },
});
