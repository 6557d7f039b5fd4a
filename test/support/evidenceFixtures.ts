import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readEvidence, type EvidenceFile } from '../../src/core/import/index.ts';
import { createTranslate } from '../../src/core/l10n.ts';
import { buildReport } from '../../src/core/report/buildReport.ts';
import type { Finding, Probe, Report } from '../../src/core/report/report.ts';

/** What one session of a fixture must come to; digits of ports may be `*`. */
export interface ExpectedSession {
  /** `ADDRESS:PORT` of the control peer, `-` for what the evidence does not show. */
  readonly peer: string;
  /** One line a mode, as `channelLine` writes it: what was advertised and where the client went. */
  readonly channels: readonly string[];
  /** Every finding above info, in order, as `ID CONFIDENCE`: any other one is wrong. */
  readonly findings: readonly string[];
  /** Findings of severity info that must be there. */
  readonly notes?: readonly string[];
  /** Regular expressions over verdict and explanations. */
  readonly says?: readonly string[];
}

/** The file `NAME.expect.json` beside a fixture. */
export interface Expectation {
  /** Where the fixture comes from: which program and version, at which server, in which situation. */
  readonly about: string;
  /** `recorded` from a real run, `documented`: written after the format's documentation or source, `field`: from a public report. */
  readonly origin: 'recorded' | 'documented' | 'field';
  /** The files of the case; the fixture `NAME` itself by default. */
  readonly files?: readonly string[];
  /** `source.format` of the first session. */
  readonly format: string;
  readonly sessions: readonly ExpectedSession[];
  /** Findings that no session may have, in any severity. */
  readonly never?: readonly string[];
  /** What could not be read of a damaged file, as `FAULT`. */
  readonly partly?: readonly string[];
  /** Sessions, events and bytes left out because a limit was hit; none by default. */
  readonly omitted?: Report['omitted'];
}

/** A case with what is expected of it. */
export interface EvidenceFixture {
  readonly folder: string;
  readonly name: string;
  readonly expected: Expectation;
}

/** A fixture that was read: what differs, empty when all is right. */
export interface EvidenceVerdict {
  readonly found: Omit<Expectation, 'about' | 'origin' | 'files'>;
  readonly complaints: readonly string[];
}

const root = join(import.meta.dirname, '..', 'fixtures');
const suffix = '.expect.json';

function filesOf(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(root, folder).length + 1))
    .sort();
}

/** Every case below `test/fixtures/FOLDER`, by name. */
export function evidenceFixtures(folder: string): readonly EvidenceFixture[] {
  return filesOf(folder)
    .filter((file) => file.endsWith(suffix))
    .map((file) => ({
      folder,
      name: file.slice(0, -suffix.length),
      expected: JSON.parse(readFileSync(join(root, folder, file), 'utf8')) as Expectation,
    }));
}

/** Names of the files that a case is made of, from its folder on. */
export function caseFiles({ name, expected }: EvidenceFixture): readonly string[] {
  const inner = name.includes('/') ? name.slice(0, name.lastIndexOf('/') + 1) : '';
  return (expected.files ?? [name.slice(inner.length)]).map((file) => inner + file);
}

/** Files below `test/fixtures/FOLDER` that belong to no case. */
export function orphans(folder: string): readonly string[] {
  const used = new Set(evidenceFixtures(folder).flatMap(caseFiles));
  return filesOf(folder).filter((file) => !file.endsWith(suffix) && !used.has(file));
}

function pair(address: string | null, port: number | null): string {
  return `${address ?? '-'}:${port ?? '-'}`;
}

/** `PASV failed: 172.17.9.135:21485 -> 172.17.9.135:21485 unreachable`, with `, ` between several dials. */
function channelLine({ mode, outcome, advertised, sent, attempts, transfer }: Probe): string {
  const named = advertised ?? sent;
  const dials = attempts.map((dial) => `${pair(dial.address, dial.port)} ${dial.outcome}`).join(', ');
  const listing = transfer === null ? '' : ` ${transfer.command} ${transfer.outcome}`;
  return `${mode} ${outcome}: ${named === null ? '-' : pair(named.address, named.port)} -> ${dials || '-'}${listing}`;
}

