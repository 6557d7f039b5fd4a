import { visiblePieces } from '../shared/visibleText.ts';
import type { TextPiece } from '../shared/visibleText.ts';
import { h, spoken } from './element.ts';
import { icon } from './icons.ts';
import type { Stage } from './stage.ts';

/** The wrong address, marked by a cross, a border and a word. */
function wrongMark(text: string, stage: Stage): HTMLElement {
  const word = stage.t('wrong address');
  return h('mark', { class: 'wrong-address', title: word }, icon('cross'), text, spoken(` (${word})`));
}

function drawn(piece: TextPiece, stage: Stage): Node {
  switch (piece.kind) {
    case 'text':
      return document.createTextNode(piece.text);
    case 'sign':
      return h('span', { class: 'sign-character' }, piece.text);
    case 'hidden':
      return h('span', { class: 'hidden-character' }, piece.text);
    case 'address':
      return wrongMark(piece.text, stage);
  }
}

/** Text that somebody else wrote, harmless, with the wrong address marked; `limit` cuts it, in UTF-16 units. */
export function serverText(text: string, stage: Stage, limit = 400): HTMLElement {
  const cut = text.length > limit ? `${text.slice(0, limit)}…` : text;
  const pieces = visiblePieces(cut, stage.wrongAddress);
  return h('bdi', { class: 'server-text', dir: 'ltr' }, ...pieces.map((piece) => drawn(piece, stage)));
}
