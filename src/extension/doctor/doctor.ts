import type { Language } from '../../core/l10n.ts';
import type { Prompt } from '../../core/probe/options.ts';
import type { RemedyEdit, Report } from '../../core/report/report.ts';
import type { TraceEvent } from '../../core/trace/event.ts';
import type { Settings } from '../../core/trace/trace.ts';
import type { ExportFormat } from '../../shared/messages.ts';
import type { Destination } from '../endpoints/endpoint.ts';

/** What is to be diagnosed and how. */
export interface DoctorRequest {
  readonly destination: Destination;
  readonly settings: Settings;
  /** 4 or 6 holds the run to that family; 0 takes both. */
  readonly family: 0 | 4 | 6;
  /** Milliseconds of the idle test, null for none. */
  readonly holdMs: number | null;
  /** Null sends none; a practice server brings its own. */
  readonly password: string | null;
  readonly acceptedCertificates: readonly string[];
  /** Changes of the practice server's vsftpd.conf, made before it starts. */
  readonly practiceEdits: readonly RemedyEdit[];
  readonly language: Language;
  /** VS Code's remote name, for the vantage. */
  readonly remote: string | null;
  readonly prompt: Prompt;
  readonly signal: AbortSignal;
  /** Called for each event as it is recorded. */
  readonly onEvent: (event: TraceEvent) => void;
}

/** A diagnosis under way. */
export interface DoctorRun {
  /** What is known so far, as a report. */
  report(): Report;
  /** The whole report; a network that fails is a report, never a rejection. */
  readonly done: Promise<Report>;
}

/** A practice network that a person can choose. */
export interface Scenario {
  readonly name: string;
  readonly description: string;
}

/** The forms in which a report leaves the editor. */
export type ReportFormat = ExportFormat | 'text';

/** The engine as the editor needs it: probing, reading and writing reports. Everything behind it loads on first use. */
export interface Doctor {
  /** @throws RangeError when a practice scenario does not exist. */
  diagnose(request: DoctorRequest): Promise<DoctorRun>;
  /** Reads a stored report and diagnoses its events again; null when it is damaged or of an unknown version. */
  read(text: string, language: Language): Promise<Report | null>;
  write(
    report: Report,
    format: ReportFormat,
    options: { readonly redact: boolean; readonly language: Language },
  ): Promise<string>;
  scenarios(language: Language): Promise<readonly Scenario[]>;
}
