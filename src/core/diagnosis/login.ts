import { argumentOf } from '../ftp/command.ts';
import type { NoteEvent, ReplyEvent } from '../trace/event.ts';
import { finalReply } from './exchanges.ts';
import type { Exchange, LoginFacts } from './facts.ts';

const loginVerbs: readonly string[] = ['USER', 'PASS', 'ACCT'];

/** 230 logs in; 232 does so by a security mechanism (RFC 2228 §3); 202 and 2xx to PASS mean that no password was needed. */
function isLoggedIn({ code }: ReplyEvent): boolean {
  return code >= 200 && code < 300;
}

/** Commands are not shown by some transcripts: then only the codes that nothing but a login gives are read. */
function readUnasked(exchanges: readonly Exchange[]): LoginFacts {
  const replies = exchanges.flatMap((exchange) => (exchange.command === null ? exchange.replies : []));
  const reply = replies.find(({ code }) => code === 230 || code === 530) ?? null;
  if (reply === null) return { outcome: 'unknown', user: null, reply };
  return { outcome: reply.code === 230 ? 'ok' : 'refused', user: null, reply };
}

/** What became of USER, PASS and ACCT in one session; the last answered one decides. */
export function readLogin(exchanges: readonly Exchange[], notes: readonly NoteEvent[]): LoginFacts {
  const asked = exchanges.filter(({ verb }) => loginVerbs.includes(verb));
  const user = asked.find(({ verb }) => verb === 'USER')?.command ?? null;
  const name = user === null ? null : argumentOf(user.text);
  const answered = asked.findLast((exchange) => finalReply(exchange) !== null);
  const last = answered === undefined ? undefined : (finalReply(answered) ?? undefined);
  if (last !== undefined && isLoggedIn(last)) return { outcome: 'ok', user: name, reply: last };
  if (notes.some(({ note }) => note === 'password-withheld')) {
    return { outcome: 'withheld', user: name, reply: last ?? null };
  }
  // 332 to PASS asks for an account (RFC 959 §4.2), which clients do not have.
  const wantsMore = answered?.verb === 'PASS' && asked.at(-1) === answered;
  if (last !== undefined && (last.code >= 400 || wantsMore))
    return { outcome: 'refused', user: name, reply: last };
  // Some logs hold the client's words about the refusal, and not the reply.
  if (notes.some(({ note }) => note === 'login-refused'))
    return { outcome: 'refused', user: name, reply: null };
  if (asked.length > 0) return { outcome: 'unknown', user: name, reply: last ?? null };
  const visible = exchanges.some(({ command }) => command !== null);
  return visible ? { outcome: 'not-tried', user: null, reply: null } : readUnasked(exchanges);
}
