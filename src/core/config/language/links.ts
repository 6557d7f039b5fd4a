import type { ConfSettings } from '../settings.ts';

/** A path in a value; offsets in the text. */
export interface PathLink {
  readonly start: number;
  readonly end: number;
  readonly path: string;
}

/** The absolute paths that a file names. */
export function pathLinks(conf: ConfSettings): readonly PathLink[] {
  const links: PathLink[] = [];
  for (const settings of conf.byOption.values()) {
    for (const { option, value, line } of settings) {
      const path = value?.trim() ?? '';
      if (option.type !== 'string' || !path.startsWith('/') || /[\s"'$*]/.test(path)) continue;
      const at = line.content.indexOf(path, line.content.indexOf('=') + 1);
      if (at >= 0) links.push({ start: line.start + at, end: line.start + at + path.length, path });
    }
  }
  return links.sort((a, b) => a.start - b.start);
}
