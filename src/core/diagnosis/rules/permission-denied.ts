import { remediesForPermission } from '../../remedies/index.ts';
import { finalReply } from '../exchanges.ts';
import type { Exchange, Facts } from '../facts.ts';
import type { ReplyEvent } from '../../trace/event.ts';
import { defineRule } from '../rule.ts';
import { asksForTls, quote } from '../said.ts';
import { lines } from '../wording.ts';

/** Commands on files and directories; SIZE, MDTM and MLST are left out, since clients ask them of anything. */
const transferVerbs: readonly string[] = ['LIST', 'NLST', 'MLSD', 'RETR', 'STOR', 'APPE', 'STOU'];
const otherVerbs: readonly string[] = ['CWD', 'MKD', 'RMD', 'DELE', 'RNFR', 'RNTO', 'SITE'];

interface Refused {
  readonly exchange: Exchange;
  readonly reply: ReplyEvent;
  readonly transfer: boolean;
}

function refusedIn(exchange: Exchange): Refused | null {
  const transfer = transferVerbs.includes(exchange.verb);
  const reply = finalReply(exchange);
  if (reply === null || (!transfer && !otherVerbs.includes(exchange.verb))) return null;
  // vsftpd 3.0.3 says so of a directory that it may enter and not read; the listing then is empty.
  const unreadable = /^226 Transfer done \(but failed to open directory\)/.test(reply.text);
  const refused = [450, 550, 552, 553].includes(reply.code) && !asksForTls(reply);
  return unreadable || refused ? { exchange, reply, transfer: transfer && !unreadable } : null;
}

function findRefused(facts: Facts): Refused | null {
  const all = facts.sessions
    .flatMap(({ exchanges }) => exchanges)
    .flatMap((exchange) => refusedIn(exchange) ?? []);
  return all.find(({ transfer }) => transfer) ?? all[0] ?? null;
}

/** A command on a file or directory is refused for lack of rights, a missing path or a full disk. */
export const permissionDenied = defineRule({
  id: 'permission-denied',
  check(facts, t) {
    const refused = findRefused(facts);
    if (refused === null) return null;
    const { exchange, reply, transfer } = refused;
    const full = reply.code === 552 || /quota|disk full|no space/i.test(reply.text.slice(0, 300));
    const missing = /no such file|not found|does not exist|cannot find/i.test(reply.text.slice(0, 300));
    const command = quote(exchange.command?.text ?? exchange.verb);
    return {
      severity: transfer ? 'error' : 'warning',
      confidence: 'proven',
      owner: missing ? 'client' : 'server',
      title: full
        ? t('The server has no room for {command}', { command })
        : missing
          ? t('What {command} names does not exist on the server', { command })
          : t('The server does not allow {command}', { command }),
      explanation: lines(
        t('Its reply: {reply}', { reply: quote(reply.text) }),
        t(
          'The connections are in order: this is about rights and files on the server, not about the network.',
        ),
      ),
      verdict: full
        ? t('The server has no room left: free space or raise the quota.')
        : missing
          ? t('The path does not exist on the server: correct it, starting from the directory after login.')
          : t(
              'The server does not allow {command}: have the rights of this account (or the server’s settings) changed.',
              {
                command,
              },
            ),
      evidence: [reply.id, exchange.command?.id],
      nextSteps: [
        t(
          'Log in with another account, or try another directory: if that works, it is this account’s rights.',
        ),
      ],
      remedies: full || missing ? [] : remediesForPermission(facts, t),
    };
  },
});
