import { duration } from '../../core/report/words.ts';
import type { EventRow, FindingView } from '../../shared/timelineView.ts';
import { bytesOf, hexLines, utf8Text } from '../bytes.ts';
import { h } from '../element.ts';
import type { Child } from '../element.ts';
import { toneIcon } from '../icons.ts';
import { serverText } from '../serverText.ts';
import type { Stage } from '../stage.ts';
import { button } from './button.ts';

function fact(name: string, ...value: readonly Child[]): HTMLElement {
  return h('div', { class: 'fact' }, h('dt', {}, name), h('dd', {}, ...value));
}

/** Bytes that came over a connection: as text when they are text, else in hexadecimal. */
function bytesBlock(base64: string, stage: Stage): HTMLElement {
  const bytes = bytesOf(base64);
  const text = utf8Text(bytes);
  const lines = text === null ? hexLines(bytes) : text.split('\n').slice(0, 40);
  const name = text === null ? stage.t('The bytes') : stage.t('What came');
  return h(
    'pre',
    { class: 'bytes wire', tabindex: 0, 'aria-label': name },
    ...lines.flatMap((line, index) => [index === 0 ? '' : '\n', serverText(line.replace(/\r$/, ''), stage)]),
  );
}

function timing(row: EventRow, stage: Stage): HTMLElement[] {
  const { t } = stage;
  return [
    ...(row.at === null ? [] : [fact(t('Time'), duration(t, row.at))]),
    ...(row.since === null ? [] : [fact(t('Since the step before'), duration(t, row.since))]),
  ];
}

/** Where an event was read; a link where the editor can open the place. */
function sourceOf(row: EventRow, source: string, stage: Stage): HTMLElement {
  const openable = row.origin !== null && stage.evidence?.openable.includes(row.origin.id) === true;
  if (!openable) return serverText(source, stage);
  const open = (): void => stage.post({ type: 'open-source', event: row.id });
  const link = button(serverText(source, stage), 'open-source', open, 'link');
  link.title =
    row.origin.frame === undefined
      ? stage.t('Open this line')
      : stage.t('Copy the display filter that shows this frame in Wireshark');
  return link;
}

function placeFacts(row: EventRow, stage: Stage): HTMLElement[] {
  const { t } = stage;
  const connection =
    row.connection === 0
      ? t('control connection')
      : t('data connection {number}', { number: row.connection });
  return [
    fact(t('Connection'), connection),
    ...(row.local === null
      ? []
      : [fact(t('From'), h('span', { class: 'wire' }, serverText(row.local, stage)))]),
    ...(row.remote === null
      ? []
      : [fact(t('To'), h('span', { class: 'wire' }, serverText(row.remote, stage)))]),
    ...(row.source === null ? [] : [fact(t('Read from'), sourceOf(row, row.source, stage))]),
  ];
}

function findingLinks(row: EventRow, findings: readonly FindingView[], stage: Stage): HTMLElement | null {
  const links = row.findings.flatMap((number) => {
    const finding = findings[number - 1];
    if (finding === undefined) return [];
    const link = button(
      h('span', { class: 'badge' }, String(number)),
      `detail-finding-${number}`,
      () => stage.goToFinding(number),
      'link',
    );
    link.append(finding.title);
    return [h('li', {}, link)];
  });
  return links.length === 0 ? null : h('ul', { class: 'detail-findings' }, ...links);
}

/** Everything about one event: its own text, what it means, how it is read, when and where it was seen. */
export function detailsPanel(row: EventRow, findings: readonly FindingView[], stage: Stage): HTMLElement {
  const { t } = stage;
  const text = row.full ?? row.label;
  const copy = (): void => {
    stage.post({ type: 'copy', text });
    stage.announce(t('Copied'));
  };
  const lines = text.split('\n').slice(0, 60);
  return h(
    'div',
    { class: `details tone-${row.tone}`, role: 'group', 'aria-label': t('The selected event') },
    h(
      'div',
      { class: 'details-text' },
      h(
        'pre',
        { class: 'wire raw-text', tabindex: 0, 'aria-label': t('Its text') },
        ...lines.flatMap((line, index) => [index === 0 ? '' : '\n', serverText(line, stage, 4000)]),
      ),
      row.words === ''
        ? null
        : h(
            'p',
            { class: `details-words tone-${row.tone}` },
            row.tone === 'none' ? null : toneIcon(row.tone),
            serverText(row.words, stage),
            row.outcome === '' ? '' : ` · ${row.outcome}`,
          ),
      row.decoding === null ? null : h('p', { class: 'decoding wire' }, row.decoding),
      row.bytes === null ? null : bytesBlock(row.bytes, stage),
    ),
    h(
      'div',
      { class: 'details-facts' },
      findingLinks(row, findings, stage),
      h('dl', {}, ...timing(row, stage), ...placeFacts(row, stage)),
      h('div', { class: 'actions' }, button(t('Copy this line'), 'copy-line', copy)),
    ),
  );
}
