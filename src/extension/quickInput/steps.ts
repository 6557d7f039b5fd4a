import { QuickInputButtons, window, type QuickPickItem } from 'vscode';
import type { Asking, InputStep, PickStep, StepFrame, StepResult } from './form.ts';

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
  options: PickStep<T>,
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

/** Puts steps by quick input. */
export const byQuickInput: Asking = { input: inputStep, pick: pickStep };
