/** Blanks and marks that nobody can see. */
const unseen = /[\u00a0\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u2064]|(?<=.)\ufeff/su;
/** Full-width forms of ASCII, as Chinese and Japanese input methods give them. */
const wide = /[\u3000\uff01-\uff5e]/u;

/** Where a character stands that a person cannot tell from ASCII or cannot see, -1 for none; a leading byte order mark is none. */
export function invisibleAt(text: string, wideToo = true): number {
  const at = text.search(unseen);
  const wideAt = wideToo ? text.search(wide) : -1;
  return at < 0 || (wideAt >= 0 && wideAt < at) ? wideAt : at;
}

/** The same text in plain ASCII characters and blanks. */
export function withoutInvisible(text: string): string {
  return text
    .replace(/[\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2064]|(?<=.)\ufeff/gsu, '')
    .replace(/[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/gu, ' ')
    .replace(/[\uff01-\uff5e]/gu, (mark) => String.fromCharCode(mark.charCodeAt(0) - 0xfee0));
}
