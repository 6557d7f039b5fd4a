import { isIPv4, sameAddress } from '../../ftp/address.ts';
import { remediesForFileInForce } from '../../remedies/index.ts';
import type { ChannelFacts, Facts } from '../facts.ts';
import { nextTest } from '../nextTest.ts';
import { pasvChannels } from '../passiveMode.ts';
import { defineRule } from '../rule.ts';
import { quote } from '../said.ts';
import { lines } from '../wording.ts';

interface Contradiction {
  readonly written: string;
  readonly channel: ChannelFacts;
  readonly sent: string;
}

/** Whether zeros in the 227 are vsftpd's own answer to this file: `pasv_address` on an IPv6 listener (Debian bug 968888). */
function isZerosOfIpv6(sent: string, config: Readonly<Record<string, string>>): boolean {
  return sent === '0.0.0.0' && !/^(no|false|0)$/i.test(config['listen_ipv6'] ?? 'YES');
}

function readContradiction(facts: Facts): Contradiction | null {
  const { config } = facts.trace.settings;
  const written = config?.['pasv_address'];
  if (config === null || written === undefined || !isIPv4(written)) return null;
  if (facts.server.product !== 'vsftpd' && facts.server.product !== 'unknown') return null;
  const named = pasvChannels(facts).flatMap((channel) =>
    channel.advertised === null ? [] : [{ channel, sent: channel.advertised.address }],
  );
  const [first] = named;
  if (first === undefined || named.some(({ sent }) => sameAddress(sent, written))) return null;
  return isZerosOfIpv6(first.sent, config) ? null : { written, ...first };
}

/** The server's file names one address and its 227 another: the running server does not go by this file. */
export const pasvAddressNotInForce = defineRule({
  id: 'pasv-address-not-in-force',
  check(facts, t) {
    const found = readContradiction(facts);
    if (found === null) return null;
    const { written, channel, sent } = found;
    const works = channel.outcome === 'ok';
    const options = ['--mode', 'pasv', '--samples', '1'];
    return {
      severity: works ? 'warning' : 'error',
      confidence: 'proven',
      owner: 'server',
      title: t('The file says pasv_address={written}, and the server still sends {sent}', { written, sent }),
      explanation: lines(
        t('Its reply is {reply}', { reply: quote(channel.reply?.text ?? '') }),
        t(
          'vsftpd reads its file when it starts. So it was not restarted since the line was written, or it reads another file.',
        ),
        works ? t('Transfers work today; after the next restart the address in the file counts.') : null,
      ),
      verdict: t(
        'The file says pasv_address={written}, and the server still sends {sent}: restart vsftpd, and make sure that it reads this file.',
        { written, sent },
      ),
      evidence: [channel.reply?.id, channel.command?.id],
      alternatives: [
        {
          text: t('A file in user_config_dir sets another address for this user.'),
          tellApart: t(
            'Look on the server for user_config_dir in this file and for pasv_address in its folder.',
          ),
        },
        {
          text: t('A router on the way rewrites the address in the reply.'),
          tellApart: t(
            'Diagnose under TLS, where nothing can be rewritten, or ask the server on its own machine.',
          ),
        },
      ],
      nextTests: [
        nextTest(facts, t, t('After the restart, to see which address the server sends then'), { options }),
        ...(facts.control.tls === 'none'
          ? [
              nextTest(facts, t, t('Under TLS, where no router can rewrite the reply'), {
                scheme: 'ftpes',
                options,
              }),
            ]
          : []),
      ],
      remedies: remediesForFileInForce(facts, t),
    };
  },
});
