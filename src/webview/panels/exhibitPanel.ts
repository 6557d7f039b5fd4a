import type {
  AddressPart,
  DialsView,
  Exhibit,
  PairSide,
  PairView,
  QuoteView,
} from '../../shared/timelineView.ts';
import { h, spoken } from '../element.ts';
import { icon, toneIcon } from '../icons.ts';
import { serverText } from '../serverText.ts';
import type { Stage } from '../stage.ts';

function part({ text, differs }: AddressPart): HTMLElement {
  return h('span', { class: differs ? 'octet differs' : 'octet' }, text);
}

/** The address piece by piece, so that pieces of both addresses stand over each other. */
function addressOf(side: PairSide): HTMLElement {
  const pieces = side.parts.flatMap((each, index) =>
    index === 0 ? [part(each)] : [h('span', { class: 'dot' }, side.separator), part(each)],
  );
  const port = side.port === null ? null : h('span', { class: 'port' }, `:${side.port}`);
  return h('span', { class: `address columns-${side.parts.length}`, 'aria-hidden': 'true' }, ...pieces, port);
}

/** Leads to an event; `what` tells it from the other buttons of its kind for those who hear it. */
function jump(event: number | null, stage: Stage, name: string, what: string): HTMLElement | null {
  if (event === null) return null;
  const label = stage.t('Show this on the ladder');
  return h(
    'button',
    {
      type: 'button',
      class: 'icon-button jump',
      'data-key': `jump-${name}`,
      title: label,
      'aria-label': `${label}: ${what}`,
      on: { click: () => stage.goToEvent(event) },
    },
    icon('arrow'),
  );
}

function sideRow(side: PairSide, name: 'said' | 'real', stage: Stage): HTMLElement {
  return h(
    'div',
    { class: `pair-row pair-${name} tone-${side.tone}` },
    spoken(side.spoken),
    h('span', { class: 'pair-label', 'aria-hidden': 'true' }, side.label),
    h('span', { class: 'pair-address' }, addressOf(side)),
    h(
      'span',
      { class: `pair-word tone-${side.tone}`, 'aria-hidden': 'true' },
      toneIcon(side.tone),
      side.word,
    ),
    h('span', { class: 'pair-note' }, serverText(side.note, { ...stage, wrongAddress: null })),
    jump(side.event, stage, name, side.label),
  );
}

function pairPanel(pair: PairView, stage: Stage): HTMLElement {
  return h(
    'div',
    { class: `exhibit pair${pair.differ ? ' is-different' : ''}` },
    spoken(pair.spoken),
    sideRow(pair.said, 'said', stage),
    sideRow(pair.real, 'real', stage),
  );
}

function dialsPanel({ dials }: DialsView, stage: Stage): HTMLElement {
  const items = dials.map(({ address, outcome, tone, event }, index) =>
    h(
      'li',
      { class: `tone-${tone}` },
      toneIcon(tone),
      h('span', { class: 'wire' }, serverText(address, stage)),
      h('span', { class: 'outcome' }, outcome),
      jump(event, stage, `dial-${index}`, address),
    ),
  );
  return h('ul', { class: 'exhibit dials' }, ...items);
}

function quotePanel({ label, text, event }: QuoteView, stage: Stage): HTMLElement {
  return h(
    'figure',
    { class: 'exhibit quote' },
    h('figcaption', {}, label, jump(event, stage, 'quote', label)),
    h(
      'blockquote',
      { class: 'wire' },
      ...text
        .split('\n')
        .slice(0, 6)
        .map((line) => h('p', {}, serverText(line, stage))),
    ),
  );
}

/** What proves the verdict at a glance. */
export function exhibitPanel(exhibit: Exhibit, stage: Stage): HTMLElement {
  switch (exhibit.kind) {
    case 'pair':
      return pairPanel(exhibit, stage);
    case 'dials':
      return dialsPanel(exhibit, stage);
    case 'quote':
      return quotePanel(exhibit, stage);
  }
}
