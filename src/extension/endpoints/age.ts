import type { Translate } from '../../core/l10n.ts';

/** How long ago something was, in one unit: `just now`, `5 min ago`, `3 h ago`, `2 days ago`. */
export function ageOf(iso: string | null, now: number, t: Translate): string | null {
  const then = Date.parse(iso ?? '');
  if (Number.isNaN(then)) return null;
  const minutes = Math.floor((now - then) / 60_000);
  if (minutes < 1) return t('just now');
  if (minutes < 60) return t('{minutes} min ago', { minutes });
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return t('{hours} h ago', { hours });
  const days = Math.floor(hours / 24);
  return days === 1 ? t('yesterday') : t('{days} days ago', { days });
}
