import { isPublicScope, sameAddress, scopeOf } from '../../core/ftp/address.ts';
import type { Translate } from '../../core/l10n.ts';
import { modeRows } from '../../core/report/modeRows.ts';
import type { Step } from '../../core/report/modeRows.ts';
import type { Probe, Report } from '../../core/report/report.ts';
import type { Mode } from '../../core/trace/trace.ts';
import type { ModeView } from '../timelineView.ts';

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

function lineOf({ tone, where, what }: Step): Line {
  return { tone, text: [where, what].filter((part) => part !== '').join(' · ') };
}

/** Why an active mode is refused, where the addresses tell it. */
function natLine(probe: Probe, { control }: Report, t: Translate): Line[] {
  const { local, seenAs } = control;
  const refused = probe.sent !== null && /^[45]/.test(probe.reply ?? '');
  if (!refused || local === null || seenAs === null || sameAddress(local, seenAs)) return [];
  const text = isPublicScope(scopeOf(seenAs))
    ? t('you are behind NAT: the server sees {address}', { address: seenAs })
    : t('the server sees {address} instead', { address: seenAs });
  return [{ tone: 'none', text }];
}

/** The cells of the mode matrix. */
export function modeViews(report: Report, t: Translate): ModeView[] {
  return modeRows(report, t).flatMap(({ label, tone, word, steps }, index) => {
    const probe = report.probes[index];
    if (probe === undefined) return [];
    return [
      {
        mode: probe.mode,
        label,
        plain: plainWords(probe.mode, t),
        outcome: probe.outcome,
        word,
        tone,
        lines: [...steps.map(lineOf), ...natLine(probe, report, t)],
        event: probe.attempts.find(({ event }) => event !== null)?.event ?? probe.events[0] ?? null,
      },
    ];
  });
}
