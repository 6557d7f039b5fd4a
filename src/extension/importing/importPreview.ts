import type { Translate } from '../../core/l10n.ts';
import { formatTarget } from '../../core/ftp/target.ts';
import { shownName } from '../endpoints/shownName.ts';
import type { CandidateNote, ImportCandidate } from './candidate.ts';

/** A row of the preview. */
export interface PreviewRow {
  readonly label: string;
  readonly description: string;
  readonly detail: string;
  /** Ticked from the start. */
  readonly picked: boolean;
  /** Null: the row informs, and ticking it does nothing. */
  readonly candidate: ImportCandidate | null;
}

function noteWords(note: CandidateNote, t: Translate): string {
  switch (note) {
    case 'not-ftp':
      return t('not FTP: it cannot be diagnosed here');
    case 'password-encoded':
      return t('its password is encrypted and is not decoded; it is asked for at the first diagnosis');
    case 'password-ignored':
      return t('its password stays in the file; it is asked for at the first diagnosis');
    case 'tls-if-offered':
      return t('FileZilla uses TLS here where the server offers it; imported as clear text');
    case 'unusable':
      return t('host, port or user cannot be used');
  }
}

/** The rows of a preview: what can be imported first, ticked unless it is saved already; the rest says why not. */
export function previewRows(
  candidates: readonly ImportCandidate[],
  savedTargets: ReadonlySet<string>,
  t: Translate,
): readonly PreviewRow[] {
  const rows = candidates.map<PreviewRow>((candidate) => {
    const { protocol, target, notes } = candidate;
    const name = shownName(candidate.name);
    const words = notes.map((note) => noteWords(note, t));
    if (target === null) {
      return {
        label: `$(circle-slash) ${name}`,
        description: protocol,
        detail: words.join('; '),
        picked: false,
        candidate: null,
      };
    }
    const url = formatTarget(target);
    const known = savedTargets.has(url);
    return {
      label: name,
      description: url,
      detail: [...(known ? [t('saved already')] : []), ...words].join('; '),
      picked: !known,
      candidate,
    };
  });
  return [...rows.filter((row) => row.candidate !== null), ...rows.filter((row) => row.candidate === null)];
}
