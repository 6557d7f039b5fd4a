import { createTranslate, type Language, type Translate } from '../../core/l10n.ts';
import { createNetwork } from '../../core/node/createNetwork.ts';
import { nodeTransport } from '../../core/node/nodeTransport.ts';
import { thisMachine } from '../../core/node/thisMachine.ts';
import { diagnose } from '../../core/probe/diagnose.ts';
import type { Diagnosis } from '../../core/probe/options.ts';
import { buildReport } from '../../core/report/buildReport.ts';
import { traceFromReport } from '../../core/report/readReport.ts';
import type { Report } from '../../core/report/report.ts';
import type { Trace } from '../../core/trace/trace.ts';
import { practiceScenarios, startPractice } from '../../practice/index.ts';
import type { Doctor, DoctorRequest, DoctorRun } from './doctor.ts';
import { writeReport } from './writeReport.ts';

/** What the engine cannot know by itself. */
export interface EngineOptions {
  readonly toolVersion: string;
  /** English message → the language's, empty for English. */
  readonly bundle: (language: Language) => Promise<Readonly<Record<string, string>>>;
}

/** Starts what a request asks for; `close` ends what was started beside the diagnosis. */
async function start(request: DoctorRequest): Promise<{ diagnosis: Diagnosis; close: () => void }> {
  const { destination, settings, family, holdMs, acceptedCertificates, signal, onEvent, prompt } = request;
  const common = { settings, family, holdMs, ca: null, signal, onEvent, prompt };
  if (destination.kind === 'practice') {
    const practice = await startPractice(destination.scenario, request.practiceEdits);
    const diagnosis = diagnose(practice.target, {
      ...common,
      kind: 'practice',
      targetName: practice.targetName,
      network: createNetwork(practice.transport),
      password: practice.password,
      acceptedCertificates,
      vantage: practice.vantage,
    });
    return { diagnosis, close: () => practice.close() };
  }
  const diagnosis = diagnose(destination.target, {
    ...common,
    kind: 'probe',
    network: createNetwork(nodeTransport()),
    password: request.password,
    acceptedCertificates,
    vantage: thisMachine(request.remote),
  });
  return { diagnosis, close: () => undefined };
}

/** The doctor over the real core: live probes, the practice network, reports. */
export function createEngine({ toolVersion, bundle }: EngineOptions): Doctor {
  const translators = new Map<Language, Translate>();
  const translator = async (language: Language): Promise<Translate> => {
    const known = translators.get(language);
    if (known !== undefined) return known;
    const t = createTranslate(await bundle(language));
    translators.set(language, t);
    return t;
  };

  return {
    async diagnose(request: DoctorRequest): Promise<DoctorRun> {
      const t = await translator(request.language);
      const judge = (trace: Trace): Report => buildReport(trace, { t, lang: request.language, toolVersion });
      const { diagnosis, close } = await start(request);
      return {
        report: () => judge(diagnosis.trace()),
        done: diagnosis.done.then(judge).finally(close),
      };
    },

    async read(text, language) {
      const t = await translator(language);
      let json: unknown;
      try {
        json = JSON.parse(text);
      } catch {
        return null;
      }
      const trace = traceFromReport(json);
      return 'fault' in trace ? null : buildReport(trace, { t, lang: language, toolVersion });
    },

    async write(report, format, { redact, language }) {
      const t = await translator(language);
      return writeReport(report, format, { redact, t, lang: language, toolVersion });
    },

    async scenarios(language) {
      const t = await translator(language);
      return practiceScenarios.map((scenario) => ({
        name: scenario.name,
        description: scenario.describe(t),
      }));
    },
  };
}
