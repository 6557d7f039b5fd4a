/** Paints one piece of text; nothing else about a view depends on colour. */
export type Paint = (text: string) => string;

/** The few colours that the text view uses. Each is always paired with a word or a sign. */
export interface Style {
  readonly strong: Paint;
  readonly faint: Paint;
  readonly bad: Paint;
  readonly good: Paint;
  readonly doubtful: Paint;
  readonly code: Paint;
}

const same: Paint = (text) => text;

/** No colour at all: pipes, CI, NO_COLOR. */
export const plainStyle: Style = {
  strong: same,
  faint: same,
  bad: same,
  good: same,
  doubtful: same,
  code: same,
};

function sgr(on: number, off: number): Paint {
  return (text) => (text === '' ? '' : `\u001b[${on}m${text}\u001b[${off}m`);
}

/** ECMA-48 SGR colours out of the terminal's own palette, so that light and dark themes both work. */
export const ansiStyle: Style = {
  strong: sgr(1, 22),
  faint: sgr(2, 22),
  bad: sgr(31, 39),
  good: sgr(32, 39),
  doubtful: sgr(33, 39),
  code: sgr(36, 39),
};
