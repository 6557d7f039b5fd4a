import {
  formatSocketAddress,
  isPublicScope,
  sameAddress,
  scopeOf,
  type AddressScope,
} from '../../core/ftp/address.ts';
import type { Translate } from '../../core/l10n.ts';
import type { Attempt, Finding, Probe, Report } from '../../core/report/report.ts';
import { scopeWords } from '../../core/report/words.ts';
import type { Tone } from '../../core/report/words.ts';
import type { AddressPart, PairSide, PairView } from '../timelineView.ts';
import { isEvidence } from './isEvidence.ts';
import { dialTone, dialWords } from './outcomeWords.ts';
import { isPassive } from '../../core/trace/trace.ts';

function separatorOf(address: string): '.' | ':' {
  return address.includes(':') ? ':' : '.';
}

/** The pieces of `address`, each marked when `other` has another piece in its place. */
export function addressParts(address: string, other: string): AddressPart[] {
  const separator = separatorOf(address);
  const theirs = other.split(separator);
  const mine = address.split(separator);
  const comparable = separatorOf(other) === separator && theirs.length === mine.length;
  return mine.map((text, index) => ({ text, differs: !comparable || theirs[index] !== text }));
}

/** What is odd about an address; empty for an ordinary public one. */
function oddScope(scope: AddressScope, t: Translate): string {
  return isPublicScope(scope) ? '' : scopeWords(t, scope);
}

interface SideDraft {
  readonly label: string;
  readonly address: string;
  readonly port: number | null;
  readonly tone: Tone;
  readonly word: string;
  readonly notes: readonly string[];
  readonly event: number | null;
}

function side(draft: SideDraft, other: string, t: Translate): PairSide {
  const { notes, ...rest } = draft;
  const { label, address, port, word } = draft;
  return {
    ...rest,
    spoken: t('{label}: {place}, {word}.', { label, place: formatSocketAddress(address, port), word }),
    parts: addressParts(draft.address, other),
    separator: separatorOf(draft.address),
    note: notes.filter((note) => note !== '').join(' · '),
  };
}

/** Holds two drafts against each other. */
function pairOf(mode: PairView['mode'], said: SideDraft, real: SideDraft, t: Translate): PairView {
  const differ = !sameAddress(said.address, real.address);
  return {
    kind: 'pair',
    mode,
    differ,
    said: side(said, real.address, t),
    real: side(real, said.address, t),
    spoken: differ ? t('The two addresses differ.') : t('Both addresses are the same.'),
  };
}

function replyEvent(probe: Probe, report: Report): number | null {
  const found = probe.events.find((id) => {
    const event = report.events[id];
    return event?.kind === 'reply' && (event.code === 227 || event.code === 229);
  });
  return found ?? probe.events[0] ?? null;
}

/** The PASV probe that a finding speaks of, else the first that brought an address. */
function pasvProbe(report: Report, finding: Finding | null): Probe | null {
  const named = report.probes.filter(({ mode, advertised }) => mode === 'PASV' && advertised !== null);
  const held = named.find(({ events }) => finding?.evidence.some((id) => events.includes(id)) === true);
  return held ?? named[0] ?? null;
}

function realNote(
  said: Attempt | undefined,
  tried: Attempt | undefined,
  differ: boolean,
  t: Translate,
): string {
  if (!differ || tried === undefined || tried === said) return t('where the control connection goes');
  if (tried.outcome === 'connected') return t('the same data port answers here');
  return t('the same port here: {words}', { words: dialWords(tried, t) });
}

/** What the 227 says over what was reached; null when there is no 227 or no peer. */
export function passivePair(report: Report, finding: Finding | null, t: Translate): PairView | null {
  const probe = pasvProbe(report, finding);
  const advertised = probe?.advertised ?? null;
  const peer = report.sessions.find(({ id }) => id === probe?.session)?.peer ?? report.control.peer;
  if (probe === null || advertised === null || peer === null) return null;
  const differ = !sameAddress(advertised.address, peer);
  const said = probe.attempts.find(({ address }) => sameAddress(address, advertised.address));
  const tried = probe.attempts.find(({ address, as }) => as === 'control-peer' && sameAddress(address, peer));
  const works = said?.outcome === 'connected';
  const deadPort = !differ && said !== undefined && !works && dialTone(said.outcome) === 'bad';
  // Inside the server's own network the announced address is right for everybody else.
  const hairpin = finding?.id === 'pasv-hairpin';
  const wrongTone: Tone = works || hairpin ? 'doubtful' : 'bad';
  const wrongWord = hairpin
    ? t('right, but not from here')
    : works
      ? t('differs, but works from here')
      : t('wrong');
  const sameWord = deadPort ? t('same address, dead port') : t('same');
  return pairOf(
    'passive',
    {
      label: t('227 says'),
      address: advertised.address,
      port: advertised.port,
      tone: differ ? wrongTone : deadPort ? 'bad' : 'good',
      word: differ ? wrongWord : sameWord,
      notes: [differ ? oddScope(advertised.scope, t) : '', said === undefined ? '' : dialWords(said, t)],
      event: replyEvent(probe, report),
    },
    {
      label: isEvidence(report) ? t('the client is connected to') : t('you are connected to'),
      address: peer,
      port: report.control.port,
      tone: 'good',
      word: differ ? (hairpin ? t('reached') : t('right')) : t('same'),
      notes: [realNote(said, tried, differ, t)],
      event: tried?.event ?? null,
    },
    t,
  );
}

/**
 * What PORT says over what the server sees; null when either is unknown. Wrong is what PORT says, or what the server
 * sees where something in front of it hides its clients (`hidden`).
 */
export function activePair(report: Report, hidden: boolean, t: Translate): PairView | null {
  const probe = report.probes.find(({ mode, sent }) => !isPassive(mode) && sent !== null);
  const seenAs = report.control.seenAs;
  if (probe?.sent == null || seenAs === null) return null;
  const { address, port } = probe.sent;
  const differ = !sameAddress(address, seenAs);
  const refused = probe.reply !== null && /^[45]/.test(probe.reply) ? probe.reply : '';
  const verdictOf = (wrong: boolean): { readonly tone: Tone; readonly word: string } => {
    if (!differ) return { tone: 'none', word: t('same') };
    return wrong ? { tone: 'bad', word: t('wrong') } : { tone: 'good', word: t('right') };
  };
  return pairOf(
    'active',
    {
      label: t('{mode} says', { mode: probe.mode }),
      address,
      port,
      ...verdictOf(!hidden),
      notes: [differ && !hidden ? oddScope(scopeOf(address), t) : '', refused],
      event: probe.events[0] ?? null,
    },
    {
      label: isEvidence(report) ? t('the server sees the client as') : t('the server sees you as'),
      address: seenAs,
      port: null,
      ...verdictOf(hidden),
      notes: [differ && hidden ? oddScope(scopeOf(seenAs), t) : ''],
      event: null,
    },
    t,
  );
}