function above({ severity }: Finding): boolean {
  return severity !== 'info';
}

function foundIn(report: Report): ExpectedSession {
  const { control, probes, findings } = report;
  return {
    peer: pair(control.peer, control.port),
    channels: probes.map(channelLine),
    findings: findings.filter(above).map(({ id, confidence }) => `${id} ${confidence}`),
    notes: findings.filter((finding) => !above(finding)).map(({ id }) => id),
  };
}

function matches(found: string, expected: string): boolean {
  const pattern = expected.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '\\d+');
  return new RegExp(`^${pattern}$`).test(found);
}

function compareList(
  what: string,
  found: readonly string[],
  expected: readonly string[],
  complaints: string[],
): void {
  const same =
    found.length === expected.length && expected.every((line, at) => matches(found[at] ?? '', line));
  if (!same)
    complaints.push(`${what}: ${found.join(' | ') || 'none'}, expected ${expected.join(' | ') || 'none'}`);
}

function compareSession(
  at: number,
  report: Report | undefined,
  expected: ExpectedSession,
  out: string[],
): void {
  if (report === undefined) return;
  const found = foundIn(report);
  const session = `session ${at + 1}`;
  compareList(`${session} peer`, [found.peer], [expected.peer], out);
  compareList(`${session} channels`, found.channels, expected.channels, out);
  compareList(`${session} findings`, found.findings, expected.findings, out);
  for (const id of expected.notes ?? []) {
    if (found.notes?.includes(id) !== true) out.push(`${session}: ${id} is missing`);
  }
  const words = [report.verdict, ...report.findings.map(({ explanation }) => explanation)].join('\n');
  for (const pattern of expected.says ?? []) {
    if (!new RegExp(pattern).test(words)) out.push(`${session} does not say /${pattern}/`);
  }
}

/** Reads a case as the command line would and compares it with its expectation; `secrets` must not come out. */
export async function judgeEvidence(
  fixture: EvidenceFixture,
  secrets: readonly string[] = [],
): Promise<EvidenceVerdict> {
  const { folder, expected } = fixture;
  const files = caseFiles(fixture).map((name): EvidenceFile => ({ name, chunks: wholeFile(folder, name) }));
  const evidence = await readEvidence(files);
  if ('fault' in evidence) {
    return {
      found: { format: evidence.fault, sessions: [] },
      complaints: [`cannot be read: ${evidence.fault}`],
    };
  }
  const t = createTranslate();
  const reports = evidence.traces.map((trace) => buildReport(trace, { t, lang: 'en', toolVersion: '0' }));
  const format = reports[0]?.source.format ?? '-';
  const complaints: string[] = [];
  compareList('format', [format], [expected.format], complaints);
  compareList('sessions', [String(reports.length)], [String(expected.sessions.length)], complaints);
  for (const [at, session] of expected.sessions.entries())
    compareSession(at, reports[at], session, complaints);
  const partly = evidence.partly.map(({ fault }) => fault);
  compareList('unread', partly, expected.partly ?? [], complaints);
  const omitted = expected.omitted ?? { sessions: 0, events: 0, bytes: 0 };
  compareList('omitted', [JSON.stringify(evidence.omitted)], [JSON.stringify(omitted)], complaints);
  const ids = new Set<string>(reports.flatMap(({ findings }) => findings.map(({ id }) => id)));
  for (const id of expected.never ?? []) if (ids.has(id)) complaints.push(`${id} must not be there`);
  const all = JSON.stringify(reports);
  for (const secret of secrets) if (all.includes(secret)) complaints.push('a password came out');
  return { found: { format, sessions: reports.map(foundIn), partly }, complaints };
}

async function* wholeFile(folder: string, name: string): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(readFileSync(join(root, folder, name)));
}

/** The passwords that fixtures were recorded with. */
export const fixtureSecrets: readonly string[] = ['s3cret-word', 'lab-2100-secret', 'wr0ng-w0rd'];

/** Folders of `test/fixtures` that hold cases of this kind. */
export const evidenceFolders = ['transcripts', 'captures', 'evidence'] as const;

/** Whether a folder is there. */
export function hasFixtures(folder: string): boolean {
  return readdirSync(root).includes(folder);
}
