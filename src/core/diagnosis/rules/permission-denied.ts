import type { Translate } from '../../l10n.ts';
import { remediesForPermission } from '../../remedies/index.ts';
import { findFileRefusal } from '../fileRefusal.ts';
import type { FileRefusalKind } from '../fileRefusal.ts';
import { nextTest } from '../nextTest.ts';
import { defineRule } from '../rule.ts';
import { saySelinux } from '../hostFacts.ts';
import { quote } from '../said.ts';
import { lines } from '../wording.ts';

function titleOf(kind: FileRefusalKind, command: string, t: Translate): string {
  switch (kind) {
    case 'full':
      return t('The server has no room for {command}', { command });
    case 'missing':
      return t('What {command} names does not exist on the server', { command });
    case 'unopened':
      return t('The server cannot open the directory of {command}', { command });
    case 'forbidden':
      return t('The server does not allow {command}', { command });
  }
}

function verdictOf(kind: FileRefusalKind, command: string, t: Translate): string {
  switch (kind) {
    case 'full':
      return t('The server has no room left: free space or raise the quota.');
    case 'missing':
      return t('The path does not exist on the server: correct it, starting from the directory after login.');
    case 'unopened':
      return t(
        'The server cannot open the directory of {command}: check that the path exists and that this account may read it.',
        { command },
      );
    case 'forbidden':
      return t(
        'The server does not allow {command}: have the rights of this account (or the server’s settings) changed.',
        { command },
      );
  }
}

/** A command on a file or directory is refused for lack of rights, a missing path or a full disk. */
export const permissionDenied = defineRule({
  id: 'permission-denied',
  check(facts, t) {
    const refused = findFileRefusal(facts);
    if (refused === null) return null;
    const { exchange, reply, transfer, kind } = refused;
    const command = quote(exchange.command?.text ?? exchange.verb);
    return {
      severity: transfer ? 'error' : 'warning',
      confidence: 'proven',
      owner: kind === 'missing' ? 'client' : 'server',
      title: titleOf(kind, command, t),
      explanation: lines(
        t('Its reply: {reply}', { reply: quote(reply.text) }),
        t(
          'The connections are in order: this is about rights and files on the server, not about the network.',
        ),
        kind === 'missing' ? null : saySelinux(facts, t),
      ),
      verdict: verdictOf(kind, command, t),
      evidence: [reply.id, exchange.command?.id],
      nextSteps: [
        t(
          'Log in with another account, or try another directory: if that works, it is this account’s rights.',
        ),
      ],
      nextTests: / \S/.test(exchange.command?.text ?? '')
        ? [nextTest(facts, t, t('The directory after login in place of the one in the URL'))]
        : [],
      remedies: kind === 'full' || kind === 'missing' ? [] : remediesForPermission(facts, t),
    };
  },
});
