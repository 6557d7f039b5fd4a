import type { Translate } from '../l10n.ts';
import { outlineOf, type ClientView, type FindingView, type Outline, type RemedyView } from './outline.ts';
import type { PairSide } from './pair.ts';
import type { Report } from './report.ts';
import type { Paint, Style } from './style.ts';
import { clientsHeading, marks, type Tone } from './words.ts';
import { displayWidth, flow, padFrom, padTo, wrap } from './wrap.ts';

/** How the text view is drawn. */
export interface TextOptions {
  readonly t: Translate;
  readonly style: Style;
  /** Columns of the terminal. */
  readonly width: number;
  /** Adds the whole dialogue with its times. */
  readonly verbose: boolean;
}

/** What every part of the text view draws with. */
interface Canvas extends TextOptions {
  readonly lines: string[];
}

function paintOf(style: Style, tone: Tone): Paint {
  switch (tone) {
    case 'good':
      return style.good;
    case 'bad':
      return style.bad;
    case 'doubtful':
      return style.doubtful;
    case 'none':
      return style.faint;
  }
}

/** Wrapped text behind an indent; `lead` stands in the indent of the first line. */
function paragraph(canvas: Canvas, text: string, indent: number, lead = '', paint?: Paint): void {
  const { width, lines } = canvas;
  const draw = paint ?? ((line: string): string => line);
  wrap(text, { width: width - indent }).forEach((line, index) => {
    const margin = index === 0 ? padTo(lead, indent) : ' '.repeat(indent);
    lines.push(`${margin}${draw(line)}`.trimEnd());
  });
}

function heading(canvas: Canvas, text: string): void {
  canvas.lines.push('', canvas.style.strong(text));
}

function drawVerdict(canvas: Canvas, outline: Outline): void {
  const { style, lines } = canvas;
  const paint = paintOf(style, outline.tone);
  const start = lines.length;
  paragraph(canvas, outline.verdict, 2, '', style.strong);
  lines[start] = `${paint(marks[outline.tone])} ${(lines[start] ?? '').slice(2)}`;
  if (outline.incomplete !== null) paragraph(canvas, outline.incomplete, 2, '', style.doubtful);
}

function drawSide(canvas: Canvas, side: PairSide, labels: number, values: number): void {
  const { style, width, lines } = canvas;
  const { value, from, to } = side;
  const paint = paintOf(style, side.tone);
  const shown = `${value.slice(0, from)}${paint(value.slice(from, to))}${value.slice(to)}`;
  const room = width - labels - values - 5;
  const head = `  ${padFrom(side.label, labels)} ${shown}`;
  const gap = ' '.repeat(Math.max(0, values - displayWidth(value)));
  const under = to > from ? `${' '.repeat(3 + labels + from)}${paint('^'.repeat(to - from))}` : '';
  if (displayWidth(head) > width) {
    // Too narrow for both in one line: the value goes below its label.
    lines.push(`  ${side.label}`, `    ${shown}`);
    if (to > from) lines.push(`${' '.repeat(4 + from)}${paint('^'.repeat(to - from))}`);
    if (side.note !== '') paragraph(canvas, side.note, 4);
  } else if (side.note === '' || displayWidth(side.note) > room) {
    lines.push(head);
    if (under !== '') lines.push(under);
    if (side.note !== '') paragraph(canvas, side.note, 3 + labels);
  } else {
    lines.push(`${head}${gap}  ${side.note}`);
    if (under !== '') lines.push(under);
  }
}

function drawPair(canvas: Canvas, { pair }: Outline): void {
  if (pair === null) return;
  const labels = Math.max(displayWidth(pair.says.label), displayWidth(pair.peer.label));
  const values = Math.max(displayWidth(pair.says.value), displayWidth(pair.peer.value));
  canvas.lines.push('');
  drawSide(canvas, pair.says, labels, values);
  drawSide(canvas, pair.peer, labels, values);
}

/** Fewest columns that words are set in beside the address or the client that they are about. */
const narrowest = 20;

