import type { Translate } from '../l10n.ts';
import { dialogueRows, type DialogueRow } from './dialogue.ts';
import { idleTestWords } from './noteWords.ts';
import { modeRows, type ModeRow } from './modeRows.ts';
import { nextSteps, type StepView } from './nextSteps.ts';
import { pairOf, type Pair } from './pair.ts';
import { printable, printableStart } from './printable.ts';
import type { ClientPrediction, Finding, Remedy, Report, Severity } from './report.ts';
import {
  applyWords,
  clientWord,
  confidenceWord,
  duration,
  ownerWords,
  severityWord,
  stopWords,
  type Tone,
} from './words.ts';

/** A remedy as every view shows it. */
export interface RemedyView {
  /** The title, with a word before it where it is another way or a last resort. */
  readonly title: string;
  /** Whether it lowers security. */
  readonly weakens: boolean;
  /** False for another way and for a last resort. */
  readonly first: boolean;
  readonly steps: readonly StepView[];
  /** URL of what it rests on. */
  readonly reference: string | null;
}

/** A finding as every view shows it. */
export interface FindingView {
  /** From 1, in the order to mend. */
  readonly number: number;
  readonly id: string;
  readonly severity: Severity;
  readonly tone: Tone;
  readonly title: string;
  /** The severity in a word, then who acts and how sure it is; for a note the word alone. */
  readonly summary: readonly string[];
  /** Paragraphs. */
  readonly explanation: readonly string[];
  /** The events that it rests on, each as one line of the dialogue. */
  readonly evidence: readonly { readonly id: number; readonly text: string }[];
  /** Other causes, each with what tells it apart. */
  readonly alternatives: readonly string[];
  /** What would make a note sure; the next steps of faults stand in `Outline.next`. */
  readonly surer: readonly string[];
  readonly remedies: readonly RemedyView[];
}

/** Who works meanwhile. */
export interface ClientView {
  readonly name: string;
  readonly tone: Tone;
  /** What becomes of it, in a word. */
  readonly word: string;
  /** Why, as one clause. */
  readonly because: string;
  /** What the client prints, line by line; empty when nothing is known. */
  readonly message: readonly string[];
}

/**
 * A report in words and in reading order, every string printable and localised: what text, Markdown and HTML draw.
 * They differ in form only.
 */
export interface Outline {
  readonly verdict: string;
  readonly tone: Tone;
  /** Set when the run ended before it was through. */
  readonly incomplete: string | null;
  /** The two addresses, null where the report does not hold both. */
  readonly pair: Pair | null;
  /** What was diagnosed: the server that was tried, or the evidence that was read. */
  readonly subject: string;
  /** Server, duration, vantage and time in short words. */
  readonly context: readonly string[];
  readonly modes: readonly ModeRow[];
  readonly findings: readonly FindingView[];
  /** What to do about the faults and what to try next, each once; a diagnosis again at the end. */
  readonly next: readonly StepView[];
  readonly clients: readonly ClientView[];
  /** The whole trace, for those who ask for it. */
  readonly dialogue: readonly DialogueRow[];
  /** The version of the tool that made the report. */
  readonly version: string;
}

const tones: Readonly<Record<Severity, Tone>> = { error: 'bad', warning: 'doubtful', info: 'none' };

/** The steps of a remedy that carries edits only. */
function stepsOfEdits(t: Translate, { edits, apply }: Remedy): StepView[] {
  const sets = edits.filter(({ op }) => op === 'set');
  const removes = edits.filter(({ op }) => op === 'remove');
  const file = edits.find((edit) => edit.file !== null)?.file ?? t("the server's configuration file");
  const then = applyWords(t, apply);
  return [
    ...(sets.length === 0
      ? []
      : [
          {
            text: t('In {file}:', { file }),
            lines: sets.map(({ option, value }) => `${option}=${value ?? ''}`),
          },
        ]),
    ...removes.map(({ option }) => ({
      text: t('Delete the line that sets {option}', { option }),
      lines: [],
    })),
    ...(then === '' ? [] : [{ text: then, lines: [] }]),
  ];
}

function remedyView(t: Translate, remedy: Remedy): RemedyView {
  const title = remedy.weakens
    ? t('Last resort, weakens security: {title}', { title: remedy.title })
    : remedy.alternative
      ? t('Or: {title}', { title: remedy.title })
      : remedy.title;
  const steps = remedy.steps.map((step) => {
    const [text = '', ...lines] = step.split('\n');
    return { text, lines };
  });
  return {
    title,
    weakens: remedy.weakens,
    first: !remedy.alternative && !remedy.weakens,
    steps: steps.length > 0 ? steps : stepsOfEdits(t, remedy),
    reference: remedy.reference,
  };
}

