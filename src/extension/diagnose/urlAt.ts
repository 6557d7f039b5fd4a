/** A URL of FTP in running text; it ends at white space, quotes and brackets that do not belong to a URL. */
const urls = /\b(?:ftp|ftpes|ftps):\/\/[^\s"'`<>(){}|\\^]+/gi;

/** Punctuation that ends a sentence and not a URL. */
function withoutTail(url: string): string {
  return url.replace(/[.,;:!?，。；：！？、]+$/u, '');
}

/** The ftp, ftpes or ftps URL at a column of a line; null when there is none. Long lines are read around the column only. */
export function urlAt(line: string, column: number): string | null {
  const start = Math.max(0, column - 2000);
  const text = line.slice(start, column + 2000);
  for (const match of text.matchAll(urls)) {
    const url = withoutTail(match[0]);
    const from = start + match.index;
    if (column >= from && column <= from + url.length) return url;
  }
  return null;
}

/** The first such URL in a selection; null when there is none. */
export function urlIn(text: string): string | null {
  const match = text.slice(0, 4000).match(urls)?.[0];
  return match === undefined ? null : withoutTail(match);
}