function drawModes(canvas: Canvas, { modes, subject, context }: Outline): void {
  const { style, width, lines } = canvas;
  lines.push('');
  paragraph(canvas, subject, 0, '', style.strong);
  lines.push(...flow(context, ' · ', width - 2).map((line) => `  ${style.faint(line)}`));
  const labels = Math.max(4, ...modes.map(({ label }) => displayWidth(label)));
  const steps = modes.flatMap((mode) => mode.steps);
  const places = Math.min(28, Math.max(0, ...steps.map(({ where }) => displayWidth(where))));
  const times = Math.max(0, ...steps.map(({ time }) => displayWidth(time)));
  for (const mode of modes) {
    mode.steps.forEach((step, index) => {
      const label = padTo(index === 0 ? mode.label : '', labels);
      const margin = 2 + labels + 4;
      const where = step.where === '' ? '' : `${padTo(step.where, places)}  `;
      const room = width - margin - displayWidth(where) - times - 2;
      const head = `  ${label}  ${paintOf(style, step.tone)(marks[step.tone])} `;
      if (where !== '' && room < narrowest) {
        // Where a terminal is too narrow for a table the words go below the address.
        lines.push(head + step.where);
        const words = step.time === '' ? step.what : `${step.what}  ${step.time.replace(' ', '\u00a0')}`;
        lines.push(...wrap(words, { width: width - margin }).map((line) => ' '.repeat(margin) + line));
        return;
      }
      const [first = '', ...rest] = wrap(step.what, { width: room });
      const time = step.time === '' ? '' : `  ${style.faint(padFrom(step.time, times))}`;
      lines.push(`${head}${where}${time === '' ? first : padTo(first, room)}${time}`);
      const indent = margin + displayWidth(where);
      lines.push(...rest.map((line) => ' '.repeat(indent) + line));
    });
  }
}

function drawRemedy(canvas: Canvas, remedy: RemedyView): void {
  const { style, lines } = canvas;
  paragraph(canvas, remedy.title, 6, '   → ', remedy.weakens ? style.doubtful : style.strong);
  for (const step of remedy.steps) {
    paragraph(canvas, step.text, 8, '      - ');
    lines.push(...step.lines.map((line) => `          ${style.code(line)}`.trimEnd()));
  }
  if (remedy.reference !== null) lines.push(`        ${style.faint(remedy.reference)}`);
}

/** The remedies to follow in full; other ways, last resorts and what a note suggests by their titles, unless all is asked for. */
function drawRemedies(canvas: Canvas, { severity, remedies }: FindingView): void {
  const { t, style, verbose } = canvas;
  const isShown = ({ first }: RemedyView): boolean => verbose || (first && severity !== 'info');
  for (const remedy of remedies.filter(isShown)) drawRemedy(canvas, remedy);
  const more = remedies.filter((remedy) => !isShown(remedy));
  for (const { title } of more) paragraph(canvas, title, 6, '   ▹ ', style.faint);
  if (more.length > 0) paragraph(canvas, t('(--verbose says how)'), 6, '', style.faint);
}

