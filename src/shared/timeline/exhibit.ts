import { socketText } from '../../core/ftp/address.ts';
import type { FindingId } from '../../core/diagnosis/findingIds.ts';
import type { Translate } from '../../core/l10n.ts';
import type { Finding, Report } from '../../core/report/report.ts';
import type { DialsView, Exhibit, QuoteView } from '../timelineView.ts';
import { dialTone, dialWords } from './outcomeWords.ts';
import { activePair, passivePair } from './pair.ts';

const passiveIds: ReadonlySet<FindingId> = new Set<FindingId>([
  'pasv-private-address',
  'pasv-unusable-address',
  'pasv-wrong-address',
  'pasv-separate-data-host',
  'pasv-hairpin',
  'pasv-ports-blocked',
  'pasv-ports-partly-blocked',
  'pasv-helper-blind',
  'pasv-port-outside-range',
  'pasv-address-not-in-force',
  'epsv-blocked',
  'alg-rewrites-pasv',
  'healthy',
]);

const activeIds: ReadonlySet<FindingId> = new Set<FindingId>([
  'port-command-rejected',
  'client-address-hidden',
  'alg-rewrites-port',
]);

const dialIds: ReadonlySet<FindingId> = new Set<FindingId>(['control-unreachable', 'name-not-resolved']);

/** Findings whose proof is a delay or a listing; nothing that the server said would show it. */
const silentIds: ReadonlySet<FindingId> = new Set<FindingId>([
  'greeting-delayed',
  'control-address-dead',
  'cleartext-password',
  'listing-encoding',
]);

function dialsOf(report: Report, t: Translate): DialsView | null {
  const dials = report.events.flatMap((event) => {
    if (event.kind === 'connect') {
      const address = socketText(event.remote) ?? event.text;
      return [{ address, outcome: dialWords(event, t), tone: dialTone(event.outcome), event: event.id }];
    }
    if (event.kind !== 'resolve' || event.outcome === 'ok') return [];
    return [{ address: event.host, outcome: t('not found'), tone: 'bad' as const, event: event.id }];
  });
  const first = new Map(dials.toReversed().map((dial) => [`${dial.address} ${dial.outcome}`, dial]));
  const distinct = dials.filter((dial) => first.get(`${dial.address} ${dial.outcome}`) === dial);
  return distinct.length === 0 ? null : { kind: 'dials', dials: distinct.slice(0, 8) };
}

/** The first reply among the evidence, as the server wrote it. */
function quoteOf(finding: Finding, report: Report, t: Translate): QuoteView | null {
  for (const id of finding.evidence) {
    const event = report.events[id];
    if (event?.kind === 'reply' || (event?.kind === 'note' && event.note === 'stray-line')) {
      return { kind: 'quote', label: t('the server says'), text: event.text, event: id };
    }
  }
  return null;
}

function exhibitOf(finding: Finding, report: Report, t: Translate): Exhibit | null {
  if (silentIds.has(finding.id)) return null;
  if (passiveIds.has(finding.id)) return passivePair(report, finding, t);
  if (activeIds.has(finding.id))
    return activePair(report, finding.id === 'client-address-hidden', t) ?? quoteOf(finding, report, t);

  return dialIds.has(finding.id) ? dialsOf(report, t) : quoteOf(finding, report, t);
}

/**
 * What proves the verdict at a glance: two addresses, dead dials or the server's words. A mere note proves no verdict,
 * save that all is well; null when nothing does.
 */
export function exhibit(report: Report, t: Translate): Exhibit | null {
  const telling = report.findings.filter(({ id, severity }) => severity !== 'info' || id === 'healthy');
  for (const finding of telling) {
    const shown = exhibitOf(finding, report, t);
    if (shown !== null) return shown;
  }
  return null;
}
