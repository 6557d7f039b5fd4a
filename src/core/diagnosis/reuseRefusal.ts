import type { ReplyEvent } from '../trace/event.ts';
import type { ChannelFacts, Facts } from './facts.ts';
import { isPassive } from '../trace/trace.ts';

/** vsftpd 2.2.2 and 3.0.3, FileZilla Server 1.x (read); ProFTPD 1.3.8 only says `Operation not permitted`. */
const naming = /session reuse required|TLS session of data connection (?:has )?not (?:been )?resumed/i;
const proftpd = /^425 Unable to build data connection: Operation not permitted/;

/** Whether a channel may be under TLS: it is, or its evidence begins behind the login and does not show it. */
function mayBeSecured({ tls, session }: ChannelFacts, { sessions }: Facts): boolean {
  return (
    tls ||
    sessions.some(({ id, login, tls: seen }) => id === session && login.reply === null && seen === null)
  );
}

/** Whether a reply says itself that the TLS session of the login was not resumed. */
export function namesReuse({ text }: ReplyEvent): boolean {
  return naming.test(text);
}

/** Whether a reply of which no channel is shown refuses a data connection that did not resume the login's TLS session. */
export function isLoneReuseRefusal(reply: ReplyEvent): boolean {
  return namesReuse(reply) || proftpd.test(reply.text);
}

/** The reply by which a server refused a data connection that did not resume the login's TLS session. */
export function reuseRefusal(channel: ChannelFacts, facts: Facts): ReplyEvent | undefined {
  return channel.transferReplies.find(
    (reply) =>
      namesReuse(reply) ||
      (isPassive(channel.mode) && proftpd.test(reply.text) && mayBeSecured(channel, facts)),
  );
}
