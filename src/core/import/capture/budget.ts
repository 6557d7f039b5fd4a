/** A stock that many holders share, so that together they stay within one limit. */
export class Budget {
  #left: number;

  constructor(size: number) {
    this.#left = size;
  }

  /** Takes `amount` from the stock; false, and nothing taken, when that much is not left. */
  take(amount: number): boolean {
    if (amount > this.#left) return false;
    this.#left -= amount;
    return true;
  }

  /** Gives back what was taken. */
  release(amount: number): void {
    this.#left += amount;
  }
}
