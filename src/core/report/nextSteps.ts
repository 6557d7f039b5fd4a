import type { Translate } from '../l10n.ts';
import type { Finding, Remedy, Report } from './report.ts';
import { placeWords } from './words.ts';

/** One thing to do: a sentence, and lines to type or to write exactly as they stand. */
export interface StepView {
  readonly text: string;
  /** Literal, to be shown in a fixed width. */
  readonly lines: readonly string[];
}

/** The literal lines of a remedy, each a thing done. */
function literalLines({ steps }: Remedy): string[] {
  return steps.flatMap((step) => step.split('\n').slice(1));
}

/** Whether a remedy is done with the earlier ones: the same at another finding, or fewer lines of the same file. */
function isDoneBy(earlier: readonly Remedy[], remedy: Remedy): boolean {
  const { id, edits } = remedy;
  const lines = new Set(earlier.filter((each) => each.id === id).flatMap(literalLines));
  const isSame = lines.size > 0 && literalLines(remedy).every((line) => lines.has(line));
  const isPart = edits.every((edit) =>
    earlier.some((each) => each.edits.some((made) => JSON.stringify(made) === JSON.stringify(edit))),
  );
  return isSame || (edits.length > 0 && isPart);
}

/** The remedies to begin with, of each finding those that no earlier finding's have done. */
function firstRemedies(faults: readonly Finding[]): ReadonlyMap<Finding, readonly Remedy[]> {
  const done: Remedy[] = [];
  const kept = new Map<Finding, readonly Remedy[]>();
  for (const finding of faults) {
    const first = finding.remedies.filter(({ alternative, weakens }) => !alternative && !weakens);
    kept.set(
      finding,
      first.filter((remedy) => !isDoneBy(done, remedy)),
    );
    done.push(...first);
  }
  return kept;
}

/** A step that ends in a command apart from it, so that no view wraps what is to be copied. */
function stepView(step: string, commands: readonly string[]): StepView {
  const command = commands.find((line) => step.endsWith(line));
  if (command === undefined) return { text: step, lines: [] };
  return { text: step.slice(0, -command.length).trimEnd(), lines: [command] };
}

/** What to do about the faults and what to try next, each once; a diagnosis again at the end. */
export function nextSteps(report: Report, t: Translate): StepView[] {
  const faults = report.findings.filter(({ severity }) => severity !== 'info');
  const steps = [...firstRemedies(faults)].flatMap(([finding, remedies]) => [
    ...remedies.map(({ target, title }) =>
      t('{where}: {action}', { where: placeWords(t, target, finding.owner), action: title }),
    ),
    ...finding.nextSteps,
  ]);
  const commands = faults.flatMap(({ nextTests }) => (nextTests ?? []).map(({ command }) => command));
  const { kind, target } = report.source;
  const again = faults.length > 0 && kind === 'probe' && target !== null ? `ftp-diagnose ${target}` : null;
  return [
    ...[...new Set(steps)].map((step) => stepView(step, commands)),
    ...(again === null ? [] : [{ text: t('Then diagnose again:'), lines: [again] }]),
  ];
}
