import { commands } from 'vscode';
import type { Diagnoses } from './diagnose/diagnoses.ts';
import type { Subscription } from './signal.ts';

/**
 * Ticks the steps of the walkthrough that no command stands for (`onContext:` in package.json): a server of one's own was
 * diagnosed, however that began, and a fault is gone.
 */
export function followWalkthrough(diagnoses: Diagnoses): Subscription {
  const tick = (key: string): void => void commands.executeCommand('setContext', key, true);
  return diagnoses.onDidEnd(({ endpoint }) => {
    if (endpoint.destination.kind === 'server') tick('ftpDiagnose.diagnosed');
    if ((diagnoses.state(endpoint.id).changes?.fixed.length ?? 0) > 0) tick('ftpDiagnose.fixed');
  });
}
