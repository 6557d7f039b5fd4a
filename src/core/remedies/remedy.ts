import type { Remedy, RemedyEdit } from '../report/report.ts';

/** A remedy as its maker states it; what is left out is empty or false. */
export interface RemedyDraft {
  readonly id: string;
  readonly title: string;
  readonly target: string;
  readonly group: string;
  readonly alternative?: boolean;
  readonly weakens?: boolean;
  readonly apply?: Remedy['apply'];
  readonly steps: readonly string[];
  readonly edits?: readonly RemedyEdit[];
  readonly reference: string;
}

/** Fills in what a draft leaves out. */
export function remedy(draft: RemedyDraft): Remedy {
  return {
    id: draft.id,
    title: draft.title,
    target: draft.target,
    group: draft.group,
    alternative: draft.alternative ?? false,
    weakens: draft.weakens ?? false,
    apply: draft.apply ?? 'none',
    steps: draft.steps,
    edits: draft.edits ?? [],
    reference: draft.reference,
  };
}

/** One step: a sentence, then the literal lines to type or to write. */
export function step(sentence: string, ...lines: readonly string[]): string {
  return [sentence, ...lines].join('\n');
}

/** An edit that sets `option` in the file that the server reads. */
export function set(option: string, value: string | number): RemedyEdit {
  return { op: 'set', option, value: String(value), file: null };
}

/** The lines that `edits` amount to in a file of `option=value` lines. */
export function linesOf(edits: readonly RemedyEdit[]): readonly string[] {
  return edits.flatMap((edit) => (edit.op === 'set' ? [`${edit.option}=${edit.value ?? ''}`] : []));
}

/** Drops remedies that are not there and puts those that lower security last; the order is kept otherwise. */
export function inOrder(remedies: readonly (Remedy | null)[]): readonly Remedy[] {
  const present = remedies.filter((entry) => entry !== null);
  return [...present.filter((entry) => !entry.weakens), ...present.filter((entry) => entry.weakens)];
}
