import { env, window } from 'vscode';
import type { Handlers } from '../commands.ts';
import type { Diagnoses } from '../diagnose/diagnoses.ts';
import type { Doctor } from '../doctor/doctor.ts';
import type { HistoryStore } from '../history/historyStore.ts';
import { t } from '../localize.ts';
import type { PasswordStore } from '../passwords/passwordStore.ts';
import { byQuickInput, inputStep, pickStep } from '../quickInput/steps.ts';
import type { Language } from '../../core/l10n.ts';
import {
  addCopy,
  addEndpoint,
  insertEntry,
  moveEndpoint,
  newEndpointId,
  removeEndpoint,
  replaceEndpoint,
} from './changes.ts';
import { destinationUrl, unsavedEndpoint, type Endpoint } from './endpoint.ts';
import { draftEndpoint, draftFromEndpoint, type EndpointDraft } from './endpointDraft.ts';
import { askEndpoint } from './endpointForm.ts';
import type { EndpointStore } from './endpointStore.ts';
import type { EndpointView } from './endpointView.ts';
import { endpointsOf, nodesOf } from './nodeArguments.ts';
import { openEndpointSettings, type EndpointWriter } from './writeEndpoints.ts';

/** What changing the saved endpoints needs; passwords and reports go with the endpoints that they belong to. */
export interface EndpointActionsDeps {
  readonly store: EndpointStore;
  readonly writer: EndpointWriter;
  readonly view: EndpointView;
  readonly diagnoses: Diagnoses;
  readonly passwords: PasswordStore;
  readonly history: HistoryStore;
  readonly doctor: Doctor;
  readonly language: () => Language;
}

const oneStep = (title: string): { title: string; step: number; total: number } => ({
  title,
  step: 1,
  total: 1,
});

/** Adding, changing, ordering, copying and removing saved endpoints. */
export class EndpointActions {
  readonly #deps: EndpointActionsDeps;

  constructor(deps: EndpointActionsDeps) {
    this.#deps = deps;
  }

  /** Asks for a new endpoint and saves it; null when the person left. */
  async add(start: EndpointDraft | null = null): Promise<Endpoint | null> {
    const draft = await askEndpoint(t('Add FTP endpoint'), start, byQuickInput, t);
    if (draft === null) return null;
    const endpoint = draftEndpoint(draft, newEndpointId(), null);
    // The password first: nothing of it may ever be in the settings.
    await this.#keepPassword(endpoint, draft);
    await this.#deps.writer.write(addEndpoint(endpoint));
    await this.#deps.view.select(endpoint.id);
    return endpoint;
  }

  /** Saves an endpoint that was diagnosed without being saved. */
  async save(endpoint: Endpoint): Promise<void> {
    await this.#deps.writer.write(addEndpoint(endpoint));
    await this.#deps.view.select(endpoint.id);
  }

  async edit(endpoint: Endpoint): Promise<void> {
    const title = t('Edit "{name}"', { name: endpoint.name });
    const draft = await askEndpoint(title, draftFromEndpoint(endpoint), byQuickInput, t);
    if (draft === null) return;
    const changed = draftEndpoint(draft, endpoint.id, endpoint);
    await this.#keepPassword(changed, draft);
    await this.#deps.writer.write(replaceEndpoint(endpoint.id, changed));
  }

  async rename(endpoint: Endpoint): Promise<void> {
    const result = await inputStep(oneStep(t('Rename "{name}"', { name: endpoint.name })), {
      prompt: t('Name in the list'),
      value: endpoint.name,
      validate: (value) => (value.trim() === '' ? t('Enter a name.') : null),
    });
    if (typeof result === 'string') return;
    await this.#deps.writer.write(replaceEndpoint(endpoint.id, { ...endpoint, name: result.value.trim() }));
  }

  async duplicate(endpoint: Endpoint): Promise<void> {
    const copy = { ...endpoint, id: newEndpointId(), name: t('{name} (copy)', { name: endpoint.name }) };
    await this.#deps.writer.write(addCopy(endpoint.id, copy));
    await this.#deps.view.select(copy.id);
  }

