import { sameAddress } from '../../ftp/address.ts';
import type { Translate } from '../../l10n.ts';
import { remediesForAlg } from '../../remedies/index.ts';
import type { ChannelFacts, Facts } from '../facts.ts';
import { nextTest } from '../nextTest.ts';
import { defineRule } from '../rule.ts';
import { readRewritten, type Rewritten } from '../secondCapture.ts';
import { lines } from '../wording.ts';

/** A 227 in clear that names the peer, and one under TLS, from the same peer, that names another address. */
function compare(facts: Facts): { readonly clear: ChannelFacts; readonly secure: ChannelFacts } | null {
  const peers = new Map(facts.sessions.map(({ id, peer }) => [id, peer]));
  const named = facts.channels.filter(({ mode, advertised }) => mode === 'PASV' && advertised !== null);
  const clear = named.find(
    ({ tls, advertised, session }) => !tls && sameAddress(advertised?.address, peers.get(session)),
  );
  const secure = named.find(
    ({ tls, advertised, session }) =>
      tls &&
      sameAddress(peers.get(session), clear?.advertised?.address) &&
      !sameAddress(advertised?.address, clear?.advertised?.address),
  );
  return clear === undefined || secure === undefined ? null : { clear, secure };
}

function sayPasv(seen: Rewritten | null, t: Translate): string | null {
  return seen === null
    ? null
    : t('At the server’s end ({file}) the reply was “{sent}”; the client received “{received}”.', {
        file: seen.file,
        sent: seen.sent,
        received: seen.received,
      });
}

/** A device on the path edits the 227 on its way to the client. */
export const algRewritesPasv = defineRule({
  id: 'alg-rewrites-pasv',
  check(facts, t) {
    const test = facts.notes.find(
      ({ note, data }) => note === 'alg-test' && data['test'] === 'pasv' && data['outcome'] === 'rewritten',
    );
    const pair = compare(facts);
    const seen = readRewritten(facts, 'pasv');
    if (test === undefined && pair === null) return null;
    return {
      severity: 'info',
      confidence: seen === null ? 'likely' : 'proven',
      owner: 'path',
      title: t('A device on the way edits the address in the reply to PASV'),
      explanation: lines(
        sayPasv(seen, t) ??
          (pair === null
            ? t(
                'The server’s reply to PASV differs from the one to the same command sent where such devices do not look.',
              )
            : t(
                'In clear text the reply names {clear}; under TLS, where nobody can edit it, the same server says {secure}.',
                {
                  clear: pair.clear.advertised?.address ?? '',
                  secure: pair.secure.advertised?.address ?? '',
                },
              )),
        t(
          'A router or firewall with an FTP helper (ALG) hides that the server announces an address clients cannot use. In clear text on port 21 that works. Under TLS the helper is blind: clients that use FTPS get the wrong address and fail.',
        ),
        t(
          'Before you move to TLS, have the server announce its public address itself, and open its passive range by a rule.',
        ),
      ),
      evidence: seen?.evidence ?? [pair?.secure.reply?.id, pair?.clear.reply?.id, test?.id],
      alternatives:
        seen !== null
          ? []
          : [
              {
                text: t(
                  'The server itself announces different addresses with and without TLS (ProFTPD’s TLSMasqueradeAddress).',
                ),
                tellApart: t(
                  'Look in its configuration, or compare with what it answers on its own machine.',
                ),
              },
            ],
      nextTests:
        pair === null && seen === null
          ? [nextTest(facts, t, t('Under TLS, where nobody can edit the reply'), { scheme: 'ftpes' })]
          : [],
      remedies: remediesForAlg(facts, t),
    };
  },
});
