import { verbOf } from '../ftp/command.ts';
import type { CommandEvent, ReplyEvent, TraceEvent } from '../trace/event.ts';
import type { Exchange } from './facts.ts';

interface OpenExchange extends Exchange {
  readonly replies: ReplyEvent[];
}

/** Whether a reply ends a command; 1xx replies announce another one (RFC 959 §4.2). */
function isFinal(reply: ReplyEvent): boolean {
  return reply.code >= 200;
}

/** The reply that ended the exchange, null while none came. */
export function finalReply(exchange: Exchange): ReplyEvent | null {
  return exchange.replies.find(isFinal) ?? null;
}

function isUnfinished(exchange: OpenExchange | undefined): boolean {
  const last = exchange?.replies.at(-1);
  return last !== undefined && !isFinal(last) && last.code >= 100;
}

/** Gives replies that came after several commands in a row to them in order, each up to its final reply. */
function distribute(waiting: readonly OpenExchange[], replies: readonly ReplyEvent[]): void {
  let at = 0;
  for (const reply of replies) {
    waiting[at]?.replies.push(reply);
    if (isFinal(reply) && at < waiting.length - 1) at += 1;
  }
}

/** With fewer replies than commands only the last command is sure to have been answered; QUIT is answered by 221 (RFC 959 §5.4). */
function giveToLast(waiting: readonly OpenExchange[], replies: readonly ReplyEvent[]): void {
  const last = waiting.at(-1);
  const before = waiting.at(-2);
  for (const reply of replies) {
    const forQuit = reply.code === 221 || reply.code >= 500;
    const owner = last?.verb === 'QUIT' && !forQuit && before !== undefined ? before : last;
    owner?.replies.push(reply);
  }
}

function settle(waiting: readonly OpenExchange[], replies: readonly ReplyEvent[]): void {
  if (waiting.length > 1 && replies.filter(isFinal).length >= waiting.length) distribute(waiting, replies);
  else giveToLast(waiting, replies);
}

/**
 * Pairs the commands of one session with their replies. A reply belongs to the last command; where several commands
 * were sent before any answer (pipelining, QUIT during a transfer) and all were answered, replies are given in order.
 */
export function readExchanges(events: readonly TraceEvent[]): readonly Exchange[] {
  const exchanges: OpenExchange[] = [];
  let waiting: OpenExchange[] = [];
  let replies: ReplyEvent[] = [];
  const open = (command: CommandEvent | null): OpenExchange => {
    const exchange = { command, verb: command === null ? '' : verbOf(command.text), replies: [] };
    exchanges.push(exchange);
    return exchange;
  };
  for (const event of events) {
    if (event.kind === 'reply') {
      if (waiting.length === 0) waiting.push(open(null));
      replies.push(event);
    } else if (event.kind === 'command') {
      if (replies.length > 0) {
        settle(waiting, replies);
        waiting = waiting.filter((exchange, index) => index === waiting.length - 1 && isUnfinished(exchange));
        replies = [];
      }
      waiting.push(open(event));
    }
  }
  settle(waiting, replies);
  return exchanges;
}
