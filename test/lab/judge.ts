import type { DialOutcome } from '../../src/core/trace/event.ts';
import type { Probe, Report } from '../../src/core/report/report.ts';
import { modes } from '../../src/core/trace/trace.ts';
import type { ModeTruth, ServerPlan, Truth } from './scenario.ts';
import type { ModeOnTheWire, Wire } from './world/wire.ts';

/** Where a truth and what was seen differ, one line each; empty when they agree. */
export type Complaints = readonly string[];

/** Holds a scenario's truth against the lab's own eyes. */
export function judgeWire(truth: Truth, wire: Wire | null): Complaints {
  if (wire === null) return [];
  const complaints: string[] = [];
  for (const mode of modes) {
    const wanted = truth.modes?.[mode];
    const seen = wire.modes[mode];
    if (wanted === undefined) continue;
    if (seen === undefined) complaints.push(`wire: ${mode} was not reached`);
    else complaints.push(...judgeMode(wanted, seen).map((line) => `wire: ${mode} ${line}`));
  }
  for (const part of ['control', 'greeting', 'login'] as const) {
    const wanted = truth[part];
    const seen = wire[part] ?? '';
    if (wanted !== undefined && !matches(wanted, seen))
      complaints.push(`wire: ${part} is ${seen}, not ${wanted}`);
  }
  if (truth.seenAs !== undefined && wire.seenAs !== truth.seenAs) {
    complaints.push(`wire: the server sees ${wire.seenAs ?? 'nobody'}, not ${truth.seenAs}`);
  }
  return complaints;
}

function judgeMode(wanted: ModeTruth, seen: ModeOnTheWire): string[] {
  const lines: string[] = [];
  const compare = (
    what: string,
    expected: string | null | undefined,
    found: string | null | undefined,
  ): void => {
    if (expected === undefined) return;
    if (expected === null ? found === null : matches(expected, found ?? '')) return;
    lines.push(`${what} is ${found ?? 'absent'}, not ${String(expected)}`);
  };
  compare('reply', wanted.reply, seen.reply);
  // What the product must not dial, the lab's eyes may.
  if (wanted.advertised !== 'not-tried') compare('advertised dial', wanted.advertised, seen.advertised);
  compare('dial of the control peer', wanted.peer, seen.peer);
  compare('arrival', wanted.from, seen.from);
  compare('listing', wanted.listing, seen.listing);
  return lines;
}

/** Whether a reply begins as wanted; `*` stands for digits. */
export function matches(wanted: string, reply: string): boolean {
  const pattern = wanted.replace(/[.+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll('*', String.raw`\d+`);
  return new RegExp(`^${pattern}`).test(reply);
}

/** Holds a scenario's truth against a report. */
export function judgeReport(truth: Truth, report: Report, status: number | null): Complaints {
  return [
    ...judgeFindings(truth, report),
    ...judgeProbes(truth, report),
    ...judgeStatus(truth, status),
    ...(truth.seenAs === undefined || report.control.seenAs === truth.seenAs
      ? []
      : [`control.seenAs is ${String(report.control.seenAs)}, not ${truth.seenAs}`]),
  ];
}

/** Whoever came to a login must have told the server's product, whatever its greeting says. */
export function judgeProduct(server: ServerPlan | null, { control, events }: Report): Complaints {
  const came = events.some((event) => event.kind === 'reply' && event.code === 230);
  if (server === null || !came || control.server.product === server.product) return [];
  return [`the server is taken for ${control.server.product}, not ${server.product}`];
}

function judgeFindings(truth: Truth, report: Report): string[] {
  const lines: string[] = [];
  const isHealthy = Object.keys(truth.alarms).length === 0;
  const found = new Map(report.findings.map((finding) => [finding.id, finding]));
  for (const [id, severity] of Object.entries(truth.alarms)) {
    const finding = report.findings.find((candidate) => candidate.id === id);
    if (finding === undefined) lines.push(`finding ${id} is missing`);
    else if (finding.severity !== severity) lines.push(`${id} is ${finding.severity}, not ${severity}`);
  }
  for (const { id, severity } of report.findings) {
    if (severity === 'info' || Object.hasOwn(truth.alarms, id) || truth.maybe?.includes(id) === true)
      continue;
    lines.push(`false alarm: ${severity} ${id}`);
  }
  for (const id of truth.notes ?? []) {
    const severity = found.get(id)?.severity;
    if (severity !== 'info') lines.push(`note ${id} is ${severity ?? 'missing'}`);
  }
  for (const id of truth.never ?? []) if (found.has(id)) lines.push(`finding ${id} must not be there`);
  if (found.has('healthy') !== isHealthy) lines.push(isHealthy ? 'healthy is missing' : 'healthy is there');
  return lines;
}

function judgeProbes(truth: Truth, report: Report): string[] {
  const lines: string[] = [];
  for (const [mode, wanted] of Object.entries(truth.modes ?? {})) {
    const probe = report.probes.find((candidate) => candidate.mode === mode);
    if (probe === undefined) lines.push(`probe ${mode} is missing`);
    else lines.push(...judgeProbe(wanted, probe).map((line) => `${mode} ${line}`));
  }
  return lines;
}

function judgeProbe(wanted: ModeTruth, probe: Probe): string[] {
  const lines: string[] = [];
  const compare = (what: string, expected: string | undefined, found: string | null | undefined): void => {
    if (expected !== undefined && found !== expected)
      lines.push(`${what} is ${found ?? 'absent'}, not ${expected}`);
  };
  const dialled = (as: string): DialOutcome | undefined =>
    probe.attempts.find((attempt) => attempt.as === as)?.outcome;
  compare('outcome', wanted.outcome, probe.outcome);
  // What the product leaves out on purpose, only the lab's eyes look at.
  if (wanted.outcome === 'skipped') return lines;
  if (wanted.reply !== undefined && !matches(wanted.reply, probe.reply ?? '')) {
    lines.push(`reply is ${probe.reply ?? 'absent'}, not ${wanted.reply}`);
  }
  compare('advertised dial', wanted.advertised, dialled('advertised') ?? dialled('control-peer'));
  compare('dial of the control peer', wanted.peer, dialled('control-peer'));
  compare('arrival', wanted.from, probe.accepted[0]?.address);
  return lines;
}

function judgeStatus(truth: Truth, status: number | null): string[] {
  const wanted = Object.values(truth.alarms).includes('error') ? 1 : 0;
  return status === wanted ? [] : [`exit status is ${String(status)}, not ${wanted}`];
}
