import { commands, env, Uri, window } from 'vscode';
import type { Language } from '../../core/l10n.ts';
import type { Settings } from '../../core/trace/trace.ts';
import type { ExportFormat } from '../../shared/messages.ts';
import type { Handlers } from '../commands.ts';
import { commandLineOf } from '../diagnose/commandLine.ts';
import type { Diagnoses } from '../diagnose/diagnoses.ts';
import type { Doctor } from '../doctor/doctor.ts';
import type { Endpoint } from '../endpoints/endpoint.ts';
import type { EndpointView } from '../endpoints/endpointView.ts';
import { endpointsOf, nodesOf } from '../endpoints/nodeArguments.ts';
import { t } from '../localize.ts';
import { pickStep } from '../quickInput/steps.ts';
import { saveReport } from './exportReport.ts';

/** What taking a report elsewhere needs; `settingsOf` gives the settings that the same run would have in a terminal. */
export interface ReportActionsDeps {
  readonly view: EndpointView;
  readonly diagnoses: Diagnoses;
  readonly doctor: Doctor;
  readonly language: () => Language;
  readonly settingsOf: (endpoint: Endpoint) => Settings;
}

/** Opens the page about a finding, which is part of the extension. */
export async function openRulePage(extensionUri: Uri, finding: string): Promise<void> {
  await commands.executeCommand(
    'markdown.showPreview',
    Uri.joinPath(extensionUri, 'docs', 'rules', `${finding}.md`),
  );
}

async function exportLast(
  endpoint: Endpoint,
  { diagnoses, doctor, language }: ReportActionsDeps,
): Promise<void> {
  await diagnoses.load(endpoint.id);
  const { report } = diagnoses.state(endpoint.id);
  if (report === null) {
    void window.showInformationMessage(
      t('"{name}" has no report yet; diagnose it first.', { name: endpoint.name }),
    );
    return;
  }
  const formats: readonly { label: string; format: ExportFormat; redact: boolean; description?: string }[] = [
    { label: 'Markdown', format: 'markdown', redact: false },
    { label: 'HTML', format: 'html', redact: false },
    { label: 'JSON', format: 'json', redact: false },
    {
      label: t('Markdown, redacted'),
      format: 'markdown',
      redact: true,
      description: t('names, users, paths and public addresses replaced'),
    },
    { label: t('HTML, redacted'), format: 'html', redact: true },
    { label: t('JSON, redacted'), format: 'json', redact: true },
  ];
  const frame = { title: t('Export the report of "{name}"', { name: endpoint.name }), step: 1, total: 1 };
  const result = await pickStep(frame, formats, { placeholder: t('In which form?') });
  if (typeof result === 'string') return;
  const { format, redact } = result.value;
  await saveReport(doctor, endpoint, report, { format, redact, language: language() });
}

/** The commands that take a report, or its question, elsewhere. */
export function reportHandlers(deps: ReportActionsDeps): Handlers {
  const chosen = (args: readonly unknown[]): readonly Endpoint[] =>
    endpointsOf(nodesOf(args, deps.view.selection()));
  return {
    'ftpDiagnose.exportReport': async (...args) => {
      const [endpoint] = chosen(args);
      if (endpoint === undefined) {
        void window.showInformationMessage(t('Select an endpoint in the FTP view first.'));
      } else await exportLast(endpoint, deps);
    },
    'ftpDiagnose.copyCommandLine': async (...args) => {
      const lines = chosen(args).map((endpoint) => commandLineOf(endpoint, deps.settingsOf(endpoint)));
      if (lines.length > 0) await env.clipboard.writeText(lines.join('\n'));
    },
  };
}
