/** One word of a POSIX shell command that stands for exactly this text. */
export function shellQuote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/**
 * The same, bare where no shell reads anything into it; square brackets are a pattern to zsh. Text without a quote is
 * also what PowerShell reads.
 */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : shellQuote(text);
}

/** A URL as a shell word; its quotes are escaped the URL's own way, so that every shell reads it back. */
export function shellUrl(url: string): string {
  return shellWord(url.replaceAll("'", '%27'));
}
