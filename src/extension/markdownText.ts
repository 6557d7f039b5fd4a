import { printable } from '../core/report/printable.ts';

/**
 * Foreign text as it may stand in Markdown: every ASCII punctuation mark is escaped (CommonMark §2.4), so that nothing in it
 * is a link, an image or an emphasis; unlike `MarkdownString.appendText` it leaves blanks that a hover can break at.
 */
export function markdownText(text: string): string {
  return printable(text).replace(/[!-/:-@[-`{-~]/g, '\\$&');
}

/** Lines of foreign text as paragraphs of a hover. */
export function markdownParagraphs(lines: readonly string[]): string {
  return lines.map(markdownText).join('\n\n');
}
