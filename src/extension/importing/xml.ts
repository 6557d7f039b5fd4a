/** One element of an XML file, as far as a list of sites needs it. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** Its own text, without that of its children, trimmed. */
  readonly text: string;
}

interface OpenElement {
  name: string;
  attributes: Record<string, string>;
  children: XmlElement[];
  text: string;
}

const depthLimit = 100;
const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Undoes the five entities and numeric references; others stay as they are, and nothing is ever looked up. */
function unescaped(text: string): string {
  return text.replace(/&(#x[0-9a-fA-F]{1,6}|#\d{1,7}|\w{2,4});/g, (whole, entity: string) => {
    if (!entity.startsWith('#')) return named[entity] ?? whole;
    const code = entity.startsWith('#x') ? parseInt(entity.slice(2), 16) : Number(entity.slice(1));
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
      ? String.fromCodePoint(code)
      : whole;
  });
}

function attributesOf(text: string): Record<string, string> {
  const attributes: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const match of text.matchAll(/([\w:.-]{1,100})\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    attributes[match[1] ?? ''] = unescaped(match[2] ?? match[3] ?? '');
  }
  return attributes;
}

/** Where a construct that is passed over ends; -1 when it does not. */
function endOfSkipped(text: string, start: number): number {
  const ends: readonly (readonly [string, string])[] = [
    ['<!--', '-->'],
    ['<?', '?>'],
    ['<!', '>'],
  ];
  for (const [opens, closes] of ends) {
    if (!text.startsWith(opens, start)) continue;
    const end = text.indexOf(closes, start + opens.length);
    return end < 0 ? -1 : end + closes.length;
  }
  return -1;
}

/**
 * Reads XML without a schema, without entities of its own and without ever looking anything up. Null when it is not
 * well formed, or nests deeper than any list of sites does.
 */
export function readXml(text: string): XmlElement | null {
  const root: OpenElement = { name: '', attributes: {}, children: [], text: '' };
  const open: OpenElement[] = [root];
  let index = 0;
  while (index < text.length) {
    const top = open.at(-1) ?? root;
    const next = text.indexOf('<', index);
    top.text += unescaped(text.slice(index, next < 0 ? undefined : next));
    if (next < 0) break;
    if (text.startsWith('<![CDATA[', next)) {
      const end = text.indexOf(']]>', next);
      if (end < 0) return null;
      top.text += text.slice(next + 9, end);
      index = end + 3;
      continue;
    }
    if (text[next + 1] === '!' || text[next + 1] === '?') {
      index = endOfSkipped(text, next);
      if (index < 0) return null;
      continue;
    }
    const end = text.indexOf('>', next);
    if (end < 0) return null;
    const tag = text.slice(next + 1, end);
    index = end + 1;
    if (tag.startsWith('/')) {
      if (open.length < 2 || top.name !== tag.slice(1).trim()) return null;
      open.pop();
      close(open, top);
      continue;
    }
    const name = /^[\w:.-]+/.exec(tag)?.[0];
    if (name === undefined || open.length > depthLimit) return null;
    const element: OpenElement = {
      name,
      attributes: attributesOf(tag.slice(name.length)),
      children: [],
      text: '',
    };
    if (tag.endsWith('/')) close(open, element);
    else open.push(element);
  }
  return open.length === 1 ? (root.children[0] ?? null) : null;
}

function close(open: readonly OpenElement[], element: OpenElement): void {
  open.at(-1)?.children.push({ ...element, text: element.text.trim() });
}
