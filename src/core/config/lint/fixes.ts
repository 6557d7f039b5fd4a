import type { Translate } from '../../l10n.ts';
import type { TextEdit } from '../edit.ts';
import { applyTextEdits } from '../edit.ts';
import type { Flavour } from '../flavour.ts';
import { lint } from './lint.ts';
import type { LintProblem } from './problem.ts';

/** How often a mended text is looked at again: one fix may lay another problem open. */
const rounds = 10;

function overlaps(edit: TextEdit, taken: readonly TextEdit[]): boolean {
  return taken.some(({ start, end }) => {
    // Two texts put into one place would have no order.
    const samePlace = edit.start === start && (edit.start === edit.end || start === end);
    return samePlace || (edit.start < end && start < edit.end);
  });
}

/** The safe fixes that can be made together: the first of each problem, in order, none touching another. */
export function safeEdits(problems: readonly LintProblem[]): readonly TextEdit[] {
  const taken: TextEdit[] = [];
  for (const { fixes } of problems) {
    const fix = fixes.find(({ applicability }) => applicability === 'safe');
    if (fix?.edits.some((edit) => overlaps(edit, taken)) === false) taken.push(...fix.edits);
  }
  return taken.sort((a, b) => a.start - b.start);
}

/** Makes every safe fix, and again until none is left. `fixed` counts the problems that are gone. */
export function fixAll(text: string, flavour: Flavour | null, t: Translate): { text: string; fixed: number } {
  const before = lint(text, flavour, t).length;
  let current = text;
  for (let round = 0; round < rounds; round++) {
    const edits = safeEdits(lint(current, flavour, t));
    if (edits.length === 0) break;
    current = applyTextEdits(current, edits);
  }
  return { text: current, fixed: Math.max(0, before - lint(current, flavour, t).length) };
}
