import { remediesForEpsv } from '../../remedies/index.ts';
import { channelsOf, familiesOf } from '../passiveMode.ts';
import { readRefusal } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import { defineRule } from '../rule.ts';
import { quote } from '../said.ts';
import { lines } from '../wording.ts';

/** 522 is how RFC 2428 §3 has a server refuse a family; it comes to the same. */
const unknowing: readonly (Refusal | null)[] = ['disabled', 'family', 'other'];

/** EPSV is refused: no matter over IPv4 where PASV is accepted, the end of passive mode over IPv6. */
export const epsvUnsupported = defineRule({
  id: 'epsv-unsupported',
  check(facts, t) {
    for (const family of familiesOf(facts)) {
      const epsv = channelsOf(facts, 'EPSV', family);
      const refused = epsv.find((channel) => unknowing.includes(readRefusal(channel)));
      const accepted = epsv.some((channel) => channel.accepted === true);
      const pasv = channelsOf(facts, 'PASV', family).some((channel) => channel.accepted === true);
      if (refused === undefined || accepted || (family !== 6 && !pasv)) continue;
      return {
        severity: family === 6 ? 'error' : 'info',
        confidence: 'proven',
        owner: 'server',
        title:
          family === 6
            ? t('The server refuses EPSV, the only passive command for IPv6')
            : refused.reply?.code === 550
              ? t('The server forbids EPSV')
              : t('The server does not know EPSV'),
        explanation: lines(
          t('Its reply: {reply}', { reply: quote(refused.reply?.text ?? '') }),
          family === 6
            ? t('PASV cannot name an IPv6 address, so over IPv6 no client can use passive mode here.')
            : t(
                'Clients then use PASV, which the server accepts; they lose one round trip and notice nothing.',
              ),
        ),
        ...(family === 6
          ? {
              verdict: t(
                'Over IPv6 the server refuses EPSV, the only passive command there: have it allow EPSV, or use its IPv4 address.',
              ),
            }
          : {}),
        evidence: [refused.reply?.id, refused.command?.id],
        remedies: family === 6 ? remediesForEpsv(facts, t) : [],
      };
    }
    return null;
  },
});
