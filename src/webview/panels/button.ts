import { h } from '../element.ts';
import type { Child } from '../element.ts';

/** A button; `key` is how it keeps the focus when its panel is drawn anew. */
export function button(
  label: Child,
  key: string,
  click: () => void,
  kind: 'primary' | 'secondary' | 'link' = 'secondary',
): HTMLButtonElement {
  return h('button', { type: 'button', class: kind, 'data-key': key, on: { click } }, label);
}
