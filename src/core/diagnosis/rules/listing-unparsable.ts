import { remediesForListing } from '../../remedies/index.ts';
import { isReadableLine, readListings, toLatin1 } from '../listing.ts';
import { defineRule } from '../rule.ts';
import { quote } from '../said.ts';
import { lines } from '../wording.ts';

/** The listing arrives, and not one of its lines has a form that clients read. */
export const listingUnparsable = defineRule({
  id: 'listing-unparsable',
  check(facts, t) {
    const listing = readListings(facts).find((head) => !head.lines.some(isReadableLine));
    const first = listing?.lines[0];
    if (listing === undefined || first === undefined) return null;
    return {
      severity: 'warning',
      confidence: 'likely',
      owner: 'server',
      title: t('The listing arrives, but in a form that clients cannot read'),
      explanation: lines(
        t('Its first line: {line}', { line: quote(toLatin1(first)) }),
        t(
          'LIST has no standard form. Clients know the form of “ls -l” and that of Windows, and show an empty or garbled directory for anything else. MLSD has a fixed form, where the server knows it.',
        ),
      ),
      evidence: [listing.event],
      nextSteps: [t('See whether FEAT names MLSD or MLST, and try a client that uses it.')],
      remedies: remediesForListing(facts, t),
    };
  },
});
