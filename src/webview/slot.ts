/** The key of the control that has the focus inside `element`, null when none has. */
function focusedKey(element: Element): string | null {
  const active = document.activeElement;
  return active !== null && element.contains(active) ? active.getAttribute('data-key') : null;
}

/** A place on the page that is drawn anew only when what it shows has changed, and keeps the focus then. */
export class Slot {
  readonly element: HTMLElement;
  readonly #drawn: (element: Element) => void;
  #shown: string | null = null;

  /** `drawn` is called with the element after each drawing. */
  constructor(name: string, drawn: (element: Element) => void) {
    this.#drawn = drawn;
    this.element = document.createElement('div');
    this.element.className = `slot slot-${name}`;
  }

  /** Draws `build()` unless the slot already shows `content`; null empties it. */
  show(content: unknown, build: () => HTMLElement | null): void {
    const key = JSON.stringify([content]);
    if (key === this.#shown) return;
    this.#shown = key;
    const focused = focusedKey(this.element);
    const drawn = build();
    this.element.replaceChildren(...(drawn === null ? [] : [drawn]));
    this.#drawn(this.element);
    if (focused === null) return;
    const again = [...this.element.querySelectorAll<HTMLElement>('[data-key]')].find(
      (candidate) => candidate.getAttribute('data-key') === focused,
    );
    again?.focus({ preventScroll: true });
  }
}
