import { commands, ProgressLocation, window } from 'vscode';
import { printable } from '../../core/report/printable.ts';
import type { NextTest, RemedyEdit, Report } from '../../core/report/report.ts';
import type { Mode } from '../../core/trace/trace.ts';
import { runCommand, type Handlers } from '../commands.ts';
import { destinationUrl, type Endpoint } from '../endpoints/endpoint.ts';
import type { EndpointStore } from '../endpoints/endpointStore.ts';
import { endpointViewId, type EndpointView } from '../endpoints/endpointView.ts';
import { endpointsOf, nodesOf } from '../endpoints/nodeArguments.ts';
import type { TreeNode } from '../endpoints/treeNodes.ts';
import { t } from '../localize.ts';
import type { PasswordStore } from '../passwords/passwordStore.ts';
import type { ExtensionSettings } from '../settings.ts';
import type { OpenOptions } from '../timeline/timelines.ts';
import type { Diagnoses } from './diagnoses.ts';
import { outcomeOf } from './outcome.ts';
import { pickTarget } from './pickTarget.ts';
import { resolveEndpoint } from './resolveEndpoint.ts';
import { runLimited } from './runLimited.ts';
import { readTestRun, type RunChanges } from './testRun.ts';

/** What starting diagnoses needs: where endpoints and passwords are kept, the views that show a run, and the settings as they are now. */
export interface DiagnoseActionsDeps {
  readonly store: EndpointStore;
  readonly view: EndpointView;
  readonly diagnoses: Diagnoses;
  readonly passwords: PasswordStore;
  readonly timelines: {
    open(endpoint: Endpoint, options?: OpenOptions): void;
    isVisible(id: string): boolean;
    isOpen(id: string): boolean;
  };
  readonly settings: () => ExtensionSettings;
}

/** How a run is started. */
export interface RunOptions {
  readonly changes?: RunChanges;
  readonly practiceEdits?: readonly RemedyEdit[];
  /** True opens the timeline whatever the setting says: the person has clicked to see it. */
  readonly open?: boolean;
}

/** The modes of the two probes that can be asked for alone. */
export const modesOf: Readonly<Record<'passive' | 'active', readonly Mode[]>> = {
  passive: ['PASV', 'EPSV'],
  active: ['PORT', 'EPRT'],
};

/** Starts diagnoses, shows their progress in one place, and opens the timeline as the settings say. */
export class DiagnoseActions {
  readonly #deps: DiagnoseActionsDeps;

  constructor(deps: DiagnoseActionsDeps) {
    this.#deps = deps;
  }

  /** Diagnoses one endpoint, or joins the run under way; resolves with its report. */
  async run(endpoint: Endpoint, options: RunOptions): Promise<Report | null> {
    const { diagnoses, timelines, view } = this.#deps;
    const { openPanel } = this.#deps.settings();
    if (options.open === true || openPanel === 'always') timelines.open(endpoint);
    if (diagnoses.isRunning(endpoint.id)) return diagnoses.diagnose(endpoint, { ask: true });
    const ended = diagnoses.diagnose(endpoint, {
      ask: true,
      ...(options.changes === undefined ? {} : { changes: options.changes }),
      ...(options.practiceEdits === undefined ? {} : { practiceEdits: options.practiceEdits }),
    });
    this.#showProgress(endpoint, ended);
    const report = await ended;
    await view.expand(endpoint.id);
    if (report !== null && report.stopped !== 'ctrl-c') this.#announce(endpoint, report);
    return report;
  }

