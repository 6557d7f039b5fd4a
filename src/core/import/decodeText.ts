/** Text with the bytes beside it where they are not UTF-8. */
export interface DecodedText {
  readonly text: string;
  /** Base64, null where the text says it all. */
  readonly raw: string | null;
}

const strict = new TextDecoder('utf-8', { fatal: true });

/** Reads bytes that were kept as latin1 characters: UTF-8 where they are, else latin1 and the bytes in base64. */
export function decodeText(latin1: string): DecodedText {
  if (!/[^\0-\x7f]/.test(latin1)) return { text: latin1, raw: null };
  const bytes = Uint8Array.from(latin1, (character) => character.charCodeAt(0));
  try {
    return { text: strict.decode(bytes), raw: null };
  } catch {
    return { text: latin1, raw: btoa(latin1) };
  }
}
