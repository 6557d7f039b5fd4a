/** Encodings in which old servers and shares keep names, by the label that TextDecoder knows (WHATWG Encoding). */
export type NameEncoding = 'gb18030' | 'big5' | 'shift_jis' | 'euc-kr' | 'windows-1252';

/** The most common characters of each script's everyday words for files; a reading that has them is the likely one. */
const telling: Readonly<Record<Exclude<NameEncoding, 'windows-1252'>, RegExp>> = {
  gb18030:
    /[的是一不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运笔记档案图片资料备份下载上传]/gu,
  big5: /[的是一不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用道行所然家種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心她本前開但因只從想實日軍者意無力它與長把機十民第公此已工使情明性知全三又關點正業外將兩高間由問很最重並物手應戰向頭文體政美相見被利什二等產或新己制身果加西斯月話合回特代內信表化老給世位次度門任常先海通教兒原東聲提立及比員解水名真論處走義各入幾口認條平系氣題活檔案圖片資料備份下載上傳]/gu,
  shift_jis: /[ぁ-んァ-ヶー日本人一大年会国事者長社月分出同時間上東生後新前見場法]/gu,
  'euc-kr': /[가-힣]/gu,
};

function decodeStrictly(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Whether the bytes are UTF-8, ASCII included. */
export function isUtf8(bytes: Uint8Array): boolean {
  return decodeStrictly(bytes, 'utf-8') !== null;
}

/** Share of the characters beyond ASCII that are everyday ones in that script. */
function plausibility(text: string, everyday: RegExp): number {
  const beyond = text.match(/[^\0-\u007f]/gu)?.length ?? 0;
  return beyond === 0 ? 0 : (text.match(everyday)?.length ?? 0) / beyond;
}

/** A reading of names that are not UTF-8. */
export interface Reading {
  readonly encoding: NameEncoding;
  readonly text: string;
}

/** Which letters of Western European words stand beside ASCII letters: `é` in `Café`, not four in a row. */
function looksWestern(text: string): boolean {
  const runs = text.match(/[\u00c0-\u00ff]+/g) ?? [];
  return runs.length > 0 && runs.every((run) => run.length <= 2) && !/[\u0080-\u009f]/.test(text);
}

/**
 * Ways to read bytes that are not UTF-8, the likeliest first. A guess: short names can be read in several ways, so a
 * finding that uses it calls it one.
 */
export function guessEncodings(bytes: Uint8Array): readonly Reading[] {
  const scored: (Reading & { readonly score: number })[] = [];
  for (const [encoding, everyday] of Object.entries(telling) as [keyof typeof telling, RegExp][]) {
    const text = decodeStrictly(bytes, encoding);
    if (text !== null) scored.push({ encoding, text, score: plausibility(text, everyday) });
  }
  const western = decodeStrictly(bytes, 'windows-1252');
  if (western !== null) {
    scored.push({ encoding: 'windows-1252', text: western, score: looksWestern(western) ? 0.6 : 0.01 });
  }
  return scored.sort((a, b) => b.score - a.score).map(({ encoding, text }) => ({ encoding, text }));
}
