/** Edits (insert, delete, replace, swap of neighbours) that turn `a` into `b`. */
function distance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, index) => index)];
  const cell = (row: number, column: number): number => rows[row]?.[column] ?? 0;
  for (let row = 1; row <= a.length; row += 1) {
    rows[row] = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      rows[row]?.push(
        Math.min(
          cell(row - 1, column) + 1,
          cell(row, column - 1) + 1,
          cell(row - 1, column - 1) + (same ? 0 : 1),
          swapped ? cell(row - 2, column - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
  }
  return cell(a.length, b.length);
}

/** The word that was probably meant: the nearest one, or one that begins like it; null when none is near. */
export function nearest(word: string, words: readonly string[]): string | null {
  if (word.length > 40) return null;
  const lower = word.toLowerCase();
  const [best] = words
    .map((candidate) => ({ candidate, edits: distance(lower, candidate.toLowerCase()) }))
    .sort((a, b) => a.edits - b.edits);
  if (best !== undefined && best.edits <= Math.max(1, Math.floor(word.length / 3))) return best.candidate;
  const completions = words.filter((candidate) => lower.length >= 2 && candidate.startsWith(lower));
  return completions.length === 1 ? (completions[0] ?? null) : null;
}