function drawFinding(canvas: Canvas, finding: FindingView): void {
  const { t, style, width, lines } = canvas;
  const { evidence } = finding;
  const paint = paintOf(style, finding.tone);
  paragraph(canvas, `${finding.title} [${finding.id}]`, 3, `${finding.number}.`, style.strong);
  const [word = '', ...rest] = finding.summary;
  const summary = flow([word, ...rest], ' · ', width - 3).flatMap((line) => wrap(line, { width: width - 3 }));
  const [first = '', ...more] = summary;
  lines.push(`   ${paint(word)}${first.slice(word.length)}`, ...more.map((line) => `   ${line}`));
  for (const text of finding.explanation) paragraph(canvas, text, 3);
  for (const { id, text } of evidence.slice(0, 3)) {
    paragraph(canvas, text, 11, `   ${padTo(`#${id}`, 7)} `, style.faint);
  }
  for (const text of finding.alternatives) paragraph(canvas, t('It may also be: {text}', { text }), 3);
  for (const text of finding.surer) paragraph(canvas, text, 3);
  drawRemedies(canvas, finding);
}

function drawFindings(canvas: Canvas, { findings }: Outline): void {
  const { t } = canvas;
  if (findings.length === 0) return;
  heading(canvas, t('What was found'));
  findings.forEach((finding, index) => {
    if (index > 0) canvas.lines.push('');
    drawFinding(canvas, finding);
  });
}

function drawNext(canvas: Canvas, { next }: Outline): void {
  if (next.length === 0) return;
  heading(canvas, canvas.t('What to do next'));
  next.forEach(({ text, lines }, index) => {
    const mark = `  ${index + 1}. `;
    paragraph(canvas, text, mark.length, mark);
    canvas.lines.push(...lines.map((line) => `${' '.repeat(mark.length + 2)}${canvas.style.code(line)}`));
  });
}

/** Every client with its reason and what it prints. */
function drawClientTable({ t, style, width, lines }: Canvas, clients: readonly ClientView[]): void {
  const names = Math.max(...clients.map(({ name }) => displayWidth(name)));
  const isNarrow = width - names - 6 < narrowest;
  const indent = isNarrow ? 6 : names + 6;
  for (const { name, tone, word, because, message } of clients) {
    const text = wrap(t('{word}: {because}', { word, because }), { width: width - indent });
    const said = message.flatMap((line) => wrap(line, { width: width - indent }));
    const mark = paintOf(style, tone)(marks[tone]);
    const [first = '', ...more] = isNarrow ? ['', ...text] : text;
    lines.push(`  ${mark} ${padTo(name, names)}  ${first}`.trimEnd());
    lines.push(...more.map((line) => ' '.repeat(indent) + line));
    lines.push(...said.map((line) => ' '.repeat(indent) + style.faint(line)));
  }
}

/** The clients by outcome, their names only. */
function drawClientNames({ style, width, lines }: Canvas, clients: readonly ClientView[]): void {
  const words = [...new Set(clients.map(({ word }) => word))];
  const indent = 6 + Math.max(...words.map(displayWidth));
  for (const word of words) {
    const group = clients.filter((client) => client.word === word);
    const tone = group[0]?.tone ?? 'none';
    const names = group.map(({ name }) => name);
    const rows = flow(names, ' · ', width - indent).flatMap((row) => wrap(row, { width: width - indent }));
    const [first = '', ...rest] = rows;
    lines.push(`  ${paintOf(style, tone)(marks[tone])} ${padTo(word, indent - 4)}${first}`);
    lines.push(...rest.map((line) => ' '.repeat(indent) + line));
  }
}

function drawClients(canvas: Canvas, { clients, tone }: Outline): void {
  if (clients.length === 0) return;
  const { t, verbose } = canvas;
  const title = clientsHeading(t, tone);
  heading(canvas, verbose ? title : t('{heading} (--verbose says why)', { heading: title }));
  if (verbose) drawClientTable(canvas, clients);
  else drawClientNames(canvas, clients);
}

function drawDialogue(canvas: Canvas, { dialogue }: Outline): void {
  const { t, style, lines } = canvas;
  heading(canvas, t('The dialogue, in milliseconds'));
  const times = Math.max(4, ...dialogue.map(({ at }) => at.length));
  const numbers = Math.max(2, ...dialogue.map(({ id }) => String(id).length + 1));
  let session = -1;
  for (const row of dialogue) {
    if (row.session !== session) {
      session = row.session;
      lines.push(style.faint(`  ${t('session {number}', { number: session })}`));
    }
    const mark = row.evidenceOf.length === 0 ? '' : `  ◀ ${row.evidenceOf.join(', ')}`;
    const indent = 2 + times + 1 + numbers + 3;
    row.lines.forEach((line, index) => {
      const head =
        index === 0
          ? `  ${padFrom(row.at, times)} ${padTo(`#${row.id}`, numbers)} ${row.arrow} `
          : ' '.repeat(indent);
      paragraph(
        canvas,
        index === row.lines.length - 1 ? line + mark : line,
        indent,
        head,
        row.spoken ? undefined : style.faint,
      );
    });
  }
}

/** The report for a terminal: verdict and pair first, then modes, findings, next steps, and clients. Ends in a line feed. */
export function formatText(report: Report, options: TextOptions): string {
  const canvas: Canvas = { ...options, lines: [] };
  const outline = outlineOf(report, options.t);
  drawVerdict(canvas, outline);
  drawPair(canvas, outline);
  drawModes(canvas, outline);
  drawFindings(canvas, outline);
  drawNext(canvas, outline);
  drawClients(canvas, outline);
  if (options.verbose) drawDialogue(canvas, outline);
  return `${canvas.lines.join('\n')}\n`;
}
