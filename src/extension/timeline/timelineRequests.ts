import type { Remedy, Report } from '../../core/report/report.ts';
import type { Settings } from '../../core/trace/trace.ts';
import { commandLineOf } from '../diagnose/commandLine.ts';
import type { Diagnoses } from '../diagnose/diagnoses.ts';
import { modesOf, type DiagnoseActions } from '../diagnose/diagnoseActions.ts';
import type { EndpointActions } from '../endpoints/endpointActions.ts';
import { draftFromEndpoint } from '../endpoints/endpointDraft.ts';
import type { Endpoint } from '../endpoints/endpoint.ts';
import type { EndpointStore } from '../endpoints/endpointStore.ts';
import {
  remedyOf,
  reportRequests,
  requestHandler,
  testOf,
  type ReportRequestsDeps,
} from './requestHandlers.ts';
import type { TimelineRequest } from './timelinePanel.ts';

/** What the buttons of an endpoint's timeline reach. */
export interface TimelineHandlersDeps extends Omit<
  ReportRequestsDeps<Endpoint>,
  'reportOf' | 'nameOf' | 'commandLineOf'
> {
  readonly store: EndpointStore;
  readonly diagnoses: Diagnoses;
  readonly run: DiagnoseActions['run'];
  readonly runTest: DiagnoseActions['runTest'];
  readonly endpoints: EndpointActions;
  readonly applyRemedy: (endpoint: Endpoint, report: Report, remedy: Remedy) => Promise<void>;
  readonly log: { error(message: string): void };
  /** The settings that a run of this endpoint would have now. */
  readonly settingsOf: (endpoint: Endpoint) => Settings;
}

/** What the buttons of an endpoint's timeline do; each failure is said once. */
export function timelineHandler(
  deps: TimelineHandlersDeps,
): (endpoint: Endpoint, request: TimelineRequest) => void {
  const work = (promise: Promise<unknown>): void => {
    promise.catch(deps.report);
  };
  const reportOf = ({ id }: Endpoint): Report | null => deps.diagnoses.state(id).report;
  const diagnose = (endpoint: Endpoint): void => work(deps.run(endpoint, { open: true }));
  const edit = (endpoint: Endpoint): Promise<unknown> =>
    deps.store.find(endpoint.id) === null
      ? deps.endpoints.add(draftFromEndpoint(endpoint))
      : deps.endpoints.edit(endpoint);
  // A diagnosis of a server has one session to show, and no file to open.
  const nothing = (): void => undefined;

  return requestHandler<Endpoint>({
    ...reportRequests<Endpoint>({
      ...deps,
      reportOf,
      nameOf: ({ name }) => name,
      commandLineOf: (endpoint) => commandLineOf(endpoint, deps.settingsOf(endpoint)),
    }),
    diagnose,
    answer: diagnose,
    probe: (endpoint, { modes }) =>
      work(deps.run(endpoint, { open: true, changes: { modes: modesOf[modes] } })),
    cancel: ({ id }) => deps.diagnoses.cancel(id),
    'save-endpoint': (endpoint) => work(deps.endpoints.save(endpoint)),
    'edit-endpoint': (endpoint) => work(edit(endpoint)),
    'apply-remedy': (endpoint, { finding, remedy }) => {
      const report = reportOf(endpoint);
      const chosen = report === null ? undefined : remedyOf(report, finding, remedy);
      if (report !== null && chosen !== undefined) work(deps.applyRemedy(endpoint, report, chosen));
    },
    'run-test': (endpoint, { finding, test }) => {
      const chosen = testOf(reportOf(endpoint), finding, test);
      if (chosen !== undefined) work(deps.runTest(chosen, endpoint));
    },
    'choose-session': nothing,
    'pick-session': nothing,
    'open-source': nothing,
    'event-selected': nothing,
    broke: ({ name }, { message }) => deps.log.error(`timeline of ${name}: ${message}`),
  });
}
