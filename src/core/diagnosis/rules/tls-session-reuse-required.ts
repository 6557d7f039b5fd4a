import { remediesForTlsReuse } from '../../remedies/index.ts';
import type { ChannelFacts, Facts } from '../facts.ts';
import { isLoneReuseRefusal, namesReuse, reuseRefusal } from '../reuseRefusal.ts';
import { defineRule } from '../rule.ts';
import { quote, saidWithoutChannel } from '../said.ts';
import { lines } from '../wording.ts';

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
    const said = all.find((channel) => reuseRefusal(channel, facts) !== undefined);
    const shown = works === undefined ? undefined : facts.testChannels.find(freshRefused);
    const channel = said ?? shown;
    const lone = saidWithoutChannel(facts).find(isLoneReuseRefusal);
    const reply = channel === undefined ? lone : reuseRefusal(channel, facts);
    if (channel === undefined && reply === undefined) return null;
    return {
      severity: works === undefined ? 'error' : 'info',
      confidence:
        reply !== undefined && namesReuse(reply) ? 'proven' : works === undefined ? 'likely' : 'proven',
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
