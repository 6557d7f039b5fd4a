import { commands, ConfigurationTarget, extensions, window, workspace } from 'vscode';
import type { ExtensionApi } from '../../../src/extension/extension.ts';

/** Our extension's identity. */
export const extensionId = 'ftp-diagnose.ftp-diagnose';

/** The activated extension. */
export async function api(): Promise<ExtensionApi> {
  const extension = extensions.getExtension<ExtensionApi>(extensionId);
  if (extension === undefined) throw new Error(`${extensionId} is not there`);
  return extension.activate();
}

/** Writes one of our settings as a person would. */
export async function setSetting(key: string, value: unknown): Promise<void> {
  await workspace.getConfiguration('ftpDiagnose').update(key, value, ConfigurationTarget.Global);
}

/** The endpoints as they stand in the setting. */
export function savedEndpoints(): unknown {
  return workspace.getConfiguration('ftpDiagnose').inspect('endpoints')?.globalValue;
}

/** Puts a test's own answers in the place of the editor's dialogs; returns what undoes it. */
export function answering(answers: {
  readonly message?: (text: string, items: readonly unknown[]) => unknown;
  readonly save?: () => unknown;
}): { restore(): void; readonly asked: string[] } {
  const asked: string[] = [];
  const target = window as unknown as Record<string, unknown>;
  const names = ['showWarningMessage', 'showInformationMessage', 'showErrorMessage'] as const;
  const before = new Map<string, unknown>([...names, 'showSaveDialog'].map((name) => [name, target[name]]));
  for (const name of names) {
    target[name] = (text: string, ...rest: readonly unknown[]): Promise<unknown> => {
      asked.push(text);
      return Promise.resolve(answers.message?.(text, rest));
    };
  }
  target['showSaveDialog'] = (): Promise<unknown> => Promise.resolve(answers.save?.());
  return {
    asked,
    restore() {
      for (const [name, value] of before) target[name] = value;
    },
  };
}

/** Runs one of our commands. */
export function run<T>(id: string, ...args: readonly unknown[]): Thenable<T> {
  return commands.executeCommand<T>(`ftpDiagnose.${id}`, ...args);
}

/** Brings the tests back to an empty window without endpoints and history. */
export async function reset(): Promise<void> {
  const { diagnoses, history } = await api();
  diagnoses.cancelAll();
  await diagnoses.settled();
  await commands.executeCommand('workbench.action.closeAllEditors');
  await setSetting('endpoints', undefined);
  for (const key of ['openPanel', 'clickAction', 'historySize', 'language', 'concurrency', 'timeout']) {
    await setSetting(key, undefined);
  }
  await history.clearAll();
  diagnoses.forget();
}
