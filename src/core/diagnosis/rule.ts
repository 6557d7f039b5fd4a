import type { Translate } from '../l10n.ts';
import type { Alternative, Confidence, Finding, Owner, Remedy, Severity } from '../report/report.ts';
import type { Facts } from './facts.ts';
import type { FindingId } from './findingIds.ts';
import type { TestStep } from './nextTest.ts';

/** A finding as a rule states it; what is left out is empty. */
export interface FindingDraft {
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly title: string;
  readonly explanation: string;
  readonly owner: Owner;
  /** Event ids, the most telling first; empty entries and repetitions are dropped. */
  readonly evidence: readonly (number | null | undefined)[];
  /** The report's verdict when this finding is the first to mend: one sentence that names the one thing to do first. */
  readonly verdict?: string;
  readonly alternatives?: readonly Alternative[];
  readonly nextSteps?: readonly string[];
  /** Diagnoses that would tell more; their sentences follow `nextSteps`. */
  readonly nextTests?: readonly TestStep[];
  readonly remedies?: readonly Remedy[];
}

/** Turns facts into at most one finding. */
export interface Rule {
  readonly id: FindingId;
  /**
   * Null when the fault is not there or the facts do not say. Never throws; never asks where the trace came from.
   * `found` holds what the rules before this one in the registry have found.
   */
  check(facts: Facts, t: Translate, found: readonly Finding[]): FindingDraft | null;
}

/** Names a rule; one file a rule, the file named by the finding id. */
export function defineRule(rule: Rule): Rule {
  return rule;
}

/** Fills in what a draft leaves out. */
export function toFinding(id: FindingId, draft: FindingDraft): Finding {
  const tests = draft.nextTests ?? [];
  return {
    id,
    severity: draft.severity,
    confidence: draft.confidence,
    title: draft.title,
    explanation: draft.explanation,
    owner: draft.owner,
    evidence: [...new Set(draft.evidence.filter((event) => event != null))],
    alternatives: draft.alternatives ?? [],
    nextSteps: [...(draft.nextSteps ?? []), ...tests.map(({ step }) => step)],
    nextTests: tests.flatMap(({ test }) => test ?? []),
    remedies: draft.remedies ?? [],
  };
}
