/** Something that can be undone once; VS Code's disposables fit. */
export interface Subscription {
  dispose(): void;
}

/** A value source that others listen to; the editor-free counterpart of `vscode.EventEmitter`. */
export class Signal<T> {
  readonly #listeners = new Set<(value: T) => void>();

  /** Calls `listener` for each value until the subscription is disposed. */
  readonly on = (listener: (value: T) => void): Subscription => {
    // A wrapper of its own lets the same function listen twice.
    const own = (value: T): void => listener(value);
    this.#listeners.add(own);
    return { dispose: () => void this.#listeners.delete(own) };
  };

  fire(value: T): void {
    for (const listener of [...this.#listeners]) listener(value);
  }
}
