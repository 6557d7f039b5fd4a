import type { Diagnosed } from '../diagnosis/runRules.ts';
import type { Translate } from '../l10n.ts';
import type { Trace } from '../trace/trace.ts';

function whyNothing(trace: Trace, t: Translate): string {
  switch (trace.stopped) {
    case 'ctrl-c':
      return t(
        'The diagnosis was stopped before it could find anything out; run it again and let it finish.',
      );
    case 'time':
      return t(
        'The time limit came before anything could be found out; run it again with a longer --timeout.',
      );
    case 'login':
    case 'closed':
      return t(
        'The session ended before data connections could be tried; see the dialogue for the last reply.',
      );
    case null:
      return t('No fault is visible in this evidence.');
  }
}

/** The one sentence that a report leads with: what is wrong first of all, and the one thing to do about it. */
export function writeVerdict(trace: Trace, { findings }: Diagnosed, t: Translate): string {
  const [first] = findings;
  if (first === undefined) return whyNothing(trace, t);
  if (first.verdict !== null) return first.verdict;
  const [remedy] = first.finding.remedies;
  if (remedy === undefined) return t('{problem}.', { problem: first.finding.title });
  return t('{problem}. First: {remedy}.', { problem: first.finding.title, remedy: remedy.title });
}
