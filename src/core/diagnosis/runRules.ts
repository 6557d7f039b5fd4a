import type { Translate } from '../l10n.ts';
import type { Finding } from '../report/report.ts';
import type { Facts } from './facts.ts';
import type { FindingId } from './findingIds.ts';
import { toFinding } from './rule.ts';
import type { FindingDraft, Rule } from './rule.ts';

/** What the rules found, each finding with the verdict sentence that its rule proposes. */
export interface Diagnosed {
  readonly findings: readonly { readonly finding: Finding; readonly verdict: string | null }[];
  /** Rules that threw; they are left out and take nothing else down. */
  readonly skipped: readonly FindingId[];
}

const severities: readonly Finding['severity'][] = ['error', 'warning', 'info'];

function check(
  rule: Rule,
  facts: Facts,
  t: Translate,
  found: readonly Finding[],
): FindingDraft | null | 'threw' {
  try {
    return rule.check(facts, t, found);
  } catch {
    return 'threw';
  }
}

/** Runs rules in order; findings come out by severity, and within one in the order of the rules, `healthy` before other infos. */
export function runRules(rules: readonly Rule[], facts: Facts, t: Translate): Diagnosed {
  const findings: { finding: Finding; verdict: string | null }[] = [];
  const skipped: FindingId[] = [];
  for (const rule of rules) {
    const draft = check(
      rule,
      facts,
      t,
      findings.map(({ finding }) => finding),
    );
    if (draft === 'threw') skipped.push(rule.id);
    else if (draft !== null) {
      findings.push({ finding: toFinding(rule.id, draft), verdict: draft.verdict ?? null });
    }
  }
  // `healthy` leads where it stands: then nothing is above info, and it is what the report says.
  const rank = ({ finding }: { finding: Finding }): number =>
    2 * severities.indexOf(finding.severity) - (finding.id === 'healthy' ? 1 : 0);
  return { findings: findings.sort((a, b) => rank(a) - rank(b)), skipped };
}
