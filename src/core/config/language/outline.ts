import type { ConfFile } from '../confFile.ts';
import { settingParts, trimBlanks } from '../confFile.ts';
import { optionNamed } from '../options.ts';

/** One setting of the outline; offsets in the text. */
export interface OutlineEntry {
  readonly name: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** Settings that belong together, under the comment that stands before them. */
export interface OutlineSection {
  /** The first line of that comment without its mark; empty for settings without one. */
  readonly title: string;
  readonly start: number;
  readonly end: number;
  readonly entries: readonly OutlineEntry[];
}

function words(comment: string): string {
  const text = trimBlanks(comment.replace(/^#+/, ''));
  const isSetting = optionNamed(text.split('=', 1)[0] ?? '') !== undefined;
  return /[\p{L}\p{N}]/u.test(text) && !isSetting ? text : '';
}

/** The settings of a file by section: a comment after other settings, or the first one, begins a new one. */
export function outline(file: ConfFile): readonly OutlineSection[] {
  const sections: { title: string; start: number; end: number; entries: OutlineEntry[] }[] = [];
  let title = '';
  let titleStart = -1;
  for (const line of file.lines) {
    if (line.kind === 'comment' && titleStart < 0) {
      title = words(line.content);
      if (title !== '') titleStart = line.start;
    }
    if (line.kind !== 'setting') continue;
    const parts = settingParts(line.content);
    const name = trimBlanks(parts.name);
    if (name === '' || name.startsWith('#')) continue;
    const entry = { name, value: trimBlanks(parts.value), start: line.start, end: line.end };
    const last = sections.at(-1);
    if (last === undefined || titleStart >= 0)
      sections.push({
        title,
        start: titleStart >= 0 ? titleStart : line.start,
        end: line.end,
        entries: [entry],
      });
    else {
      last.entries.push(entry);
      last.end = line.end;
    }
    title = '';
    titleStart = -1;
  }
  return sections;
}
