import type { ReplyEvent } from '../trace/event.ts';
import type { Exchange, Facts, SessionFacts } from './facts.ts';

/** Whether the control connection of a session was under TLS when the event with this id happened. */
export function wasSecured({ trace }: Facts, session: SessionFacts, event: number): boolean {
  return trace.events.some(
    (earlier) =>
      earlier.kind === 'tls' &&
      earlier.session === session.id &&
      earlier.connection === 0 &&
      earlier.outcome !== 'failed' &&
      earlier.id < event,
  );
}

/** One reply with what it answered. */
export interface Said {
  readonly session: SessionFacts;
  readonly exchange: Exchange;
  readonly reply: ReplyEvent;
}

/** Every reply of a session, in order. */
export function saidIn(session: SessionFacts): readonly Said[] {
  const known = saidBySession.get(session);
  if (known !== undefined) return known;
  const all: Said[] = [];
  for (const exchange of session.exchanges) {
    for (const reply of exchange.replies) all.push({ session, exchange, reply });
  }
  saidBySession.set(session, all);
  return all;
}

/** Many rules read all replies; they are listed once a session. */
const saidBySession = new WeakMap<SessionFacts, readonly Said[]>();

/** Every reply of all sessions, session by session. */
export function allSaid({ sessions }: Facts): readonly Said[] {
  const [only, ...more] = sessions;
  if (only === undefined) return [];
  return more.length === 0 ? saidIn(only) : sessions.flatMap(saidIn);
}

/** Replies of sessions of which no data channel is shown: a log that begins behind its command, or an error message alone. */
export function saidWithoutChannel(facts: Facts): readonly ReplyEvent[] {
  const shown = new Set(facts.channels.map(({ session }) => session));
  const open = facts.sessions.filter(({ id }) => !shown.has(id));
  return open.flatMap(saidIn).map(({ reply }) => reply);
}

/**
 * Whether a reply says that the server has as many clients as it admits, in all or from one address or user; pyftpdlib
 * counts data connections too, and says so in a 425 (tried on 1.5.7).
 */
export function isLimit({ code, text }: ReplyEvent): boolean {
  return (
    (code === 421 || code === 425 || code === 530 || code === 450) &&
    /too many (?:connect|user|client|session|login|open)|maximum (?:number|allowed|of)|max(?:imum)? (?:connections?|clients|users)|no more connections allowed|\(the maximum\)|limit (?:of|reached|exceeded)/i.test(
      text.slice(0, 600),
    )
  );
}

/** Whether a refusal asks for TLS on the control or the data connection. */
export function asksForTls({ code, text }: ReplyEvent): boolean {
  if (code < 400 || code === 431) return false;
  const head = text.slice(0, 600);
  if (/reuse|resum|handshake|certificate|negotiation/i.test(head)) return false;
  return /must (?:use|be) encrypt|must be protected|(?:ssl|tls|encryption|secure connection) (?:is )?(?:required|needed|mandatory)|require[sd]? (?:ssl|tls|encrypt)|cleartext sessions .{0,40}not accepted|does not allow plain FTP|(?:use|perform|issue|send|need|require)s? (?:an? )?AUTH\b|AUTH (?:TLS |SSL )?(?:is )?(?:required|needed|first)|cannot be opened with this PROT setting|policy requires SSL|PROT C is not allowed|^521[ -]PROT P required/i.test(
    head,
  );
}

/** Whether a reply is vsftpd's report of a fatal error. */
export function isOops({ code, text }: ReplyEvent): boolean {
  return code === 500 && /^500[ -]OOPS: /.test(text);
}

/** Pure-FTPd 1.0.50 in place of its greeting (`-P` with a name or address it cannot use), and the like of others. */
const configFaults: readonly RegExp[] = [
  /^421[ -].{0,200}Illegal forced IP for passive connections/im,
  /^421[ -].{0,200}(?:configuration|unable to (?:open|read) config)/im,
];

/** The line of a 421 that tells of a mistake in the server's settings, null when there is none. */
export function configFault({ code, text }: ReplyEvent): string | null {
  if (code !== 421) return null;
  const head = text.slice(0, 4096);
  return head.split('\n').find((line) => configFaults.some((pattern) => pattern.test(line))) ?? null;
}

/** Whether vsftpd refuses a chroot whose root the user may write. */
export function isWritableRoot(text: string): boolean {
  return text.includes('refusing to run with writable root inside chroot');
}

/** The first line of a server's text without its code, at most `length` characters; for sentences about it. */
export function quote(text: string, length = 160): string {
  const [line = ''] = text.split('\n');
  const shown = line.replace(/\p{Cc}/gu, ' ').trim();
  return shown.length > length ? `${shown.slice(0, length)}…` : shown;
}
