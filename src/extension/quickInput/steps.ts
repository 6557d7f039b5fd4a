import { QuickInputButtons, window, type InputBoxValidationMessage, type QuickPickItem } from 'vscode';

/** What a step came to: the person's answer, back to the step before, or away. */
export type StepResult<T> = { readonly value: T } | 'back' | 'cancel';

/** Where a step stands in its form. */
export interface StepFrame {
  readonly title: string;
  readonly step: number;
  readonly total: number;
}

/** A step in which a line is typed. */
export interface InputStep {
  readonly prompt: string;
  readonly placeholder?: string;
  readonly value?: string;
  readonly password?: boolean;
  /** Null accepts; a sentence or an error message keeps the person at the step. */
  readonly validate?: (value: string) => string | InputBoxValidationMessage | null;
}

/** Asks for a line; it stays open when the window loses focus, so that nothing typed is lost. */
export function inputStep(frame: StepFrame, step: InputStep): Promise<StepResult<string>> {
  return new Promise((resolve) => {
    const box = window.createInputBox();
    const { validate } = step;
    box.title = frame.title;
    if (frame.total > 1) {
      box.step = frame.step;
      box.totalSteps = frame.total;
    }
    box.prompt = step.prompt;
    box.placeholder = step.placeholder;
    box.value = step.value ?? '';
    box.password = step.password === true;
    box.ignoreFocusOut = true;
    if (frame.step > 1) box.buttons = [QuickInputButtons.Back];
    let result: StepResult<string> = 'cancel';
    const check = (): boolean => {
      const fault = validate?.(box.value) ?? null;
      box.validationMessage = fault ?? undefined;
      return fault === null;
    };
    box.onDidChangeValue(check);
    box.onDidTriggerButton(() => {
      result = 'back';
      box.hide();
    });
    box.onDidAccept(() => {
      if (!check()) return;
      result = { value: box.value };
      box.hide();
    });
    box.onDidHide(() => {
      box.dispose();
      resolve(result);
    });
    box.show();
  });
}

/** Asks for one of several things. */
export function pickStep<T extends QuickPickItem>(
  frame: StepFrame,
  items: readonly T[],
  options: { readonly placeholder: string; readonly active?: T },
): Promise<StepResult<T>> {
  return new Promise((resolve) => {
    const pick = window.createQuickPick<T>();
    pick.title = frame.title;
    if (frame.total > 1) {
      pick.step = frame.step;
      pick.totalSteps = frame.total;
    }
    pick.items = items;
    pick.placeholder = options.placeholder;
    pick.ignoreFocusOut = true;
    if (options.active !== undefined) pick.activeItems = [options.active];
    if (frame.step > 1) pick.buttons = [QuickInputButtons.Back];
    let result: StepResult<T> = 'cancel';
    pick.onDidTriggerButton(() => {
      result = 'back';
      pick.hide();
    });
    pick.onDidAccept(() => {
      const item = pick.activeItems[0];
      if (item === undefined) return;
      result = { value: item };
      pick.hide();
    });
    pick.onDidHide(() => {
      pick.dispose();
      resolve(result);
    });
    pick.show();
  });
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