  /** Diagnoses many, a few at a time, without a question; then says once what is left to answer. */
  async runAll(endpoints: readonly Endpoint[]): Promise<void> {
    const { diagnoses, view } = this.#deps;
    if (endpoints.length === 0) {
      void window.showInformationMessage(t('There is no saved endpoint to diagnose.'));
      return;
    }
    const { concurrency } = this.#deps.settings();
    const total = endpoints.length;
    await window.withProgress(
      { location: ProgressLocation.Notification, title: t('FTP: diagnosing all'), cancellable: true },
      async (progress, token) => {
        const controller = new AbortController();
        token.onCancellationRequested(() => {
          controller.abort();
          for (const { id } of endpoints) diagnoses.cancel(id);
        });
        let done = 0;
        await runLimited(endpoints, concurrency, controller.signal, async (endpoint) => {
          await diagnoses.diagnose(endpoint, { ask: false });
          done += 1;
          progress.report({ message: t('{done} of {total}', { done, total }), increment: 100 / total });
          await view.expand(endpoint.id);
        });
      },
    );
    await this.#askForTheRest(endpoints);
  }

  /** What a click on a row does. */
  async activate(node: TreeNode): Promise<void> {
    const { diagnoses, timelines } = this.#deps;
    switch (node.kind) {
      case 'bad':
        await runCommand('ftpDiagnose.openEndpointSettings');
        return;
      case 'finding':
        timelines.open(node.endpoint, { event: node.finding.evidence[0] ?? null });
        return;
      case 'mode':
        timelines.open(node.endpoint, { event: node.probe.events[0] ?? null });
        return;
      case 'config':
        await runCommand('ftpDiagnose.openConfigFile', node);
        return;
      case 'endpoint': {
        const { endpoint } = node.entry;
        const { clickAction } = this.#deps.settings();
        if (clickAction === 'nothing') return;
        await diagnoses.load(endpoint.id);
        if (clickAction === 'diagnose' || diagnoses.state(endpoint.id).report === null) {
          await this.run(endpoint, { open: true });
        } else timelines.open(endpoint);
      }
    }
  }

  /** Opens an endpoint's timeline without starting anything. */
  show(endpoint: Endpoint): void {
    this.#deps.timelines.open(endpoint, { preserveFocus: false });
  }