  /** Asks, removes, and offers to undo; passwords and reports go only once the offer has passed. */
  async remove(endpoints: readonly Endpoint[]): Promise<void> {
    const [first] = endpoints;
    if (first === undefined) return;
    const yes = t('Delete');
    const question =
      endpoints.length === 1
        ? t('Delete the endpoint "{name}"?', { name: first.name })
        : t('Delete {count} endpoints?', { count: endpoints.length });
    const detail = t('Its reports and its password are deleted too.');
    if ((await window.showWarningMessage(question, { modal: true, detail }, yes)) !== yes) return;
    const raw = this.#deps.store.raw();
    const places = new Map(
      this.#deps.store
        .entries()
        .flatMap((entry) => (entry.kind === 'endpoint' ? [[entry.endpoint.id, entry.index] as const] : [])),
    );
    await this.#deps.writer.write((entries) =>
      endpoints.reduce((list, { id }) => removeEndpoint(id)(list), entries),
    );
    const undo = t('Undo');
    const text =
      endpoints.length === 1
        ? t('Deleted "{name}".', { name: first.name })
        : t('Deleted {count} endpoints.', { count: endpoints.length });
    if ((await window.showInformationMessage(text, undo)) === undo) {
      const removed = endpoints.map(({ id }) => places.get(id) ?? 0).sort((a, b) => a - b);
      await this.#deps.writer.write((entries) =>
        removed.reduce((list, place) => insertEntry(raw[place], place)(list), entries),
      );
      return;
    }
    for (const endpoint of endpoints) await this.#forget(endpoint);
  }

  /** Moves an endpoint one place up (-1) or down (1). */
  async move(endpoint: Endpoint, by: -1 | 1): Promise<void> {
    const ids = this.#deps.store.endpoints().map(({ id }) => id);
    const place = ids.indexOf(endpoint.id);
    const goal = place + (by === 1 ? 2 : -1);
    if (place < 0 || goal < 0 || (by === 1 && place === ids.length - 1)) return;
    await this.#deps.writer.write(moveEndpoint(endpoint.id, ids[goal] ?? null));
    await this.#deps.view.select(endpoint.id);
  }

  async addPractice(): Promise<Endpoint | null> {
    const { doctor, language } = this.#deps;
    const scenarios = await doctor.scenarios(language());
    const items = scenarios.map(({ name, description }) => ({ label: name, detail: description, name }));
    const result = await pickStep(oneStep(t('Try the practice server')), items, {
      placeholder: t('Choose a faulty server; nothing leaves this machine'),
    });
    if (typeof result === 'string') return null;
    const { name } = result.value;
    const existing = this.#deps.store
      .endpoints()
      .find(({ destination }) => destination.kind === 'practice' && destination.scenario === name);
    const endpoint = existing ?? unsavedEndpoint({ kind: 'practice', scenario: name });
    if (existing === undefined) await this.#deps.writer.write(addEndpoint(endpoint));
    return endpoint;
  }

  async #keepPassword({ destination }: Endpoint, { password }: EndpointDraft): Promise<void> {
    if (password === null || destination.kind !== 'server' || destination.target.user === null) return;
    await this.#deps.passwords.keep(destination.target, password, true);
  }

  async #forget({ id, destination }: Endpoint): Promise<void> {
    const { store, history, passwords, diagnoses } = this.#deps;
    if (store.find(id) !== null) return;
    diagnoses.cancel(id);
    diagnoses.forget(id);
    await history.clear(id);
    const shared = store
      .endpoints()
      .some((other) => destinationUrl(other.destination) === destinationUrl(destination));
    if (destination.kind === 'server' && !shared) await passwords.forget(destination.target);
  }
}

/** The commands of the saved endpoints; `run` diagnoses a practice endpoint that was just chosen. */
export function endpointHandlers(
  actions: EndpointActions,
  view: EndpointView,
  writer: EndpointWriter,
  run: (endpoint: Endpoint) => void,
): Handlers {
  const all = (args: readonly unknown[]): readonly Endpoint[] => endpointsOf(nodesOf(args, view.selection()));
  const one = async (
    args: readonly unknown[],
    work: (endpoint: Endpoint) => Promise<void>,
  ): Promise<void> => {
    const [endpoint] = all(args);
    if (endpoint !== undefined) await work(endpoint);
  };
  return {
    'ftpDiagnose.addEndpoint': () => actions.add(),
    'ftpDiagnose.addPractice': async () => {
      const endpoint = await actions.addPractice();
      if (endpoint !== null) run(endpoint);
    },
    'ftpDiagnose.editEndpoint': (...args) => one(args, (endpoint) => actions.edit(endpoint)),
    'ftpDiagnose.renameEndpoint': (...args) => one(args, (endpoint) => actions.rename(endpoint)),
    'ftpDiagnose.duplicateEndpoint': (...args) => one(args, (endpoint) => actions.duplicate(endpoint)),
    'ftpDiagnose.deleteEndpoint': (...args) => actions.remove(all(args)),
    'ftpDiagnose.moveUp': (...args) => one(args, (endpoint) => actions.move(endpoint, -1)),
    'ftpDiagnose.moveDown': (...args) => one(args, (endpoint) => actions.move(endpoint, 1)),
    'ftpDiagnose.copyUrl': async (...args) => {
      const urls = all(args).map(({ destination }) => destinationUrl(destination));
      if (urls.length > 0) await env.clipboard.writeText(urls.join('\n'));
    },
    'ftpDiagnose.openEndpointSettings': () => openEndpointSettings(),
    'ftpDiagnose.retrySaving': () => writer.retry(false),
  };
}
