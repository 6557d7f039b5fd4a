import type { Finding, Remedy, RemedyEdit, Report } from '../../report/report.ts';

/** The edits of a remedy together with those of the same group that come before it: they work only together. */
export function editsOf(report: Report, remedy: Remedy): readonly RemedyEdit[] {
  const group = report.findings
    .flatMap(({ remedies }) => remedies)
    .filter(
      (other) =>
        other.group === remedy.group && (other.id === remedy.id || !other.alternative) && !other.weakens,
    );
  const all = group.some(({ id }) => id === remedy.id) ? group : [...group, remedy];
  return all.flatMap(({ edits }) => edits);
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
