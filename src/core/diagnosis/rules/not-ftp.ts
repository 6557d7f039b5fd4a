import type { Translate } from '../../l10n.ts';
import { remediesForOtherProtocol } from '../../remedies/control.ts';
import type { SessionFacts } from '../facts.ts';
import { protocolOf } from '../otherProtocols.ts';
import { defineRule } from '../rule.ts';
import type { FindingDraft } from '../rule.ts';
import { quote } from '../said.ts';

interface FirstWords {
  readonly event: number;
  readonly text: string;
}

/** What the server said first, whether or not it looks like a reply; `hello` is the session that offered TLS to a silent port. */
function firstWords(session: SessionFacts, hello: SessionFacts | undefined): FirstWords | null {
  const stray = session.notes.find(({ note }) => note === 'stray-line');
  const greeting = session.greeting ?? session.exchanges[0]?.replies[0];
  const events = [stray, greeting].filter((event) => event != null);
  const [first] = events.sort((a, b) => a.id - b.id);
  if (first !== undefined) return { event: first.id, text: first.text };
  const answer = hello?.tls;
  return answer?.clearText === undefined ? null : { event: answer.id, text: answer.clearText };
}

function otherProtocol(words: FirstWords, greeted: boolean, t: Translate): FindingDraft | null {
  const protocol = protocolOf(words.text);
  // An odd line before a proper greeting is a banner; only a known protocol or no greeting at all counts.
  if (protocol === null && greeted) return null;
  const text = quote(words.text);
  return {
    severity: 'error',
    confidence: protocol === null ? 'likely' : 'proven',
    owner: 'client',
    title:
      protocol === null
        ? t('What answers on this port does not speak FTP')
        : t('{protocol} answers on this port, not FTP', { protocol }),
    explanation: t(
      'An FTP server greets with a line that begins with 220. This one began with "{text}". Either the port or the protocol that the client was told is wrong.',
      { text },
    ),
    evidence: [words.event],
    remedies: remediesForOtherProtocol(protocol, t),
  };
}

function silent(session: SessionFacts, hello: SessionFacts | undefined, t: Translate): FindingDraft | null {
  const note = session.notes.find(
    ({ note: name, data }) => name === 'silence' && data['waitedFor'] === 'greeting',
  );
  if (note === undefined || hello?.tls?.outcome === 'ok') return null;
  const seconds = Math.round((note.ms ?? 0) / 1000);
  return {
    severity: 'error',
    confidence: 'likely',
    owner: 'server',
    title: t('The port accepts the connection and then says nothing for {seconds} s', { seconds }),
    explanation:
      hello === undefined
        ? t('An FTP server greets first. This one stayed silent for {seconds} s.', { seconds })
        : t(
            'An FTP server greets first. This one stayed silent for {seconds} s, and it did not answer the beginning of a TLS handshake either, as a server with implicit TLS would.',
            { seconds },
          ),
    evidence: [note.id, hello?.tls?.id, session.connect?.id],
    alternatives: [
      {
        text: t('The server waits for a name lookup (reverse DNS, ident) longer than we did.'),
        tellApart: t('Run it again with a longer --timeout.'),
      },
      {
        text: t('A firewall or balancer accepts connections in the name of a server that does not.'),
        tellApart: t('Connect on the server itself to 127.0.0.1 and compare.'),
      },
      {
        text: t('The server hangs or has no process left for this connection.'),
        tellApart: t('Its log and "ss -ltn" on the server show connections that wait to be accepted.'),
      },
    ],
    nextSteps: [t('Run it again with --timeout 30.')],
    remedies: remediesForOtherProtocol(null, t),
  };
}

/** Another protocol answers, or nothing does. */
export const notFtp = defineRule({
  id: 'not-ftp',
  check(facts, t) {
    const session = facts.sessions[0];
    if (session === undefined || session.login.outcome === 'ok') return null;
    const hello = facts.sessions.find(({ purpose }) => purpose === 'ClientHello');
    const words = firstWords(session, hello);
    const greeted = session.exchanges.some(({ replies }) => replies.some(({ code }) => code > 0));
    return words === null ? silent(session, hello, t) : otherProtocol(words, greeted, t);
  },
});
