import type { Translate } from '../../l10n.ts';
import { remediesForOtherProtocol } from '../../remedies/control.ts';
import type { Facts, SessionFacts } from '../facts.ts';
import { firstWords, protocolOf } from '../otherProtocols.ts';
import type { FirstWords } from '../otherProtocols.ts';
import { nextTest } from '../nextTest.ts';
import { defineRule } from '../rule.ts';
import type { FindingDraft } from '../rule.ts';
import { quote } from '../said.ts';

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
    verdict:
      protocol === null
        ? t('No FTP server answers on this port: check port and protocol.')
        : t('{protocol} answers on this port, not FTP: check port and protocol in the client.', { protocol }),
    evidence: [words.event],
    remedies: remediesForOtherProtocol(protocol, t),
  };
}

function silent(facts: Facts, session: SessionFacts, t: Translate): FindingDraft | null {
  const hello = facts.sessions.find(({ purpose }) => purpose === 'ClientHello');
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
    verdict: t(
      'The port takes the connection and stays silent for {seconds} s: see on the server whether the FTP service works.',
      { seconds },
    ),
    evidence: [note.id, hello?.tls?.id, session.connect?.id],
    alternatives: [
      {
        text: t('The server waits for a name lookup (reverse DNS, ident) longer than we did.'),
        tellApart: t('With a longer --timeout the greeting comes.'),
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
    nextTests: [nextTest(facts, t, t('With more patience'), { options: ['--timeout', '30'] })],
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
    return words === null ? silent(facts, session, t) : otherProtocol(words, greeted, t);
  },
});
