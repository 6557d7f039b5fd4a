/** Milliseconds that the editor shows a message before it hides it behind the bell, unanswered (VS Code 1.139). */
const shownMs = 15_000;

/** Which messages can still be seen, by what they are about: a second one in those seconds would only pile up. */
export class ShownMessages {
  readonly #until = new Map<string, number>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** True where the message about `key` is to be shown now; false while the last one stands there unanswered. */
  begin(key: string): boolean {
    const now = this.#now();
    if (now < (this.#until.get(key) ?? 0)) return false;
    this.#until.set(key, now + shownMs);
    return true;
  }

  /** The person has answered the message. */
  end(key: string): void {
    this.#until.delete(key);
  }
}
