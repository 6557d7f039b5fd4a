import type { Translate } from '../../core/l10n.ts';
import type { Finding, Owner, Remedy, Report } from '../../core/report/report.ts';
import { confidenceWord, severityWord } from '../../core/report/words.ts';
import type { Changes } from '../panelState.ts';
import { eventTexts } from './eventTexts.ts';
import { isEvidence } from './isEvidence.ts';
import type { EvidenceLink, FindingView, RemedyView } from '../timelineView.ts';

/** Whose fault it is, and so who can mend it; `elsewhere` when the client is not the reader's machine. */
function ownerWords(owner: Owner, elsewhere: boolean, t: Translate): string {
  switch (owner) {
    case 'server':
      return t('the server’s settings');
    case 'server-network':
      return t('the network in front of the server');
    case 'client-network':
      return elsewhere ? t('the network in front of the client') : t('the network in front of this machine');
    case 'client':
      return elsewhere ? t('the client or its settings') : t('your side: the client or its settings');
    case 'path':
      return t('a device on the way');
  }
}

/** Where a remedy is done. */
function whereWords(target: string, t: Translate): string {
  switch (target) {
    case 'vsftpd':
      return t('on the server, in vsftpd.conf');
    case 'proftpd':
      return t('on the server, in proftpd.conf');
    case 'pure-ftpd':
      return t('on the server, in the settings of Pure-FTPd');
    case 'pyftpdlib':
      return t('on the server, in the pyftpdlib program');
    case 'filezilla-server':
      return t('on the server, in FileZilla Server');
    case 'iis':
      return t('on the server, in IIS Manager');
    case 'firewall':
      return t('on the server, in its firewall');
    case 'security-group':
      return t('in the cloud console, in the security group');
    case 'cloud':
      return t('in the cloud console');
    case 'router':
      return t('on the router');
    case 'docker':
      return t('on the server, in its container');
    case 'selinux':
      return t('on the server, in SELinux');
    case 'server':
      return t('on the server');
    case 'server-network':
      return t('in the server’s network');
    case 'client-network':
      return t('in your own network');
    case 'client':
      return t('in the FTP client');
    default:
      return target;
  }
}

/** A step's sentence and its literal lines (`Remedy.steps`). */
function stepOf(step: string): RemedyView['steps'][number] {
  const [text = '', ...lines] = step.split('\n');
  return { text, lines };
}

function remedyView(remedy: Remedy, t: Translate): RemedyView {
  return {
    id: remedy.id,
    title: remedy.title,
    where: whereWords(remedy.target, t),
    steps: remedy.steps.map(stepOf),
    group: remedy.group,
    alternative: remedy.alternative,
    weakens: remedy.weakens,
    canApply: remedy.target === 'vsftpd' && remedy.edits.length > 0,
    reference: remedy.reference,
  };
}

/** What no machine on the wire has said: its text is this tool's own, in English, or no more than an address. */
const told: ReadonlySet<string> = new Set(['note', 'close', 'transfer', 'connect', 'dial', 'accept']);

function evidenceLink(id: number, report: Report, t: Translate): EvidenceLink[] {
  const event = report.events[id];
  if (event === undefined) return [];
  const link = { event: id, at: event.at };
  if (told.has(event.kind)) {
    const { label, outcome, foreign } = eventTexts(event, { verb: '', peer: report.control.peer }, t);
    if (label !== '') return [{ ...link, label: [label, outcome].filter(Boolean).join(' '), foreign }];
  }
  return [{ ...link, label: event.text === '' ? event.kind : event.text, foreign: true }];
}

function changeOf(id: string, changes: Changes | null): FindingView['change'] {
  if (changes?.added.includes(id) === true) return 'new';
  return changes?.same.includes(id) === true ? 'same' : null;
}

/** What to do next: plain sentences, and apart from them the tests with their command lines. */
function nextOf({ nextSteps, nextTests = [] }: Finding): Pick<FindingView, 'nextSteps' | 'nextTests'> {
  return {
    nextSteps: nextSteps.filter((step) => !nextTests.some(({ command }) => step.endsWith(command))),
    nextTests: nextTests.map(({ text, command, where }, index) => ({
      text,
      command,
      runs: where === undefined ? index : null,
    })),
  };
}

/** The findings of a report; `changes` against the run before, null when there was none. */
export function findingViews(report: Report, changes: Changes | null, t: Translate): FindingView[] {
  const elsewhere = isEvidence(report);
  return report.findings.map((finding, index) => ({
    number: index + 1,
    id: finding.id,
    severity: finding.severity,
    severityWord: finding.id === 'healthy' ? t('Healthy') : severityWord(t, finding.severity),
    confidenceWord: confidenceWord(t, finding.confidence),
    title: finding.title,
    explanation: finding.explanation,
    owner: ownerWords(finding.owner, elsewhere, t),
    evidence: finding.evidence.flatMap((id) => evidenceLink(id, report, t)),
    alternatives: finding.alternatives,
    ...nextOf(finding),
    remedies: finding.remedies.map((remedy) => remedyView(remedy, t)),
    change: changeOf(finding.id, changes),
  }));
}

/** Event id to the numbers of the findings that rest on it. */
export function findingsByEvent(findings: readonly Finding[]): Map<number, number[]> {
  const numbers = new Map<number, number[]>();
  findings.forEach(({ evidence }, index) => {
    for (const event of new Set(evidence)) numbers.set(event, [...(numbers.get(event) ?? []), index + 1]);
  });
  return numbers;
}
