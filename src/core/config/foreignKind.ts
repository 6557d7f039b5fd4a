import type { Translate } from '../l10n.ts';

/** What else a file is than a text that vsftpd could read. */
export type ForeignKind = 'utf-16' | 'binary';

/** Tells by a file's bytes; null for a text. */
export function foreignKind(bytes: Uint8Array): ForeignKind | null {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return 'utf-16';
  return bytes.includes(0) ? 'binary' : null;
}

/** The same in words that follow "Cannot check …:". */
export function foreignWords(kind: ForeignKind, t: Translate): string {
  return kind === 'utf-16'
    ? t('it is UTF-16, which vsftpd cannot read; save it as UTF-8 without a byte order mark')
    : t('it holds zero bytes, so it is no text file');
}
