import type { ReceivedText } from '../probe/network.ts';

/** The longest text in bytes whose raw form is kept too. */
const longestRaw = 16 * 1024;

/** Turns bytes, given as latin1, into text: UTF-8 where they are, else latin1 with the bytes beside it in base64. */
export function receivedText(code: number, latin1: string): ReceivedText {
  const bytes = Buffer.from(latin1, 'latin1');
  try {
    return { code, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), raw: null };
  } catch {
    return { code, text: latin1, raw: bytes.subarray(0, longestRaw).toString('base64') };
  }
}