  /** Asks for a target and diagnoses it. */
  async pickAndRun(options: RunOptions): Promise<Report | null> {
    const picked = await pickTarget(this.#deps.store.endpoints());
    if (picked === null) return null;
    if (picked.kind === 'saved') return this.run(picked.endpoint, options);
    const { destination, password } = picked;
    if (password !== null && destination.kind === 'server' && destination.target.user !== null) {
      await this.#deps.passwords.keep(destination.target, password, false);
    }
    return this.run(resolveEndpoint(destination, this.#deps.store.endpoints()), options);
  }

  /**
   * Runs a test that a finding offers, with its options for this one run, in the timeline of the server that it names:
   * `diagnosed` itself unless the test goes by TLS or to another address. Null where the editor cannot run it.
   */
  async runTest(test: NextTest, diagnosed: Endpoint | null = null): Promise<Report | null> {
    const asked = readTestRun(test);
    if (asked === null) return null;
    const destination = { kind: 'server', target: asked.target } as const;
    const own = diagnosed !== null && destinationUrl(diagnosed.destination) === destinationUrl(destination);
    const endpoint = own ? diagnosed : resolveEndpoint(destination, this.#deps.store.endpoints());
    return this.run(endpoint, { open: true, changes: asked.changes });
  }

  /** The view's bar while it runs, and a notification with Cancel where no timeline shows the run. */
  #showProgress(endpoint: Endpoint, ended: Promise<unknown>): void {
    const { diagnoses, timelines } = this.#deps;
    void window.withProgress({ location: { viewId: endpointViewId } }, () => ended);
    if (timelines.isOpen(endpoint.id)) return;
    void window.withProgress(
      {
        location: ProgressLocation.Notification,
        title: t('Diagnosing {name}', { name: endpoint.name }),
        cancellable: true,
      },
      async (progress, token) => {
        token.onCancellationRequested(() => diagnoses.cancel(endpoint.id));
        const steps = diagnoses.onDidChange((id) => {
          const { step } = diagnoses.state(endpoint.id);
          if (id === endpoint.id && step !== null) progress.report({ message: step });
        });
        await ended;
        steps.dispose();
      },
    );
  }

  /** Says the verdict once, unless a timeline says it already. */
  #announce(endpoint: Endpoint, report: Report): void {
    const { timelines } = this.#deps;
    const { openPanel } = this.#deps.settings();
    const outcome = outcomeOf(report);
    const failing = outcome === 'problems' || outcome === 'unreachable' || outcome === 'warnings';
    if (openPanel === 'problems' && failing) timelines.open(endpoint);
    if (timelines.isOpen(endpoint.id)) return;
    const show = t('Show timeline');
    const text = `${endpoint.name}: ${printable(report.verdict)}`;
    const shown = failing ? window.showWarningMessage(text, show) : window.showInformationMessage(text, show);
    void shown.then((answer) => {
      if (answer === show) timelines.open(endpoint);
    });
  }

  async #askForTheRest(endpoints: readonly Endpoint[]): Promise<void> {
    const { diagnoses } = this.#deps;
    const waiting = endpoints.filter(({ id }) => diagnoses.state(id).phase === 'password-needed');
    if (waiting.length === 0) return;
    const enter = t('Enter passwords');
    const text =
      waiting.length === 1
        ? t('1 endpoint needs a password.')
        : t('{count} endpoints need a password.', { count: waiting.length });
    if ((await window.showInformationMessage(text, enter)) !== enter) return;
    for (const endpoint of waiting) await diagnoses.diagnose(endpoint, { ask: true });
  }
}

/** The commands that diagnose. */
export function diagnoseHandlers(
  actions: DiagnoseActions,
  deps: Pick<DiagnoseActionsDeps, 'store' | 'view' | 'diagnoses'>,
): Handlers {
  const { store, view, diagnoses } = deps;
  /** From a row's menu or key: that row; from the palette: the person picks. */
  const diagnose = (modes: readonly Mode[] | null, args: readonly unknown[]): Promise<unknown> => {
    const options = modes === null ? {} : { changes: { modes } };
    const endpoints = args[0] === undefined ? [] : endpointsOf(nodesOf(args, []));
    const [first] = endpoints;
    if (first === undefined) return actions.pickAndRun(options);
    return endpoints.length === 1 ? actions.run(first, options) : actions.runAll(endpoints);
  };
  /** Swallows the click that a key makes by selecting the row under the keyboard's focus. */
  let keyUntil = 0;
  return {
    'ftpDiagnose.diagnose': (...args) => diagnose(null, args),
    'ftpDiagnose.probePassive': (...args) => diagnose(modesOf.passive, args),
    'ftpDiagnose.probeActive': (...args) => diagnose(modesOf.active, args),
    'ftpDiagnose.diagnoseAll': () => actions.runAll(store.endpoints()),
    'ftpDiagnose.cancel': (...args) => {
      const endpoints = args[0] === undefined ? [] : endpointsOf(nodesOf(args, []));
      if (endpoints.length === 0) diagnoses.cancelAll();
      else for (const { id } of endpoints) diagnoses.cancel(id);
    },
    'ftpDiagnose.pickFocused': () => {
      keyUntil = Date.now() + 400;
    },
    'ftpDiagnose.activateNode': async (...args) => {
      if (Date.now() < keyUntil) {
        keyUntil = 0;
        return;
      }
      const [node] = nodesOf(args, []);
      if (node !== undefined) await actions.activate(node);
    },
    'ftpDiagnose.openTimeline': async (...args) => {
      const [endpoint] = endpointsOf(nodesOf(args, view.selection()));
      if (endpoint === undefined) await commands.executeCommand(`${endpointViewId}.focus`);
      else {
        await diagnoses.load(endpoint.id);
        actions.show(endpoint);
      }
    },
  };
}
