import { isInsideScope, scopeOf } from '../../ftp/address.ts';
import { remediesForAlg } from '../../remedies/index.ts';
import { clientAddresses, findActive } from '../activeMode.ts';
import type { ChannelFacts, Facts } from '../facts.ts';
import { nextTest } from '../nextTest.ts';
import { defineRule } from '../rule.ts';
import type { FindingDraft } from '../rule.ts';
import { readRewritten } from '../secondCapture.ts';
import { isPublicAddress, lines } from '../wording.ts';

/** Servers that compare PORT with the address they see (tried); ProFTPD replaces a private one without a word. */
const checkers: readonly string[] = ['vsftpd', 'pure-ftpd', 'pyftpdlib'];

/** A PORT with a private address that a checking server took although it sees another one. */
function takenUnseen(facts: Facts): ChannelFacts | null {
  if (!checkers.includes(facts.server.product) || !isPublicAddress(facts.peer)) return null;
  return findActive(facts, (channel) => {
    const named = channel.sent?.address ?? null;
    const inside = named !== null && isInsideScope(scopeOf(named));
    if (channel.accepted !== true || channel.tls || !inside) return false;
    const { differ, seenAs } = clientAddresses(facts, channel);
    return differ === true && isPublicAddress(seenAs);
  });
}

/** A device on the path edits PORT on its way to the server. */
export const algRewritesPort = defineRule({
  id: 'alg-rewrites-port',
  check(facts, t): FindingDraft | null {
    const tests = facts.notes.filter(({ note, data }) => note === 'alg-test' && data['test'] === 'port');
    const test = tests.find(({ data }) => data['outcome'] === 'rewritten');
    const channel = takenUnseen(facts);
    const seen = readRewritten(facts, 'port');
    const refuted = tests.some(({ data }) => data['outcome'] === 'unchecked');
    if (test === undefined && (channel === null || refuted)) return null;
    return {
      severity: 'info',
      confidence: test === undefined ? 'possible' : 'proven',
      owner: 'path',
      title: t('A device on the way edits the address in PORT'),
      explanation: lines(
        seen !== null
          ? t('The client sent “{sent}”; at the server’s end ({file}) it arrived as “{received}”.', {
              file: seen.file,
              sent: seen.sent,
              received: seen.received,
            })
          : test === undefined
            ? t(
                'The server took a private address in PORT although it sees you come from another one; the address must have been replaced on the way.',
              )
            : t(
                'Sent by itself, PORT with this machine’s own address was accepted; sent where such devices do not look, the same command was refused.',
              ),
        t(
          'A router or firewall with an FTP helper (ALG) replaces the address so that active mode works through it. It cannot do so under TLS, and it watches port 21 only; there active mode will fail.',
        ),
      ),
      evidence: seen?.evidence ?? [test?.id, channel?.command?.id, channel?.reply?.id],
      alternatives:
        test === undefined
          ? [
              {
                text: t('The server is set to take any address (port_promiscuous or the like).'),
                tellApart: t('A live diagnosis sends the command in a way that helpers overlook.'),
              },
            ]
          : [],
      nextTests:
        test === undefined
          ? [
              nextTest(facts, t, t('Live, which compares two ways to send PORT'), {
                options: ['--mode', 'port'],
              }),
            ]
          : [],
      remedies: remediesForAlg(facts, t),
    };
  },
});
