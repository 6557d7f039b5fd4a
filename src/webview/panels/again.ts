import type { Stage } from '../stage.ts';

/** What a button says that makes the report anew: a server is asked again, evidence is read again. */
export function againWords({ evidence, t }: Stage): string {
  return evidence === null ? t('Diagnose again') : t('Read again');
}
