import type { InputBoxValidationMessage } from 'vscode';

/** What a step came to: the person's answer, back to the step before, or away. */
export type StepResult<T> = { readonly value: T } | 'back' | 'cancel';

/** Where a step stands in its form; `step` counts from 1. */
export interface StepFrame {
  readonly title: string;
  readonly step: number;
  readonly total: number;
}

/** A step in which a line is typed. */
export interface InputStep {
  readonly prompt: string;
  readonly placeholder?: string;
  /** What stands in the line to begin with. */
  readonly value?: string;
  /** True hides what is typed. */
  readonly password?: boolean;
  /** Null accepts; a sentence or an error message keeps the person at the step. */
  readonly validate?: (value: string) => string | InputBoxValidationMessage | null;
}

/** How a step in which one of several things is chosen is put; `active` is the one to begin with. */
export interface PickStep<T> {
  readonly placeholder: string;
  readonly active?: T;
}

/** The ways to put a step to the person; `steps.ts` puts them by quick input. */
export interface Asking {
  input(frame: StepFrame, step: InputStep): Promise<StepResult<string>>;
  pick<T extends { readonly label: string }>(
    frame: StepFrame,
    items: readonly T[],
    step: PickStep<T>,
  ): Promise<StepResult<T>>;
}

/** One step of a form: it reads and writes the form's draft. */
export type FormStep = (frame: StepFrame) => Promise<'next' | 'back' | 'cancel'>;

/**
 * Walks through a form, back and forth. `stepsNow` is asked again at each step, since an answer may make others
 * unnecessary. Resolves false when the person left.
 */
export async function walkForm(title: string, stepsNow: () => readonly FormStep[]): Promise<boolean> {
  for (let index = 0; ;) {
    const steps = stepsNow();
    const step = steps[index];
    if (step === undefined) return true;
    const result = await step({ title, step: index + 1, total: steps.length });
    if (result === 'cancel') return false;
    index = result === 'back' ? Math.max(0, index - 1) : index + 1;
  }
}