function evidenceText(report: Report, t: Translate, id: number): string {
  const row = dialogueRows({ ...report, events: report.events.filter((event) => event.id === id) }, t)[0];
  if (row === undefined) return '';
  const text = printableStart(row.lines.map((line) => line.trim()).join(' / '), 160);
  return `${row.arrow} ${text}${row.source === '' ? '' : ` [${row.source}]`}`;
}

function findingView(report: Report, t: Translate, finding: Finding, index: number): FindingView {
  return {
    number: index + 1,
    id: finding.id,
    severity: finding.severity,
    tone: finding.id === 'healthy' ? 'good' : tones[finding.severity],
    title: finding.title,
    summary: [
      severityWord(t, finding.severity),
      ...(finding.severity === 'info'
        ? // Of a note that is sure nobody asks how sure.
          finding.confidence === 'proven'
          ? []
          : [confidenceWord(t, finding.confidence)]
        : [
            t('who acts: {who}', { who: ownerWords(t, finding.owner) }),
            confidenceWord(t, finding.confidence),
          ]),
    ],
    explanation: finding.explanation.split('\n'),
    evidence: [...new Set(finding.evidence)].map((id) => ({ id, text: evidenceText(report, t, id) })),
    alternatives: finding.alternatives.map(({ text, tellApart }) =>
      tellApart === '' ? text : t('{text} How to tell: {tellApart}', { text, tellApart }),
    ),
    // A note is no task: what would make it sure stands with it and not under what to do next.
    surer: finding.severity === 'info' && finding.confidence !== 'proven' ? finding.nextSteps : [],
    remedies: finding.remedies.map((remedy) => remedyView(t, remedy)),
  };
}

function contextOf(report: Report, t: Translate): string[] {
  const { server } = report.control;
  const name = [server.product, server.version].filter((part) => part !== null).join(' ');
  const took = duration(t, report.durationMs);
  const { vantage, startedAt, control } = report;
  return [
    server.product === 'unknown' ? '' : name,
    control.tls === 'explicit'
      ? t('TLS by AUTH TLS')
      : control.tls === 'implicit'
        ? t('TLS from the start')
        : '',
    vantage === null ? '' : t('from {host}', { host: control.local ?? vantage.host }),
    control.seenAs === null || control.seenAs === control.local
      ? ''
      : t('seen by the server as {address}', { address: control.seenAs }),
    took === '' ? '' : t('took {duration}', { duration: took }),
    startedAt === null ? '' : startedAt.replace('T', ' ').replace(/\.\d+Z$/, ' UTC'),
    ...idleTestWords(report.events, t),
  ].filter((part) => part !== '');
}

function subjectOf({ source, sources }: Report, t: Translate): string {
  const target = source.target ?? source.file ?? t('unknown target');
  const evidence = source.kind === 'transcript' || source.kind === 'capture';
  if (!evidence) return t('Tried on {target}', { target });
  const files = sources.flatMap(({ file }) => file ?? []);
  return t('Read in {file}', { file: files.length > 1 ? files.join(', ') : (source.file ?? target) });
}

function toneOf(report: Report): Tone {
  const severities = report.findings.map(({ severity }) => severity);
  if (severities.includes('error')) return 'bad';
  if (severities.includes('warning')) return 'doubtful';
  return report.findings.some(({ id }) => id === 'healthy') ? 'good' : 'none';
}

function incompleteWords(report: Report, t: Translate): string | null {
  if (report.complete) return null;
  return report.stopped === null
    ? t('This report is incomplete.')
    : t('This report is incomplete: {reason}.', { reason: stopWords(t, report.stopped) });
}

const outcomes: readonly ClientPrediction['outcome'][] = ['works', 'slow', 'fails', 'unknown'];

/** Clients that work first. */
function byOutcome(clients: readonly ClientPrediction[]): ClientPrediction[] {
  return clients.toSorted((a, b) => outcomes.indexOf(a.outcome) - outcomes.indexOf(b.outcome));
}

/** A copy in which every string is printable: the one gate through which a report's text reaches a view. */
function inert<T>(value: T): T {
  if (typeof value === 'string') return printable(value) as T;
  if (Array.isArray(value)) return value.map(inert) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, inert<unknown>(part)])) as T;
}

/** Puts a report into words; `t` speaks the language that the report was made in. */
export function outlineOf(report: Report, t: Translate): Outline {
  return inert<Outline>({
    verdict: report.verdict,
    tone: toneOf(report),
    incomplete: incompleteWords(report, t),
    pair: pairOf(report, t),
    subject: subjectOf(report, t),
    context: contextOf(report, t),
    modes: modeRows(report, t),
    findings: report.findings.map((finding, index) => findingView(report, t, finding, index)),
    next: nextSteps(report, t),
    clients: byOutcome(report.clients).map((client) => ({
      name: client.name,
      ...clientWord(t, client.outcome),
      because: client.because,
      message: client.message?.split('\n') ?? [],
    })),
    dialogue: dialogueRows(report, t),
    version: report.toolVersion,
  });
}
