/** How much of a text decides on its encoding, in bytes. */
const sampleSize = 64 * 1024;

/** Whether the zero bytes of `sample` stand at one side of its pairs, as those of ASCII do in UTF-16; wide text in between has none. */
function isUtf16(sample: Uint8Array, zeroAt: 0 | 1): boolean {
  const zeros = [0, 0];
  sample.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  });
  const [wanted = 0, other = 0] = zeroAt === 0 ? zeros : zeros.toReversed();
  return sample.length >= 8 && wanted > sample.length / 10 && other * 10 < wanted;
}

function tryDecode(encoding: string, bytes: Uint8Array, fatal: boolean): string | null {
  try {
    return new TextDecoder(encoding, { fatal }).decode(bytes);
  } catch {
    return null;
  }
}

/** Words of clients and of the C library in the languages whose old encodings are still met. */
const markers: readonly (readonly [encoding: string, words: RegExp])[] = [
  ['gb18030', /命令|响应|状态|错误|连接|拒绝|没有|地址|超时|路由/g],
  ['big5', /指令|回應|狀態|錯誤|連線|拒絕|逾時|位址/g],
  ['shift_jis', /コマンド|レスポンス|応答|状態|エラー|接続|拒否|経路/g],
  ['euc-jp', /コマンド|レスポンス|応答|状態|エラー|接続|拒否|経路/g],
  ['euc-kr', /명령|응답|상태|오류|연결|거부|주소/g],
  ['windows-1251', /Команда|Ответ|Статус|Ошибка|оединени|маршрут|ремя/g],
];

/** The share of the bytes above 127 that stand beside another one: near 1 in two-byte encodings, low in Latin text. */
function paired(bytes: Uint8Array): number {
  let high = 0;
  let beside = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    if ((bytes[at] ?? 0) < 0x80) continue;
    high += 1;
    if ((bytes[at - 1] ?? 0) >= 0x80 || (bytes[at + 1] ?? 0) >= 0x80) beside += 1;
  }
  return high === 0 ? 0 : beside / high;
}

/** Whether almost all that is not ASCII is UTF-8: a log may hold a stray byte, or begin or end within a character. */
function isMostlyUtf8(sample: Uint8Array): boolean {
  const text = new TextDecoder('utf-8').decode(sample);
  let broken = 0;
  let wide = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0xfffd) broken += 1;
    else if (code > 0x7f) wide += 1;
  }
  return broken * 10 <= wide;
}

/** The encoding of bytes that are not UTF-8, by the words that come out; GB18030 where none do and the bytes go in pairs. */
function guess(sample: Uint8Array): string {
  if (isMostlyUtf8(sample)) return 'utf-8';
  const isLatin = paired(sample) < 0.5;
  if (isLatin) return 'windows-1252';
  let best: { readonly encoding: string; readonly hits: number } = { encoding: '', hits: 0 };
  for (const [encoding, words] of markers) {
    const text = tryDecode(encoding, sample, false) ?? '';
    const hits = (text.match(words)?.length ?? 0) - (text.match(/\ufffd/g)?.length ?? 0);
    if (hits > best.hits) best = { encoding, hits };
  }
  return best.hits > 0 ? best.encoding : 'gb18030';
}

/**
 * Decodes a log: UTF-8, UTF-16 with or without a byte order mark, else what the words in it speak for (GBK, Big5,
 * Shift-JIS, EUC, windows-1251, windows-1252). Never throws.
 */
export function decodeLog(bytes: Uint8Array): string {
  const [a, b] = bytes;
  if (a === 0xff && b === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (a === 0xfe && b === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  const head = bytes.subarray(0, sampleSize);
  if (isUtf16(head, 1)) return new TextDecoder('utf-16le').decode(bytes);
  if (isUtf16(head, 0)) return new TextDecoder('utf-16be').decode(bytes);
  const text = tryDecode('utf-8', bytes, true);
  if (text !== null) return text;
  return tryDecode(guess(telling(bytes)), bytes, false) ?? new TextDecoder('latin1').decode(bytes);
}

/** The part from the first byte above 127 on: a log may begin with much that is ASCII. */
function telling(bytes: Uint8Array): Uint8Array {
  const first = bytes.findIndex((byte) => byte > 0x7f);
  const from = Math.max(0, first - 256);
  return bytes.subarray(from, from + sampleSize);
}
