/** What may stand inside an element; strings become text nodes and never markup. */
export type Child = Node | string | null;

/** Attributes and listeners of an element; null and false leave an attribute out, true writes it empty. */
export interface Props {
  readonly [attribute: string]: string | number | boolean | null | undefined | Listeners;
  readonly on?: Listeners;
}

type Listeners = { readonly [K in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[K]) => void };

const svgNamespace = 'http://www.w3.org/2000/svg';

function dress(element: Element, props: Props): void {
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === 'object' && value !== null) {
      for (const [type, listener] of Object.entries(value)) {
        element.addEventListener(type, listener as EventListener);
      }
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? '' : String(value));
    }
  }
}

/** Makes an HTML element. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  dress(element, props);
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** Makes an SVG element; geometry goes into its attributes. */
export function s(tag: string, props: Props = {}, ...children: readonly Child[]): SVGElement {
  const element = document.createElementNS<'svg'>(svgNamespace, tag as 'svg') as SVGElement;
  dress(element, props);
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** Text that is heard and not seen. */
export function spoken(text: string): HTMLElement {
  return h('span', { class: 'spoken' }, text);
}
