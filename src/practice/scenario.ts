/** One practice network with a chosen fault. */
export interface PracticeScenario {
  readonly name: string;
}
