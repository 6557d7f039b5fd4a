import type { CommandEvent } from '../trace/event.ts';
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
