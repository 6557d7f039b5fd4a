import type { Translate } from '../l10n.ts';
import { outlineOf, type FindingView, type Outline, type RemedyView } from './outline.ts';
import type { Report } from './report.ts';
import { clientsHeading, marks } from './words.ts';
import { displayWidth, padFrom } from './wrap.ts';

/** Prose made inert: nothing in it is Markdown or HTML any more, and no address becomes a link by itself. */
function prose(text: string): string {
  return text
    .replace(/[\\`*_{}[\]<>#|~$!]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/@/g, '&#64;')
    .replace(/^(\s*)([-+=])/, '$1\\$2')
    .replace(/^(\s*\d{1,9})([.)])(?=\s|$)/, '$1\\$2')
    .replace(/:\/\//g, '&#58;//');
}

/** Text in a code span, whatever backticks it holds (CommonMark §6.1). */
function code(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = /^[` ]|[` ]$/.test(text) ? ' ' : '';
  return text === '' ? '' : `${fence}${pad}${text}${pad}${fence}`;
}

/** A code span inside a table: GitHub splits cells at pipes even there. */
function cell(text: string): string {
  return code(text).replace(/\|/g, '\\|');
}

function block(lines: readonly string[], indent = ''): string[] {
  const longest = Math.max(2, ...lines.flatMap((line) => (line.match(/`+/g) ?? []).map((run) => run.length)));
  const fence = '`'.repeat(longest + 1);
  return [`${indent}${fence}text`, ...lines.map((line) => `${indent}${line}`), `${indent}${fence}`];
}

function pairLines({ pair }: Outline): string[] {
  if (pair === null) return [];
  const { says, peer } = pair;
  const labels = Math.max(displayWidth(says.label), displayWidth(peer.label));
  const under =
    says.to > says.from ? [' '.repeat(labels + 1 + says.from) + '^'.repeat(says.to - says.from)] : [];
  const note = (text: string): string => (text === '' ? '' : `  ${text}`);
  return [
    '',
    ...block([
      `${padFrom(says.label, labels)} ${says.value}${note(says.note)}`,
      ...under,
      `${padFrom(peer.label, labels)} ${peer.value}${note(peer.note)}`,
    ]),
  ];
}

function modeTable(t: Translate, { modes }: Outline): string[] {
  if (modes.length === 0) return [];
  const rows = modes.flatMap((mode) =>
    mode.steps.map(
      (step, index) =>
        `| ${index === 0 ? `**${prose(mode.label)}**` : ''} | ${marks[step.tone]} | ${cell(step.where)} | ${prose(step.what)} | ${prose(step.time)} |`,
    ),
  );
  return [
    '',
    `| ${t('mode')} | | ${t('where')} | ${t('what happened')} | ${t('time')} |`,
    '|---|---|---|---|---:|',
    ...rows,
  ];
}

function remedyLines(remedy: RemedyView): string[] {
  return [
    `- **${prose(remedy.title)}**`,
    ...remedy.steps.flatMap(({ text, lines }) => [
      `  - ${prose(text)}`,
      ...(lines.length === 0 ? [] : ['', ...block(lines, '    '), '']),
    ]),
    ...(remedy.reference === null ? [] : [`  - ${code(remedy.reference)}`]),
  ];
}

function findingLines(t: Translate, finding: FindingView): string[] {
  return [
    '',
    `### ${finding.number}. ${prose(finding.title)}`,
    '',
    `${prose(finding.summary.join(' · '))} · ${code(finding.id)}`,
    '',
    ...finding.explanation.flatMap((text) => [prose(text), '']).slice(0, -1),
    ...(finding.evidence.length === 0 ? [] : ['']),
    ...finding.evidence.map(({ id, text }) => `- ${code(`#${id} ${text}`)}`),
    ...finding.alternatives.flatMap((text) => ['', prose(t('It may also be: {text}', { text }))]),
    ...finding.surer.flatMap((text) => ['', prose(text)]),
    ...(finding.remedies.length === 0 ? [] : ['']),
    ...finding.remedies.flatMap((remedy) => remedyLines(remedy)),
  ];
}

function clientTable(t: Translate, { clients, tone }: Outline): string[] {
  if (clients.length === 0) return [];
  return [
    '',
    `## ${clientsHeading(t, tone)}`,
    '',
    `| | ${t('client')} | ${t('outcome')} | ${t('because')} |`,
    '|---|---|---|---|',
    ...clients.map(
      ({ tone, name, word, because, message }) =>
        `| ${marks[tone]} | ${prose(name)} | ${prose(word)} | ${prose(because)}${message.map((line) => ` ${cell(line)}`).join('')} |`,
    ),
  ];
}

function dialogueLines(t: Translate, { dialogue }: Outline): string[] {
  const lines = dialogue.flatMap((row) =>
    row.lines.map((line, index) =>
      index === 0
        ? `${padFrom(row.at, 7)} ${padFrom(`#${row.id}`, 5)} ${row.session}/${row.connection} ${row.arrow} ${line}`
        : `${' '.repeat(20)}${line}`,
    ),
  );
  const summary = t('The dialogue, in milliseconds');
  return ['', '<details>', `<summary>${prose(summary)}</summary>`, '', ...block(lines), '', '</details>'];
}

function reportLines(report: Report, t: Translate): string[] {
  const outline = outlineOf(report, t);
  return [
    `# ${marks[outline.tone]} ${prose(outline.verdict)}`,
    ...(outline.incomplete === null ? [] : ['', `**${prose(outline.incomplete)}**`]),
    ...pairLines(outline),
    '',
    `${prose(outline.subject)}${outline.context.map((part) => ` · ${prose(part)}`).join('')}`,
    ...modeTable(t, outline),
    ...(outline.findings.length === 0 ? [] : ['', `## ${t('What was found')}`]),
    ...outline.findings.flatMap((finding) => findingLines(t, finding)),
    ...(outline.next.length === 0 ? [] : ['', `## ${t('What to do next')}`, '']),
    ...outline.next.map(
      ({ text, lines }, index) => `${index + 1}. ${[prose(text), ...lines.map(code)].join(' ')}`,
    ),
    ...clientTable(t, outline),
    ...dialogueLines(t, outline),
    '',
    `<sub>ftp-diagnose ${prose(outline.version)}</sub>`,
  ];
}

/** Reports as GitHub-flavoured Markdown for an issue or a ticket; server text stands in code only. */
export function formatMarkdown(reports: readonly Report[], t: Translate): string {
  return `${reports.map((report) => reportLines(report, t).join('\n')).join('\n\n---\n\n')}\n`;
}
