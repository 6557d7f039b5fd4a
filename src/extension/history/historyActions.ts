import { window } from 'vscode';
import { printable } from '../../core/report/printable.ts';
import type { Handlers } from '../commands.ts';
import type { Diagnoses } from '../diagnose/diagnoses.ts';
import type { Endpoint } from '../endpoints/endpoint.ts';
import type { EndpointView } from '../endpoints/endpointView.ts';
import { endpointsOf, nodesOf } from '../endpoints/nodeArguments.ts';
import { t } from '../localize.ts';
import { pickStep } from '../quickInput/steps.ts';
import type { OpenOptions } from '../timeline/timelines.ts';
import type { HistoryStore } from './historyStore.ts';

/** What looking at earlier reports and deleting them needs. */
export interface HistoryActionsDeps {
  readonly history: HistoryStore;
  readonly diagnoses: Diagnoses;
  readonly view: EndpointView;
  readonly timelines: { open(endpoint: Endpoint, options?: OpenOptions): void };
}

async function openEarlier(
  endpoint: Endpoint,
  { history, diagnoses, timelines }: HistoryActionsDeps,
): Promise<void> {
  const kept = await history.list(endpoint.id);
  const items = [];
  for (const item of kept) {
    const report = await history.load(item);
    if (report !== null) {
      items.push({ label: new Date(item.at).toLocaleString(), detail: printable(report.verdict), report });
    }
  }
  if (items.length === 0) {
    void window.showInformationMessage(t('"{name}" has no earlier diagnosis.', { name: endpoint.name }));
    return;
  }
  const frame = { title: t('Diagnoses of "{name}"', { name: endpoint.name }), step: 1, total: 1 };
  const result = await pickStep(frame, items, { placeholder: t('Which one shall the timeline show?') });
  if (typeof result === 'string') return;
  diagnoses.show(endpoint.id, result.value.report);
  timelines.open(endpoint, { preserveFocus: false });
}

/** The commands about earlier reports. */
export function historyHandlers(deps: HistoryActionsDeps): Handlers {
  return {
    'ftpDiagnose.openHistory': async (...args) => {
      const [endpoint] = endpointsOf(nodesOf(args, deps.view.selection()));
      if (endpoint !== undefined) await openEarlier(endpoint, deps);
    },
    'ftpDiagnose.clearHistory': async () => {
      const yes = t('Clear');
      const question = t('Delete all kept reports of all endpoints?');
      if ((await window.showWarningMessage(question, { modal: true }, yes)) !== yes) return;
      await deps.history.clearAll();
      deps.diagnoses.forget();
    },
  };
}
