/** Bytes as text of one character a byte (ISO 8859-1), so that patterns work and nothing is lost. */
export function bytesFromBase64(raw: string): string {
  try {
    return atob(raw);
  } catch {
    return '';
  }
}

/** The base64 of text that holds one byte a character. */
export function base64FromBytes(bytes: string): string {
  return btoa(bytes);
}

function toArray(bytes: string): Uint8Array {
  return Uint8Array.from(bytes, (character) => character.charCodeAt(0));
}

/** The text that the bytes are in UTF-8, with U+FFFD for what is not; as a live probe reads them. */
export function utf8FromBytes(bytes: string): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(toArray(bytes));
}

function decodes(label: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** A harmless word in each encoding that file names come in, as bytes. */
const samples: readonly { readonly label: string; readonly script: RegExp; readonly bytes: string }[] = [
  { label: 'shift_jis', script: /[\u3040-\u30ff]/, bytes: '\x83\x74\x83\x40\x83\x43\x83\x8b' },
  { label: 'gb18030', script: /[\u4e00-\u9fff]/, bytes: '\xce\xc4\xbc\xfe' },
  { label: 'big5', script: /[\u4e00-\u9fff]/, bytes: '\xc0\xc9\xae\xd7' },
];

/**
 * What stands behind a stand-in's number so that a name which was not UTF-8 still is not, in the likeliest encoding;
 * empty for ASCII and UTF-8.
 */
export function encodedSample(bytes: string): string {
  if (!/[\x80-\xff]/.test(bytes)) return '';
  const array = toArray(bytes);
  if (decodes('utf-8', array) !== null) return '';
  const found = samples.find(({ label, script }) => script.test(decodes(label, array) ?? ''));
  return found?.bytes ?? '\xe9';
}
