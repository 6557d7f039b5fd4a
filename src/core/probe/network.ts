/** What probing needs of the network; `core/node` implements it over any `Transport`. */
export interface Network {
  /** Milliseconds of a clock that only goes forward. */
  now(): number;
}
