import type { Diagnosed } from '../diagnosis/runRules.ts';
import type { Translate } from '../l10n.ts';

/** The one sentence that a report leads with: what is wrong first of all, and the one thing to do about it. */
export function writeVerdict({ findings }: Diagnosed, t: Translate): string {
  const [first] = findings;
  if (first === undefined) return t('No fault is visible in this evidence.');
  if (first.verdict !== null) return first.verdict;
  const [remedy] = first.finding.remedies;
  if (remedy === undefined) return t('{problem}.', { problem: first.finding.title });
  return t('{problem}. First: {remedy}.', { problem: first.finding.title, remedy: remedy.title });
}
