import { isPublicScope, sameAddress, scopeOf } from '../../core/ftp/address.ts';
import type { Translate } from '../../core/l10n.ts';
import type { Attempt, Probe, ProbeOutcome, Report } from '../../core/report/report.ts';
import type { Mode } from '../../core/trace/trace.ts';
import type { ModeView, Tone } from '../timelineView.ts';
import { formatDuration } from './duration.ts';
import { dialTone, dialWords, reasonWords } from './outcomeWords.ts';

type Line = ModeView['lines'][number];

function plainWords(mode: Mode, t: Translate): string {
  switch (mode) {
    case 'PASV':
      return t('the server names address and port');
    case 'EPSV':
      return t('the server names a port only');
    case 'PORT':
      return t('the server connects back to you');
    case 'EPRT':
      return t('connects back, newer form');
  }
}

function outcomeWord(outcome: ProbeOutcome, t: Translate): string {
  switch (outcome) {
    case 'ok':
      return t('works');
    case 'failed':
      return t('fails');
    case 'partial':
      return t('fails at times');
    case 'unknown':
      return t('not known');
    case 'skipped':
      return t('not tried');
  }
}

const tones: Readonly<Record<ProbeOutcome, Tone>> = {
  ok: 'good',
  failed: 'bad',
  partial: 'warn',
  unknown: 'neutral',
  skipped: 'neutral',
};

function passiveLine(attempt: Attempt, probe: Probe, peer: string | null, t: Translate): Line {
  const words = dialWords(attempt, t);
  const elsewhere = attempt.address !== null && peer !== null && !sameAddress(attempt.address, peer);
  const away = probe.advertised !== null && peer !== null && !sameAddress(probe.advertised.address, peer);
  const tone = dialTone(attempt.outcome);
  if (elsewhere) return { tone, text: t('as advertised: {words}', { words }) };
  if (!away || attempt.address === null) return { tone, text: words };
  return { tone, text: t('at {address}: {words}', { address: attempt.address, words }) };
}

/** The newest reply that refuses, in the server's own words. */
function refusal(probe: Probe): string | null {
  return probe.reply !== null && /^[45]/.test(probe.reply) ? probe.reply : null;
}

function activeLines(probe: Probe, report: Report, t: Translate): Line[] {
  const lines: Line[] = [];
  const refused = refusal(probe);
  const { local, seenAs } = report.control;
  if (refused !== null) lines.push({ tone: 'bad', text: refused });
  if (refused !== null && local !== null && seenAs !== null && !sameAddress(local, seenAs)) {
    const hidden = !isPublicScope(scopeOf(seenAs));
    const text = hidden
      ? t('the server sees {address} instead', { address: seenAs })
      : t('you are behind NAT: the server sees {address}', { address: seenAs });
    lines.push({ tone: 'neutral', text });
  }
  for (const { address, ms } of probe.accepted) {
    const text =
      ms === null
        ? t('came from {address}', { address })
        : t('came from {address} after {time}', { address, time: formatDuration(ms) });
    lines.push({ tone: 'good', text });
  }
  const silent = probe.attempts.some(({ outcome }) => outcome === 'timed-out');
  if (silent && probe.accepted.length === 0)
    lines.push({ tone: 'bad', text: t('accepted, then nobody came') });
  return lines;
}

function transferLines({ transfer }: Probe, t: Translate): Line[] {
  switch (transfer?.outcome) {
    case 'stalled':
      return [{ tone: 'bad', text: t('the transfer stopped') }];
    case 'failed':
      return [{ tone: 'bad', text: t('the transfer failed') }];
    case 'rejected':
      return [{ tone: 'warn', text: t('the listing was refused') }];
    case 'ok':
    case 'unknown':
    case undefined:
      return [];
  }
}

/** `4 of 6 ports answered`, where several were asked and not all did the same. */
function sampleLines(probe: Probe, t: Translate): Line[] {
  const total = probe.samples.length;
  const good = probe.samples.filter(({ attempts }) => attempts.some((a) => a.outcome === 'connected')).length;
  if (total < 2 || good === total || good === 0) return [];
  return [{ tone: 'warn', text: t('{good} of {total} ports answered', { good, total }) }];
}

function linesOf(probe: Probe, report: Report, t: Translate): Line[] {
  const reason =
    probe.reason === null ? [] : [{ tone: 'neutral' as const, text: reasonWords(probe.reason, t) }];
  if (probe.outcome === 'skipped') return reason;
  if (probe.mode === 'PORT' || probe.mode === 'EPRT') {
    const lines = [...activeLines(probe, report, t), ...transferLines(probe, t)];
    return lines.length > 0 ? lines : reason;
  }
  const refused = refusal(probe);
  if (refused !== null) return [{ tone: 'bad', text: refused }];
  const peer = report.sessions.find(({ id }) => id === probe.session)?.peer ?? report.control.peer;
  const lines = [
    ...probe.attempts.map((attempt) => passiveLine(attempt, probe, peer, t)),
    ...sampleLines(probe, t),
    ...transferLines(probe, t),
  ];
  return lines.length > 0 ? lines : reason;
}

/** The cells of the mode matrix. */
export function modeViews(report: Report, t: Translate): ModeView[] {
  const families = new Set(report.probes.map(({ family }) => family));
  const layers = new Set(report.probes.map(({ tls }) => tls));
  return report.probes.map((probe) => {
    const variant = [
      ...(families.size > 1 && probe.family !== null ? [`IPv${probe.family}`] : []),
      ...(layers.size > 1 ? [probe.tls ? 'TLS' : t('in clear')] : []),
    ].join(' · ');
    return {
      mode: probe.mode,
      variant,
      plain: plainWords(probe.mode, t),
      outcome: probe.outcome,
      word: outcomeWord(probe.outcome, t),
      tone: tones[probe.outcome],
      lines: linesOf(probe, report, t),
      event: probe.attempts.find(({ event }) => event !== null)?.event ?? probe.events[0] ?? null,
    };
  });
}
