import {
  env,
  window,
  workspace,
  type DataTransfer,
  type ExtensionContext,
  type LogOutputChannel,
} from 'vscode';
import { errorMessage } from '../core/errorText.ts';
import { Diagnoses } from './diagnose/diagnoses.ts';
import { editorQuestions } from './diagnose/questions.ts';
import { resolveEndpoint } from './diagnose/resolveEndpoint.ts';
import { runSettings } from './diagnose/runSettings.ts';
import { lazyDoctor } from './doctor/lazyDoctor.ts';
import { readBundle } from './doctor/readBundle.ts';
import { replaceEndpoint } from './endpoints/changes.ts';
import { parseDestination } from './endpoints/endpoint.ts';
import { endpointSetting } from './endpoints/endpointSetting.ts';
import { EndpointStore } from './endpoints/endpointStore.ts';
import { EndpointView } from './endpoints/endpointView.ts';
import { EndpointWriter } from './endpoints/writeEndpoints.ts';
import { evidenceFeatures, type EvidenceFeatures } from './evidence/registerEvidence.ts';
import { HistoryStore } from './history/historyStore.ts';
import { storedFiles } from './history/storedFiles.ts';
import { displayLanguage, t } from './localize.ts';
import { PasswordStore } from './passwords/passwordStore.ts';
import { registerFeatures } from './registerFeatures.ts';
import { readSettings, type ExtensionSettings } from './settings.ts';
import { startStopwatch, type ActivationTime } from './stopwatch.ts';
import { Timelines } from './timeline/timelines.ts';
import { readServerFile } from './vsftpd/serverFile.ts';

/** What host tests may look at. */
export interface ExtensionApi {
  readonly store: EndpointStore;
  readonly diagnoses: Diagnoses;
  readonly passwords: PasswordStore;
  readonly history: HistoryStore;
  readonly view: EndpointView;
  readonly timelines: Timelines;
  readonly evidence: EvidenceFeatures;
  readonly activation: ActivationTime;
}

/** Says an error that nobody expected, once, with the way to the log. */
function errorReporter(log: LogOutputChannel): (error: unknown) => void {
  return (error) => {
    const text = errorMessage(error);
    log.error(error instanceof Error ? error : text);
    const show = t('Show log');
    void window.showErrorMessage(t('FTP Diagnose: {reason}', { reason: text }), show).then((answer) => {
      if (answer === show) log.show();
    });
  };
}

/** Builds everything and connects it. Nothing is dialled and no file is read: the engine loads on first use. */
export function activate(context: ExtensionContext): ExtensionApi {
  const stopwatch = startStopwatch();
  const { extensionUri, extension, globalStorageUri, secrets } = context;
  const log = window.createOutputChannel('FTP Diagnose', { log: true });
  const settings = (): ExtensionSettings => {
    const configuration = workspace.getConfiguration('ftpDiagnose');
    return readSettings((key) => configuration.get(key));
  };
  const language = (): ReturnType<typeof displayLanguage> => settings().language ?? displayLanguage();
  const { version } = extension.packageJSON as { version: string };
  const doctor = lazyDoctor({ toolVersion: version, bundle: (wanted) => readBundle(extensionUri, wanted) });
  const store = new EndpointStore(endpointSetting(globalStorageUri));
  const writer = new EndpointWriter(store);
  const passwords = new PasswordStore(secrets);
  const history = new HistoryStore(storedFiles(globalStorageUri), (text) => doctor.read(text, language()));
  const diagnoses = new Diagnoses({
    doctor,
    history,
    passwords,
    questions: editorQuestions,
    settingsFor: (endpoint) => {
      const now = settings();
      return { settings: runSettings(now, endpoint), language: language(), historySize: now.historySize };
    },
    serverFile: readServerFile,
    remote: env.remoteName ?? null,
    acceptAlways: async (endpoint, sha256) => {
      const saved = store.find(endpoint.id);
      if (saved === null) return;
      const certificates = [...saved.certificates, sha256];
      await writer.write(replaceEndpoint(saved.id, { ...saved, certificates }));
    },
    t,
    log,
  });
  const report = errorReporter(log);
  const frame = { extensionUri, log, settings, language, doctor, report };
  const evidence = evidenceFeatures({ ...frame, store, writer, toolVersion: version });
  const drop = (data: DataTransfer): Promise<void> => evidence.actions.drop(data).catch(report);
  const view = new EndpointView({ store, writer, diagnoses, drop });
  const timelines = new Timelines({
    extensionUri,
    diagnoses,
    current: (endpoint) => {
      const saved = store.find(endpoint.id);
      return { endpoint: saved ?? endpoint, saved: saved !== null };
    },
    restore: (id, destination) => {
      const parsed = parseDestination(destination);
      return (
        store.find(id) ?? ('fault' in parsed ? null : resolveEndpoint(parsed.destination, store.endpoints()))
      );
    },
  });
  const parts = { store, writer, passwords, history, diagnoses, view, timelines, evidence };
  context.subscriptions.push(log, writer, view, timelines, ...registerFeatures({ ...frame, ...parts }));
  return { ...parts, activation: stopwatch() };
}
