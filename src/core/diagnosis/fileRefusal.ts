import { transferVerbs } from '../ftp/command.ts';
import type { ReplyEvent } from '../trace/event.ts';
import { finalReply } from './exchanges.ts';
import type { Exchange, Facts } from './facts.ts';
import { asksForTls } from './said.ts';

/** Commands on files and directories that move no data; SIZE, MDTM and MLST are left out, since clients ask them of anything. */
const otherVerbs: ReadonlySet<string> = new Set(['CWD', 'MKD', 'RMD', 'DELE', 'RNFR', 'RNTO', 'SITE']);

/** What a refusal of a command on files means. */
export type FileRefusalKind = 'full' | 'missing' | 'unopened' | 'forbidden';

/** A refused command on a file or directory. */
export interface FileRefusal {
  readonly exchange: Exchange;
  readonly reply: ReplyEvent;
  readonly transfer: boolean;
  readonly kind: FileRefusalKind;
}

function kindOf({ code, text }: ReplyEvent): FileRefusalKind {
  const head = text.slice(0, 300);
  if (code === 552 || /quota|disk full|no space/i.test(head)) return 'full';
  return /no such file|not found|does not exist|cannot find/i.test(head) ? 'missing' : 'forbidden';
}

function refusedIn(exchange: Exchange): FileRefusal | null {
  const transfer = transferVerbs.has(exchange.verb);
  if (!transfer && !otherVerbs.has(exchange.verb)) return null;
  const reply = finalReply(exchange);
  if (reply === null) return null;
  // Some servers answer so for an empty directory.
  if (/^[45]50 .{0,80}no (?:such )?files? found/i.test(reply.text)) return null;
  // vsftpd 3.0.3 ends LIST so where the directory is missing or may not be read; the listing then is empty.
  if (/^226 Transfer done \(but failed to open directory\)/.test(reply.text)) {
    return { exchange, reply, transfer, kind: 'unopened' };
  }
  if (![450, 550, 552, 553].includes(reply.code) || asksForTls(reply)) return null;
  return { exchange, reply, transfer, kind: kindOf(reply) };
}

/** The refusal that tells most: one that stopped a transfer, else the first. */
export function findFileRefusal(facts: Facts): FileRefusal | null {
  let first: FileRefusal | null = null;
  for (const { exchanges } of facts.sessions) {
    for (const exchange of exchanges) {
      const refusal = refusedIn(exchange);
      if (refusal?.transfer === true) return refusal;
      first ??= refusal;
    }
  }
  return first;
}
