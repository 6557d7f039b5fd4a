import { predictClients } from '../clients/predictClients.ts';
import { deriveFacts } from '../diagnosis/deriveFacts.ts';
import { rules } from '../diagnosis/rules/index.ts';
import { runRules } from '../diagnosis/runRules.ts';
import type { Language, Translate } from '../l10n.ts';
import type { Trace } from '../trace/trace.ts';
import { readProbes, readReportSessions } from './probes.ts';
import type { Report } from './report.ts';
import { writeVerdict } from './verdict.ts';

/** How a report is worded and which program made it. */
export interface ReportOptions {
  readonly t: Translate;
  readonly lang: Language;
  readonly toolVersion: string;
}

/** Diagnoses a trace: facts, findings, verdict and everything that views draw. Valid at any moment of a run. */
export function buildReport(trace: Trace, { t, lang, toolVersion }: ReportOptions): Report {
  const facts = deriveFacts(trace);
  const diagnosed = runRules(rules, facts, t);
  return {
    schema: 'ftp-diagnose/report@1',
    toolVersion,
    lang,
    complete: trace.complete,
    stopped: trace.stopped,
    omitted: trace.omitted,
    source: trace.source,
    sources: trace.sources,
    vantage: trace.vantage,
    settings: trace.settings,
    startedAt: trace.startedAt,
    durationMs: trace.durationMs,
    verdict: writeVerdict(diagnosed, t),
    control: facts.control,
    sessions: readReportSessions(facts),
    probes: readProbes(facts),
    findings: diagnosed.findings.map(({ finding }) => finding),
    clients: predictClients(facts, t),
    ...(diagnosed.skipped.length > 0 ? { skippedRules: diagnosed.skipped } : {}),
    events: trace.events,
  };
}
