import { remediesForTlsReuse } from '../../remedies/index.ts';
import type { ChannelFacts, Facts } from '../facts.ts';
import { defineRule } from '../rule.ts';
import { quote, saidWithoutChannel } from '../said.ts';
import { lines } from '../wording.ts';

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

function refusal(
  channel: ChannelFacts,
  facts: Facts,
): { readonly id: number; readonly text: string } | undefined {
  const isPassive = channel.mode === 'PASV' || channel.mode === 'EPSV';
  return channel.transferReplies.find(
    ({ text }) => naming.test(text) || (isPassive && proftpd.test(text) && mayBeSecured(channel, facts)),
  );
}

/** A transfer over TLS that came through with a resumed session. */
function resumed(facts: Facts): ChannelFacts | undefined {
  return facts.channels.find(
    ({ tls, transfer }) => tls && transfer?.outcome === 'ok' && transfer.resumed === true,
  );
}

/** A deliberately fresh handshake that did not lead to a listing. */
function freshRefused(channel: ChannelFacts): boolean {
  const fresh = channel.dataTls.some((handshake) => handshake.fresh === true);
  const failed =
    channel.transfer?.outcome === 'failed' || channel.dataTls.some(({ outcome }) => outcome === 'failed');
  return fresh && failed;
}

/** The server takes a data connection under TLS only when it resumes the control connection’s session. */
export const tlsSessionReuseRequired = defineRule({
  id: 'tls-session-reuse-required',
  check(facts, t) {
    const works = resumed(facts);
    const all = [...facts.channels, ...facts.testChannels];
    const said = all.find((channel) => refusal(channel, facts) !== undefined);
    const shown = works === undefined ? undefined : facts.testChannels.find(freshRefused);
    const channel = said ?? shown;
    const lone = saidWithoutChannel(facts).find(({ text }) => naming.test(text) || proftpd.test(text));
    const reply = channel === undefined ? lone : refusal(channel, facts);
    if (channel === undefined && reply === undefined) return null;
    return {
      severity: works === undefined ? 'error' : 'info',
      confidence:
        reply !== undefined && naming.test(reply.text) ? 'proven' : works === undefined ? 'likely' : 'proven',
      owner: 'client',
      title: t('The server demands that data connections resume the TLS session of the login'),
      explanation: lines(
        reply === undefined
          ? t('A data connection with a fresh TLS handshake was refused, one with a resumed session worked.')
          : t('A data connection with a fresh TLS handshake was refused: {reply}', {
              reply: quote(reply.text),
            }),
        t(
          'That proves to the server that both connections come from the same client, and protects transfers from being stolen. Clients that cannot resume (many FTP libraries) fail here with “522” or “425” after a working login.',
        ),
        works === undefined ? null : t('This diagnosis resumes the session, and its transfers work.'),
      ),
      verdict: t(
        'The server demands that data connections resume the TLS session of the login: use a client that does (FileZilla, WinSCP, lftp).',
      ),
      evidence: [reply?.id, channel?.dataTls[0]?.id, works?.dataTls[0]?.id, channel?.reply?.id],
      remedies: remediesForTlsReuse(facts, t),
    };
  },
});
