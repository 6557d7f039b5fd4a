import type { FindingId } from '../../diagnosis/findingIds.ts';
import { familyOf, isPublicScope, scopeOf } from '../../ftp/address.ts';
import type { Finding, RemedyEdit, Report } from '../../report/report.ts';
import { proposedRange } from '../../remedies/situation.ts';
import { firstLine, type ConfLine } from '../confFile.ts';
import type { ConfSettings } from '../settings.ts';
import { boolOf, lastSetting, valueOf } from '../settings.ts';
import { fitEdits } from './fitEdits.ts';
import { plannedEdits } from './plannedEdits.ts';

/** A finding of the last diagnosis at the line of the server's file that causes it, or where the line is missing. */
export interface DiagnosedFault {
  readonly finding: Finding;
  readonly line: ConfLine;
  /** The reply (227, 550, …) or other event that shows it. */
  readonly event: number | null;
  /**
   * `edits` mend it in this file; `mended` when the file says so already and only a restart is left; `ask` when the
   * public address is not known and nobody may guess it.
   */
  readonly state: 'edits' | 'mended' | 'ask';
  /** Edits that end the fault, fitted to the file; empty unless `state` is `edits`. */
  readonly edits: readonly RemedyEdit[];
  /** Clients over IPv6 would lose the server by these edits, and the diagnosis knows of its IPv6 address. */
  readonly ipv6: string | null;
}

/** Findings about the address in the 227: the file's answer is always the same block. */
const addressFindings: readonly FindingId[] = [
  'pasv-private-address',
  'pasv-unusable-address',
  'pasv-wrong-address',
];

/** Findings that hold the running server against its file: nothing is to be written, only to be put in force. */
const contradictions: readonly FindingId[] = ['pasv-port-outside-range', 'pasv-address-not-in-force'];

/** Where a finding belongs in a file: the first of these options that it sets. */
const places: Partial<Record<FindingId, readonly string[]>> = {
  'pasv-port-outside-range': ['pasv_min_port', 'pasv_max_port'],
  'passive-pool-exhausted': ['pasv_max_port', 'pasv_min_port'],
  'passive-disabled': ['pasv_enable', 'cmds_denied', 'cmds_allowed'],
};
const usualPlaces = [
  'pasv_address',
  'pasv_min_port',
  'pasv_max_port',
  'pasv_enable',
  'listen_ipv6',
  'listen',
];

/**
 * An IPv6 address of the server that clients elsewhere can use: the one that its file binds, one that its name has or
 * over which it was reached, or one of an interface that `ip addr` printed on the server beside the evidence.
 */
export function globalIpv6(report: Report, conf: ConfSettings): string | null {
  const candidates = [
    valueOf(conf, 'listen_address6'),
    ...report.control.addresses.map(({ address }) => address),
    ...report.events.map((event) =>
      event.kind === 'note' && event.data['fact'] === 'server-interface' ? event.data['address'] : null,
    ),
  ];
  const found = candidates.find(
    (each) => typeof each === 'string' && familyOf(each) === 6 && isPublicScope(scopeOf(each)),
  );
  return typeof found === 'string' ? found : null;
}

/** The address that the client reached, if clients everywhere can: the only one that may be written without asking. */
export function reachedPublicAddress({ control, sessions }: Report): string | null {
  const candidates = [control.peer, ...sessions.map(({ peer }) => peer)];
  return (
    candidates.find((each) => each !== null && familyOf(each) === 4 && isPublicScope(scopeOf(each))) ?? null
  );
}

/** The edits of the finding's own remedies; those of the address block where the server kept its name to itself. */
function wantedEdits(report: Report, finding: Finding): readonly RemedyEdit[] {
  const planned = plannedEdits(finding);
  const address = reachedPublicAddress(report);
  if (planned.length > 0 || !addressFindings.includes(finding.id) || address === null) return planned;
  const set = (option: string, value: string): RemedyEdit => ({ op: 'set', option, value, file: null });
  return [
    set('pasv_address', address),
    set('pasv_min_port', String(proposedRange.from)),
    set('pasv_max_port', String(proposedRange.to)),
  ];
}

function lineOf(conf: ConfSettings, finding: Finding, edits: readonly RemedyEdit[]): ConfLine {
  const zeros =
    finding.id === 'pasv-unusable-address' &&
    boolOf(conf, 'listen_ipv6') === true &&
    valueOf(conf, 'pasv_address') != null;
  const options = [
    ...(zeros ? ['listen_ipv6'] : []),
    ...(places[finding.id] ?? []),
    ...(addressFindings.includes(finding.id) ? [] : edits.map(({ option }) => option)),
    ...usualPlaces,
  ];
  const setting = options.map((option) => lastSetting(conf, option)).find((found) => found !== undefined);
  return setting?.line ?? firstLine(conf.file);
}

function faultOf(report: Report, finding: Finding, conf: ConfSettings): DiagnosedFault | null {
  const wanted = wantedEdits(report, finding);
  const isAddress = addressFindings.includes(finding.id);
  if (wanted.length === 0 && !isAddress && !contradictions.includes(finding.id)) return null;
  const edits = fitEdits(conf, wanted);
  const state = wanted.length === 0 && isAddress ? 'ask' : edits.length === 0 ? 'mended' : 'edits';
  const stopsIpv6 = edits.some(({ option, value }) => option === 'listen_ipv6' && value === 'NO');
  return {
    finding,
    line: lineOf(conf, finding, edits),
    event: finding.evidence[0] ?? null,
    state,
    edits,
    ipv6: stopsIpv6 && boolOf(conf, 'listen_ipv6') !== false ? globalIpv6(report, conf) : null,
  };
}

/** What the last diagnosis of a server says about its file, most important first; nothing that only clients can mend, and nothing where another server than vsftpd answers. */
export function diagnosedFaults(report: Report, conf: ConfSettings): readonly DiagnosedFault[] {
  const { product } = report.control.server;
  if (product !== 'vsftpd' && product !== 'unknown') return [];
  const faults = report.findings
    .filter(({ severity }) => severity !== 'info')
    .map((finding) => faultOf(report, finding, conf))
    .filter((fault) => fault !== null);
  // Where the file was not in force, "mended, restart it" is said by that finding.
  const said = faults.some(({ finding }) => finding.id === 'pasv-address-not-in-force');
  return faults.filter(
    ({ finding, state }) => !said || state !== 'mended' || contradictions.includes(finding.id),
  );
}
