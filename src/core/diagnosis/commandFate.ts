import type { CommandEvent, ReplyEvent } from '../trace/event.ts';
import type { ChannelFacts, Facts, SessionFacts } from './facts.ts';

/** What became of a command that clients cannot do without. */
export interface CommandFate {
  readonly how: 'silence' | 'closed' | 'refused';
  readonly command: CommandEvent;
  readonly event: number;
  /** How long a reply was awaited, in ms; null when the evidence does not say. */
  readonly ms: number | null;
  /** The refusal; null where nothing was said. */
  readonly text: string | null;
}

/** Whether `command` is the last thing that the session was asked. */
function isLast(session: SessionFacts, command: CommandEvent): boolean {
  return session.exchanges.at(-1)?.command?.id === command.id;
}

/** Silence or an end in place of the reply to `command`. */
function unanswered(
  session: SessionFacts,
  command: CommandEvent,
  verb: string,
): Pick<CommandFate, 'how' | 'event' | 'ms'> | null {
  const silence = session.notes.find(
    ({ note, data, id }) => note === 'silence' && data['waitedFor'] === verb && id > command.id,
  );
  if (silence !== undefined) return { how: 'silence', event: silence.id, ms: silence.ms ?? null };
  const { close } = session;
  const ended = close?.outcome === 'server' || close?.outcome === 'reset';
  return ended && isLast(session, command) ? { how: 'closed', event: close.id, ms: null } : null;
}

/** A transfer command that was refused before anything moved, or never answered although the channel stood. */
function transferFate(channel: ChannelFacts, session: SessionFacts): CommandFate | null {
  const { transfer, transferReplies, attempts } = channel;
  // Asked first: looking for the command goes through the whole session.
  if (transfer?.outcome !== 'rejected' && transfer?.outcome !== 'failed') return null;
  const exchange = session.exchanges.find(
    ({ command, verb }) =>
      command !== null && channel.events.includes(command.id) && verb === transfer.command,
  );
  const command = exchange?.command;
  if (command == null) return null;
  if (transfer.outcome === 'rejected') {
    const reply = transferReplies.findLast(({ code }) => code >= 400);
    if (reply === undefined) return null;
    return { how: 'refused', command, event: reply.id, ms: null, text: reply.text };
  }
  const stood = attempts.some(({ outcome }) => outcome === 'connected');
  if (transferReplies.length > 0 || !stood) return null;
  const fate = unanswered(session, command, transfer.command);
  return fate === null ? null : { ...fate, command, text: null };
}

/** How the server failed the command of a passive channel, or the transfer over it; null when it did not. */
export function fateOf(channel: ChannelFacts, { sessions }: Facts): CommandFate | null {
  const session = sessions.find(({ id }) => id === channel.session);
  const { command, reply, accepted, mode } = channel;
  if (session === undefined || command === null) return null;
  if (accepted === false && reply !== null) {
    return { how: 'refused', command, event: reply.id, ms: null, text: reply.text };
  }
  if (accepted === true) return transferFate(channel, session);
  const fate = reply === null ? unanswered(session, command, mode) : null;
  return fate === null ? null : { ...fate, command, text: null };
}

/** The note of a control connection that was cut off because it never stopped sending; null when there is none. */
export function findEndless({ sessions }: Facts): number | null {
  const notes = sessions.flatMap((session) => session.notes);
  return notes.find(({ note }) => note === 'reply-too-long')?.id ?? null;
}

/** A reply of the login behind which the session could not go on. */
export interface DeadEnd {
  /** What it answers; null for the greeting. */
  readonly command: CommandEvent | null;
  readonly reply: ReplyEvent;
}

/** The greeting and the commands of a login, by verb. */
const loginSteps: readonly string[] = ['', 'AUTH', 'USER', 'PASS', 'ACCT'];

/** Whether a reply neither accepts nor refuses: 1xx (RFC 959 §4.2), or 3xx to AUTH TLS (RFC 4217 §4). */
function isDeadEnd(verb: string, { code }: ReplyEvent): boolean {
  return code < 200 || (verb === 'AUTH' && code >= 300 && code < 400);
}

/** The dead end of a run that never got through its login; null where there is none. */
export function findDeadEnd({ trace: { stopped }, sessions }: Facts): DeadEnd | null {
  if (stopped !== 'login' && stopped !== 'closed') return null;
  for (const { exchanges } of sessions) {
    const last = exchanges.findLast(({ verb, replies }) => verb !== 'QUIT' && replies.length > 0);
    const reply = last?.replies.at(-1);
    if (last === undefined || reply === undefined || !loginSteps.includes(last.verb)) continue;
    if (isDeadEnd(last.verb, reply)) return { command: last.command, reply };
  }
  return null;
}

/** The refusal of MLSD by a server that does not have it (RFC 3659); null where the client goes on to list with LIST. */
export function findUnknownMlsd({ sessions, channels }: Facts): DeadEnd | null {
  if (channels.some(({ transfer }) => transfer?.outcome === 'ok')) return null;
  for (const { exchanges } of sessions) {
    const at = exchanges.findIndex(
      ({ verb, replies }) => verb === 'MLSD' && replies.some(({ code }) => [500, 502, 504].includes(code)),
    );
    const refused = exchanges[at];
    const reply = refused?.replies.find(({ code }) => code >= 500);
    if (reply === undefined || refused?.command == null) continue;
    if (exchanges.slice(at).every(({ verb }) => verb !== 'LIST' && verb !== 'NLST'))
      return { command: refused.command, reply };
  }
  return null;
}

/** A refusal that is all the evidence there is, as where only an error message was pasted. */
export function findLoneRefusal({ sessions, channels }: Facts): DeadEnd | null {
  if (channels.length > 0) return null;
  const [only, ...more] = sessions.flatMap(({ exchanges }) => exchanges);
  const reply = only?.command === null && more.length === 0 ? only.replies[0] : undefined;
  const isLone = reply !== undefined && reply.code >= 400 && only?.replies.length === 1;
  return isLone ? { command: null, reply } : null;
}
