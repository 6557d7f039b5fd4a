import type { Confidence, Finding, Owner, Severity } from '../../src/core/report/report.ts';
import type { Trace } from '../../src/core/trace/trace.ts';

/** One case of a rule: a trace as text (`traceText.ts`) and what the rule says of it. */
export interface RuleCase {
  /** A sentence about behaviour. */
  readonly name: string;
  readonly trace: string;
  /** What the trace says of its source and settings, beyond the events. */
  readonly about?: Partial<Trace>;
  /** Null when the rule stays silent. */
  readonly finds: ExpectedFinding | null;
  /** Runs just this rule, as if nothing else had been found. */
  readonly alone?: boolean;
}

/** What is compared; what is left out is not. */
export interface ExpectedFinding {
  readonly severity?: Severity;
  readonly confidence?: Confidence;
  readonly owner?: Owner;
  /** Each must be matched by title, explanation, alternatives or next steps taken together. */
  readonly says?: readonly (RegExp | string)[];
  /** The text of the event that stands first in the evidence. */
  readonly evidence?: string;
  readonly alternatives?: number;
  /** The ids of its remedies in their order. */
  readonly remedies?: readonly string[];
  /** What the verdict holds that the rule proposes. */
  readonly verdict?: string;
}

/** The cases of one rule; `test/rules/tables/<id>.ts` exports it as `cases`. */
export type RuleTable = readonly RuleCase[];

/** All that a person reads of a finding, in one string. */
export function wordsOf(finding: Finding): string {
  const { title, explanation, alternatives, nextSteps } = finding;
  const others = alternatives.flatMap(({ text, tellApart }) => [text, tellApart]);
  return [title, explanation, ...others, ...nextSteps].join('\n');
}
