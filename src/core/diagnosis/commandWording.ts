import { verbOf } from '../ftp/command.ts';
import type { Translate } from '../l10n.ts';
import type { CommandEvent } from '../trace/event.ts';
import {
  findDeadEnd,
  findEndless,
  findLoneRefusal,
  findUnknownMlsd,
  type CommandFate,
  type DeadEnd,
} from './commandFate.ts';
import type { Facts } from './facts.ts';
import type { FindingDraft } from './rule.ts';
import { quote } from './said.ts';
import { lines, seconds } from './wording.ts';

/** Whether a reply says no; one below 400 neither accepts nor refuses where a 2xx is due (RFC 959 §4.2). */
function isRefusal(text: string | null): boolean {
  return /^[45]/.test(text ?? '');
}

/** Whether it is a command of active mode, without which most clients can do. */
function isActive(command: CommandEvent): boolean {
  return ['PORT', 'EPRT'].includes(verbOf(command.text));
}

/** What failed, in a few words. */
export function titleOf({ how, text, command, begun }: CommandFate, t: Translate): string {
  const asked = quote(command.text, 80);
  switch (how) {
    case 'silence':
      return begun
        ? t('The server begins {command} and never says that it is done', { command: asked })
        : t('The server does not answer {command}', { command: asked });
    case 'closed':
      return begun
        ? t('The server hangs up in the middle of {command}', { command: asked })
        : t('The server hangs up on {command}', { command: asked });
    case 'broken-off':
      return t('The server begins {command} and breaks off: “{reply}”', {
        command: asked,
        reply: quote(text ?? '', 120),
      });
    case 'refused':
      return isRefusal(text)
        ? t('The server refuses {command}: “{reply}”', { command: asked, reply: quote(text ?? '', 120) })
        : t('The server answers {command} with “{reply}” and does not go on', {
            command: asked,
            reply: quote(text ?? '', 120),
          });
  }
}

/** What the failure means. */
export function sayMeaning({ how, ms }: CommandFate, t: Translate): string {
  if (how === 'refused' || how === 'broken-off')
    return t('It gives no reason that this program knows; its log may tell more.');
  return lines(
    ms === null ? null : t('A reply was awaited for {seconds} s.', { seconds: seconds(ms) }),
    t(
      'The commands before it were answered. Either the server itself fails here, or a device on the way that reads FTP (a firewall, a router) takes the command or its reply away.',
    ),
  );
}

/** What to do about it first. */
export function verdictOf({ how, command, text }: CommandFate, t: Translate): string {
  const asked = quote(command.text, 80);
  if (how === 'broken-off') {
    return t('The server begins {command} and then says “{reply}”: look for the reason in its log.', {
      command: asked,
      reply: quote(text ?? '', 120),
    });
  }
  if (how === 'refused' && (isActive(command) || !isRefusal(text))) {
    return t('The server answers {command} with “{reply}”: look for the reason in its log.', {
      command: asked,
      reply: quote(text ?? '', 120),
    });
  }
  return how === 'refused'
    ? t('The server refuses {command}, which clients cannot do without: look for the reason in its log.', {
        command: asked,
      })
    : t(
        'The server fails at {command}: see on the server itself whether it answers there, and look for a device on the way that reads FTP.',
        { command: asked },
      );
}

/** What to say of a server that never stops sending. */
function wordEndless(event: number, t: Translate): FindingDraft {
  return {
    severity: 'error',
    confidence: 'proven',
    owner: 'server',
    title: t('The server sends on the control connection without end'),
    explanation: t(
      'A reply of FTP has a few lines. So much came here that the connection was cut: what answers is broken, hostile, or no FTP server.',
    ),
    verdict: t(
      'The server sends without end where a reply was due: see what it is that answers on this port, and look in its log.',
    ),
    evidence: [event],
  };
}

/** What to say of a login that ends in a reply which neither accepts nor refuses. */
function wordDeadEnd({ command, reply }: DeadEnd, t: Translate): FindingDraft {
  const text = quote(reply.text, 120);
  return {
    severity: 'error',
    confidence: 'proven',
    owner: 'server',
    title:
      command === null
        ? t('The server greets with “{reply}” and does not go on', { reply: text })
        : t('The server answers {command} with “{reply}” and does not go on', {
            command: quote(command.text, 80),
            reply: text,
          }),
    explanation: t(
      'Clients wait for a reply that accepts or refuses. This one does neither, and none came behind it, so no client gets in.',
    ),
    verdict: t('The server stops at “{reply}” before anybody is logged in: look in its log for the reason.', {
      reply: text,
    }),
    evidence: [reply.id, command?.id],
  };
}

/** What to say of a client that asks for MLSD and stops at the refusal. */
function wordUnknownMlsd({ command, reply }: DeadEnd, t: Translate): FindingDraft {
  return {
    severity: 'warning',
    confidence: 'likely',
    owner: 'client',
    title: t('The server does not know MLSD, and the client did not go on with LIST'),
    explanation: t(
      'Its reply: {reply}. MLSD is a newer way to list a directory; a server need not have it, and says in its answer to FEAT whether it does. Clients then list with LIST, which every server has.',
      { reply: quote(reply.text) },
    ),
    verdict: t(
      'The server has no MLSD: tell the client to list with LIST (FileZilla, WinSCP and lftp do so by themselves).',
    ),
    evidence: [reply.id, command?.id],
  };
}

/** What to say of a refusal of which nothing else is known. */
function wordLoneRefusal({ reply }: DeadEnd, t: Translate): FindingDraft {
  const text = quote(reply.text, 120);
  return {
    severity: 'error',
    confidence: 'possible',
    owner: 'server',
    title: t('The server refuses something: “{reply}”', { reply: text }),
    explanation: t(
      'This reply is all the evidence there is. The command that it answers is not shown, and the same words can stand for several things.',
    ),
    verdict: t(
      'The server refuses something with “{reply}”: give the whole log from the greeting on, or diagnose the server live.',
      { reply: text },
    ),
    evidence: [reply.id],
  };
}

/** What to say of an answer that no working pair of client and server has: one without end, one with nothing to go on from, a refused MLSD, or a refusal and nothing else; else null. */
export function wordUnheardOf(facts: Facts, t: Translate): FindingDraft | null {
  const endless = findEndless(facts);
  if (endless !== null) return wordEndless(endless, t);
  const deadEnd = findDeadEnd(facts);
  if (deadEnd !== null) return wordDeadEnd(deadEnd, t);
  const mlsd = findUnknownMlsd(facts);
  if (mlsd !== null) return wordUnknownMlsd(mlsd, t);
  const lone = findLoneRefusal(facts);
  return lone === null ? null : wordLoneRefusal(lone, t);
}
