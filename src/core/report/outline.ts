import type { Translate } from '../l10n.ts';
import { dialogueRows, type DialogueRow } from './dialogue.ts';
import { modeRows, type ModeRow } from './modeRows.ts';
import { pairOf, type Pair } from './pair.ts';
import { printable, printableStart } from './printable.ts';
import type { Finding, Remedy, Report, Severity } from './report.ts';
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
  readonly title: string;
  readonly alternative: boolean;
  readonly weakens: boolean;
  /** Lines to copy as they stand, `option=value`. */
  readonly lines: readonly string[];
  /** The file that the lines belong to; null for the one that the server reads. */
  readonly file: string | null;
  /** Options whose lines are to be deleted. */
  readonly removed: readonly string[];
  readonly steps: readonly string[];
  readonly apply: string;
  readonly reference: string | null;
}

/** A finding as every view shows it. */
export interface FindingView {
  /** From 1, in the order to mend. */
  readonly number: number;
  readonly id: string;
  readonly severity: Severity;
  readonly severityWord: string;
  readonly tone: Tone;
  readonly title: string;
  readonly who: string;
  readonly confidence: string;
  readonly explanation: string;
  readonly evidence: readonly { readonly id: number; readonly text: string }[];
  readonly alternatives: readonly string[];
  readonly remedies: readonly RemedyView[];
}

/** Who works meanwhile. */
export interface ClientView {
  readonly name: string;
  readonly tone: Tone;
  readonly word: string;
  readonly because: string;
  /** What the client prints; null when nothing is known. */
  readonly message: string | null;
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
  readonly pair: Pair | null;
  readonly target: string;
  /** Server, duration, vantage and time in short words. */
  readonly context: readonly string[];
  readonly modes: readonly ModeRow[];
  readonly findings: readonly FindingView[];
  readonly next: readonly string[];
  readonly clients: readonly ClientView[];
  readonly dialogue: readonly DialogueRow[];
}

const tones: Readonly<Record<Severity, Tone>> = { error: 'bad', warning: 'doubtful', info: 'none' };

function remedyView(t: Translate, remedy: Remedy): RemedyView {
  const sets = remedy.edits.filter(({ op }) => op === 'set');
  return {
    title: printable(remedy.title),
    alternative: remedy.alternative,
    weakens: remedy.weakens,
    lines: sets.map(({ option, value }) => printable(`${option}=${value ?? ''}`)),
    file: remedy.edits.find(({ file }) => file !== null)?.file ?? null,
    removed: remedy.edits.filter(({ op }) => op === 'remove').map(({ option }) => printable(option)),
    steps: remedy.steps.map(printable),
    apply: applyWords(t, remedy.apply),
    reference: remedy.reference === null ? null : printable(remedy.reference),
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
    severityWord: severityWord(t, finding.severity),
    tone: finding.id === 'healthy' ? 'good' : tones[finding.severity],
    title: printable(finding.title),
    who: ownerWords(t, finding.owner),
    confidence: confidenceWord(t, finding.confidence),
    explanation: printable(finding.explanation),
    evidence: [...new Set(finding.evidence)].map((id) => ({ id, text: evidenceText(report, t, id) })),
    alternatives: finding.alternatives.map(({ text, tellApart }) =>
      printable(tellApart === '' ? text : t('{text} To tell: {tellApart}', { text, tellApart })),
    ),
    remedies: finding.remedies.map((remedy) => remedyView(t, remedy)),
  };
}

function nextSteps(report: Report, t: Translate): string[] {
  const faults = report.findings.filter(({ severity }) => severity !== 'info');
  const steps = faults.flatMap((finding) => {
    const first = finding.remedies.filter(({ alternative, weakens }) => !alternative && !weakens);
    const actions = first.map(({ title }) =>
      t('{who}: {action}', { who: ownerWords(t, finding.owner), action: title }),
    );
    return [...actions, ...finding.nextSteps];
  });
  const again =
    faults.length > 0 && report.source.kind === 'probe' && report.source.target !== null
      ? [t('Then diagnose again: ftp-diagnose {target}', { target: report.source.target })]
      : [];
  return [...new Set([...steps, ...again])].map(printable);
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
  ]
    .filter((part) => part !== '')
    .map(printable);
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

/** Puts a report into words; `t` speaks the language that the report was made in. */
export function outlineOf(report: Report, t: Translate): Outline {
  return {
    verdict: printable(report.verdict),
    tone: toneOf(report),
    incomplete: incompleteWords(report, t),
    pair: pairOf(report, t),
    target: printable(report.source.target ?? report.source.file ?? t('unknown target')),
    context: contextOf(report, t),
    modes: modeRows(report, t),
    findings: report.findings.map((finding, index) => findingView(report, t, finding, index)),
    next: nextSteps(report, t),
    clients: report.clients.map((client) => ({
      name: printable(client.name),
      ...clientWord(t, client.outcome),
      because: printable(client.because),
      message: client.message === null ? null : printable(client.message),
    })),
    dialogue: dialogueRows(report, t),
  };
}
