import { visibleText } from '../../shared/visibleText.ts';

/** What ends a line or turns the direction of text: a name with it would look like another one. */
const misleading = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;

/** A name as it can stand in rows, titles and questions, whoever wrote it. */
export function shownName(text: string): string {
  return text.replace(misleading, visibleText);
}
