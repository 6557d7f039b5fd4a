import type { Translate } from '../l10n.ts';

function partWords(part: string, t: Translate): string {
  switch (part) {
    case 'survey':
      return t('survey');
    case 'PASV under TLS':
      return t('PASV under TLS');
    case 'TLS session reuse':
      return t('TLS session reuse');
    case 'idle test':
      return t('idle test');
    case 'PORT compared':
      return t('PORT compared');
    case 'PASV compared':
      return t('PASV compared');
    default:
      return part;
  }
}

/** What a session was made for, `survey, PASV`, in the reader's language; names of modes stay. */
export function purposeWords(purpose: string, t: Translate): string {
  return purpose
    .split(', ')
    .map((part) => partWords(part, t))
    .join(', ');
}
