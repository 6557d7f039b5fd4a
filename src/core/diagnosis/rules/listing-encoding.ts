import { remediesForEncoding } from '../../remedies/index.ts';
import { readListings } from '../listing.ts';
import { guessEncodings, isUtf8 } from '../nameEncoding.ts';
import type { NameEncoding } from '../nameEncoding.ts';
import { defineRule } from '../rule.ts';
import { quote } from '../said.ts';
import { lines } from '../wording.ts';

const names: Readonly<Record<NameEncoding, string>> = {
  gb18030: 'GBK / GB18030',
  big5: 'Big5',
  shift_jis: 'Shift-JIS',
  'euc-kr': 'EUC-KR',
  'windows-1252': 'Latin-1 / Windows-1252',
};

/** The same as clients and iconv call them. */
const charsets: Readonly<Record<NameEncoding, string>> = {
  gb18030: 'GBK',
  big5: 'BIG5',
  shift_jis: 'SHIFT_JIS',
  'euc-kr': 'EUC-KR',
  'windows-1252': 'CP1252',
};

function join(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part, 10]));
}

/** Names in the listing are not UTF-8; which encoding it is can only be guessed. */
export const listingEncoding = defineRule({
  id: 'listing-encoding',
  check(facts, t) {
    for (const listing of readListings(facts)) {
      const foreign = listing.lines.filter((line) => !isUtf8(line));
      if (foreign.length === 0) continue;
      const [best, second] = guessEncodings(join(foreign));
      const utf8 = facts.sessions.some(({ features }) => features?.includes('UTF8'));
      return {
        severity: 'warning',
        confidence: 'proven',
        owner: 'server',
        title:
          best === undefined
            ? t('Names in the listing are not UTF-8')
            : t('Names in the listing are not UTF-8 (probably {encoding})', {
                encoding: names[best.encoding],
              }),
        explanation: lines(
          best === undefined
            ? null
            : t('Read as {encoding}: {line}', { encoding: names[best.encoding], line: quote(best.text) }),
          t(
            'FTP names are UTF-8 by the standard (RFC 2640), and clients take them so: these show as question marks or garbage, and opening or deleting such files fails.',
          ),
          utf8
            ? t('The server even says in FEAT that it speaks UTF-8; its files are named in another encoding.')
            : null,
        ),
        evidence: [listing.event],
        nextSteps: [
          second === undefined || best === undefined
            ? t('Try the client with another encoding for names.')
            : t('Set the client’s encoding for names to {encoding}; if they still look wrong, try {other}.', {
                encoding: names[best.encoding],
                other: names[second.encoding],
              }),
        ],
        remedies: remediesForEncoding(best === undefined ? null : charsets[best.encoding], t),
      };
    }
    return null;
  },
});
