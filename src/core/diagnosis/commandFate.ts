import type { CommandEvent, ReplyEvent } from '../trace/event.ts';
import type { ChannelFacts, Facts, SessionFacts } from './facts.ts';

/** What became of a command that clients cannot do without. */
export interface CommandFate {
  readonly how: 'silence' | 'closed' | 'refused' | 'broken-off';
  readonly command: CommandEvent;
  readonly event: number;
  /** How long a reply was awaited, in ms; null when the evidence does not say. */
  readonly ms: number | null;
  /** The reply that is no success; null where nothing was said. */
  readonly text: string | null;
  /** Whether a 1xx had said that the transfer begins (RFC 959 §4.2.1). */
  readonly begun: boolean;
}

/** Whether `command` is the last thing that the session was asked. */
function isLast(session: SessionFacts, command: CommandEvent): boolean {
  return session.exchanges.at(-1)?.command?.id === command.id;
}

/** Silence or an end in place of a reply to `command`: the first, or the one that ends a transfer. */
function unanswered(
  session: SessionFacts,
  command: CommandEvent,
  awaited: readonly string[],
): Pick<CommandFate, 'how' | 'event' | 'ms'> | null {
  const silence = session.notes.find(
    ({ note, data, id }) =>
      note === 'silence' && awaited.includes(String(data['waitedFor'])) && id > command.id,
  );
  if (silence !== undefined) return { how: 'silence', event: silence.id, ms: silence.ms ?? null };
  const { close } = session;
  const ended = close?.outcome === 'server' || close?.outcome === 'reset';
  return ended && isLast(session, command) ? { how: 'closed', event: close.id, ms: null } : null;
}

/** A transfer over a channel that stood, which the server refused, broke off, or never answered or ended. */
function transferFate(channel: ChannelFacts, session: SessionFacts): CommandFate | null {
  const { transfer, transferReplies, attempts } = channel;
  // Asked first: looking for the command goes through the whole session.
  if (transfer === null || transfer.outcome === 'ok' || transfer.outcome === 'stalled') return null;
  const exchange = session.exchanges.find(
    ({ command, verb }) =>
      command !== null && channel.events.includes(command.id) && verb === transfer.command,
  );
  const command = exchange?.command;
  if (command == null) return null;
  const begun = transferReplies.some(({ code }) => code < 200);
  const reply = transferReplies.findLast(({ code }) => code >= 300);
  if (reply !== undefined) {
    const how = begun ? 'broken-off' : 'refused';
    return { how, command, event: reply.id, ms: null, text: reply.text, begun };
  }
  const stood = attempts.some(({ outcome }) => outcome === 'connected') || (begun && attempts.length === 0);
  if (transferReplies.some(({ code }) => code >= 200) || !stood) return null;
  const fate = unanswered(session, command, begun ? ['226'] : [transfer.command]);
  return fate === null ? null : { ...fate, command, text: null, begun };
}

/** A reply to the command of a data channel that does not accept it; a 1xx only where nothing came behind it. */
function replyFate(reply: ReplyEvent, session: SessionFacts, command: CommandEvent): CommandFate | null {
  if (reply.code >= 200 && reply.code < 300) return null;
  const mayGoOn = reply.code < 200 && isLast(session, command) && session.close === null;
  if (mayGoOn) return null;
  return { how: 'refused', command, event: reply.id, ms: null, text: reply.text, begun: false };
}

/** The 1xx that is all a command was answered with, if so. */
function onlyPreliminary({ exchanges }: SessionFacts, { id }: CommandEvent): ReplyEvent | null {
  return exchanges.find(({ command }) => command?.id === id)?.replies.at(-1) ?? null;
}

/** How the server failed the command of a data channel, or the transfer over it; null when it did not. */
export function fateOf(channel: ChannelFacts, { sessions }: Facts): CommandFate | null {
  const session = sessions.find(({ id }) => id === channel.session);
  const { command, mode } = channel;
  if (session === undefined || command === null) return null;
  const reply = channel.reply ?? onlyPreliminary(session, command);
  if (reply !== null) return replyFate(reply, session, command) ?? transferFate(channel, session);
  const fate = unanswered(session, command, [mode]);
  return fate === null ? null : { ...fate, command, text: null, begun: false };
}

/** What clients ask between the login and the first transfer; STAT is asked by diagnoses only. */
const questions: readonly string[] = ['FEAT', 'SYST', 'PWD'];

/** A question of the session that got no reply at all; any reply, a refusal too, lets a client go on. */
export function findUnansweredQuestion({ sessions }: Facts): CommandFate | null {
  for (const session of sessions) {
    for (const { command, verb, replies } of session.exchanges) {
      if (command === null || replies.length > 0 || !questions.includes(verb)) continue;
      const fate = unanswered(session, command, [verb]);
      if (fate !== null) return { ...fate, command, text: null, begun: false };
    }
  }
  return null;
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

/** Whether a reply neither accepts nor refuses: 1xx (RFC 959 §4.2), or 3xx as a greeting or to AUTH TLS (RFC 4217 §4). */
function isDeadEnd(verb: string, { code }: ReplyEvent): boolean {
  return code < 200 || ((verb === '' || verb === 'AUTH') && code >= 300 && code < 400);
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
