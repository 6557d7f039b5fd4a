import { formatSocketAddress, isPublicScope, sameAddress } from '../ftp/address.ts';
import type { Translate } from '../l10n.ts';
import { printableStart } from './printable.ts';
import type { Attempt, Probe, Report } from './report.ts';
import { attemptWords, scopeWords, type Tone } from './words.ts';

/** One side of the pair; `from` and `to` bound the part of `value` that matters, equal when there is none. */
export interface PairSide {
  /** Who says so, `227 says`. */
  readonly label: string;
  /** `address:port`. */
  readonly value: string;
  readonly from: number;
  readonly to: number;
  readonly tone: Tone;
  /** Further words on it, empty for none. */
  readonly note: string;
}

/** The heart of most FTP troubles on one glance: where the server sends clients, and where they are connected to. */
export interface Pair {
  /** Where the reply sends clients. */
  readonly says: PairSide;
  /** Where the client is connected to. */
  readonly peer: PairSide;
}

function peerOf(report: Report, probe: Probe): { address: string | null; port: number | null } {
  const session = report.sessions.find(({ id }) => id === probe.session);
  return {
    address: session?.peer ?? report.control.peer,
    port: session?.peerPort ?? report.control.port,
  };
}

/** The probe whose 227 or 229 tells most: a foreign address first, then a dead port, then any answer. */
function tellingProbe(report: Report): Probe | undefined {
  const pasv = report.probes.filter(({ mode, reply }) => mode === 'PASV' && reply?.startsWith('227'));
  const epsv = report.probes.filter(({ mode, reply }) => mode === 'EPSV' && reply?.startsWith('229'));
  const foreign = pasv.find(
    (probe) =>
      probe.advertised !== null && !sameAddress(probe.advertised.address, peerOf(report, probe).address),
  );
  const broken = [...pasv, ...epsv].find(({ outcome }) => outcome === 'failed' || outcome === 'partial');
  return foreign ?? broken ?? pasv[0] ?? epsv[0];
}

/** The attempt at the advertised address, or the one at the control peer where both are the same. */
function attemptAsAdvertised({ attempts, advertised }: Probe): Attempt | undefined {
  return (
    attempts.find((attempt) => attempt.as === 'advertised') ??
    attempts.find(({ address }) => sameAddress(address, advertised?.address))
  );
}

function failed(attempt: Attempt | undefined): boolean {
  return attempt !== undefined && attempt.outcome !== 'connected' && attempt.outcome !== 'unknown';
}

function noteOfPeer(t: Translate, probe: Probe, differs: boolean): string {
  if (!differs) return '';
  const attempt = probe.attempts.find(({ as }) => as === 'control-peer');
  if (attempt?.outcome === 'connected') return t('the same data port answers here');
  return failed(attempt) ? t('the data port does not answer here either') : '';
}

/** The pair that a report leads with; null when no reply named a data port. */
export function pairOf(report: Report, t: Translate): Pair | null {
  const probe = tellingProbe(report);
  if (probe === undefined) return null;
  const { address, port } = peerOf(report, probe);
  const evidence = report.source.kind === 'transcript' || report.source.kind === 'capture';
  const peer = {
    label: evidence ? t('the client is connected to') : t('you are connected to'),
    value: address === null ? t('an address that is not shown') : formatSocketAddress(address, port),
    from: 0,
    to: 0,
    tone: 'none' as const,
  };
  const label = probe.mode === 'PASV' ? t('227 says') : t('229 says');
  if (probe.advertised === null) {
    const value = printableStart((probe.reply ?? '').replace(/^\d{3}[ -]?/, ''), 50);
    const note = t('cannot be read as an address and a port');
    return {
      says: { label, value, from: 0, to: value.length, tone: 'bad', note },
      peer: { ...peer, note: '' },
    };
  }
  const { advertised } = probe;
  const value = formatSocketAddress(advertised.address, advertised.port);
  const host = formatSocketAddress(advertised.address, null).length;
  const attempt = attemptAsAdvertised(probe);
  const differs = address !== null && !sameAddress(advertised.address, address);
  const dead = failed(attempt);
  const notes = [
    differs || (address === null && !isPublicScope(advertised.scope))
      ? scopeWords(t, advertised.scope)
      : address === null
        ? ''
        : t('the same address'),
    attempt === undefined || (attempt.outcome === 'connected' && probe.outcome !== 'ok')
      ? ''
      : attempt.outcome === 'connected'
        ? t('answers')
        : attemptWords(t, { ...attempt, errno: null, via: null }),
  ].filter((note) => note !== '');
  return {
    says: {
      label,
      value,
      from: differs ? 0 : dead ? host + 1 : 0,
      to: differs ? host : dead ? value.length : 0,
      tone: dead ? 'bad' : differs ? 'doubtful' : 'good',
      note: notes.join(t(', ')),
    },
    peer: { ...peer, note: noteOfPeer(t, probe, differs) },
  };
}
