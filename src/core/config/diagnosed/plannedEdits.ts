import type { Finding, Remedy, RemedyEdit, Report } from '../../report/report.ts';

/**
 * The edits of a remedy together with those of its group, which work only together: no alternatives to it, nothing that
 * lowers security unless it does so itself. Each edit once, though several findings offer it.
 */
export function editsOf(report: Report, remedy: Remedy): readonly RemedyEdit[] {
  const group = report.findings
    .flatMap(({ remedies }) => remedies)
    .filter(
      (other) =>
        other.group === remedy.group && (other.id === remedy.id || !other.alternative) && !other.weakens,
    );
  const all = group.some(({ id }) => id === remedy.id) ? group : [...group, remedy];
  const edits = all.flatMap((each) => each.edits);
  return edits.filter((edit, index) => edits.findIndex((before) => isSame(before, edit)) === index);
}

function isSame(a: RemedyEdit, b: RemedyEdit): boolean {
  return a.op === b.op && a.option === b.option && a.value === b.value;
}

/** What a finding's first choice changes in the server's file: no alternatives, nothing that lowers security. */
export function plannedEdits({ remedies }: Finding): readonly RemedyEdit[] {
  const [first] = remedies.filter(
    ({ alternative, weakens, edits }) => !alternative && !weakens && edits.length > 0,
  );
  if (first === undefined) return [];
  return remedies
    .filter(({ alternative, weakens, group }) => !alternative && !weakens && group === first.group)
    .flatMap(({ edits }) => edits);
}
