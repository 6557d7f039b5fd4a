import type { Translate } from '../l10n.ts';
import type { DialogueRow } from './dialogue.ts';
import { htmlStyle, htmlStyleHash } from './htmlStyle.ts';
import { outlineOf, type FindingView, type Outline, type RemedyView } from './outline.ts';
import type { PairSide } from './pair.ts';
import { printable } from './printable.ts';
import type { Report } from './report.ts';
import { clientsHeading, marks, type Tone } from './words.ts';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text made inert in an element or a quoted attribute. */
function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
}

function sign(tone: Tone): string {
  return `<span class="sign ${tone}">${marks[tone]}</span>`;
}

function side({ label, value, from, to, tone, note }: PairSide): string {
  const marked =
    to > from
      ? `${escape(value.slice(0, from))}<mark class="${tone}">${escape(value.slice(from, to))}</mark>${escape(value.slice(to))} ${sign(tone)}`
      : escape(value);
  return `<dt>${escape(label)}</dt><dd class="value mono">${marked}</dd><dd>${escape(note)}</dd>`;
}

function pair({ pair: both }: Outline): string {
  return both === null ? '' : `<dl class="pair">${side(both.says)}${side(both.peer)}</dl>`;
}

function modes(t: Translate, outline: Outline): string {
  if (outline.modes.length === 0) return '';
  const rows = outline.modes.flatMap(({ label, steps }) =>
    steps.map(
      ({ tone, where, what, time }, index) =>
        `<tr><td class="mode">${index === 0 ? escape(label) : ''}</td><td>${sign(tone)}</td>` +
        `<td class="mono">${escape(where)}</td><td>${escape(what)}</td><td class="time">${escape(time)}</td></tr>`,
    ),
  );
  return (
    `<table><thead><tr><th>${escape(t('mode'))}</th><td></td><th>${escape(t('where'))}</th>` +
    `<th>${escape(t('what happened'))}</th><th class="time">${escape(t('time'))}</th></tr></thead>` +
    `<tbody>${rows.join('\n')}</tbody></table>`
  );
}

/** A link only for what is plainly a web page. */
function reference(url: string): string {
  return /^https:\/\/[\w.-]+(\/[\w./?#=&%~+-]*)?$/.test(url)
    ? `<p><a href="${escape(url)}" rel="noopener noreferrer">${escape(url)}</a></p>`
    : `<p>${escape(url)}</p>`;
}

function remedyBlock(remedy: RemedyView): string {
  const steps = remedy.steps.map(
    ({ text, lines }) =>
      `<li>${escape(text)}${lines.length === 0 ? '' : `<pre>${escape(lines.join('\n'))}</pre>`}</li>`,
  );
  return (
    `<div class="remedy"><strong${remedy.weakens ? ' class="doubtful"' : ''}>${escape(remedy.title)}</strong>` +
    (steps.length === 0 ? '' : `<ol>${steps.join('')}</ol>`) +
    `${remedy.reference === null ? '' : reference(remedy.reference)}</div>`
  );
}

function finding(t: Translate, view: FindingView, page: string): string {
  const evidence = view.evidence.map(
    ({ id, text }) => `<li><a href="#${page}e${id}">#${id}</a> <code>${escape(text)}</code></li>`,
  );
  return (
    `<article class="${view.tone}" id="${page}f${view.number}"><h3>${view.number}. ${escape(view.title)}</h3>` +
    `<p><span class="${view.tone}">${escape(view.summary.join(' · '))}</span> <code class="id">${escape(view.id)}</code></p>` +
    view.explanation.map((text) => `<p>${escape(text)}</p>`).join('') +
    (evidence.length === 0 ? '' : `<ul class="evidence">${evidence.join('')}</ul>`) +
    view.alternatives.map((text) => `<p>${escape(t('It may also be: {text}', { text }))}</p>`).join('') +
    view.surer.map((text) => `<p>${escape(text)}</p>`).join('') +
    view.remedies.map(remedyBlock).join('') +
    '</article>'
  );
}

function section(heading: string, body: string): string {
  return body === '' ? '' : `<section><h2>${escape(heading)}</h2>${body}</section>`;
}

function clients(t: Translate, outline: Outline): string {
  if (outline.clients.length === 0) return '';
  const rows = outline.clients.map(
    ({ tone, name, word, because, message }) =>
      `<tr><td>${sign(tone)}</td><td>${escape(name)}</td><td>${escape(word)}</td><td>${escape(because)}` +
      `${message.map((line) => `<br><code>${escape(line)}</code>`).join('')}</td></tr>`,
  );
  return (
    `<table><thead><tr><td></td><th>${escape(t('client'))}</th><th>${escape(t('outcome'))}</th>` +
    `<th>${escape(t('because'))}</th></tr></thead><tbody>${rows.join('\n')}</tbody></table>`
  );
}

function dialogueRow(row: DialogueRow, page: string): string {
  const { id, at, session, connection, arrow, lines, evidenceOf } = row;
  const marksOf = evidenceOf.map((number) => ` <a href="#${page}f${number}">◀ ${number}</a>`).join('');
  return (
    `<tr id="${page}e${id}"${evidenceOf.length === 0 ? '' : ' class="evident"'}><td class="at">${escape(at)}</td>` +
    `<td class="at">#${id}</td><td class="at">${session}/${connection}</td><td>${arrow}</td>` +
    `<td>${lines.map(escape).join('<br>')}${marksOf}</td></tr>`
  );
}

function reportBody(report: Report, t: Translate, page: string): string {
  const outline = outlineOf(report, t);
  const next = outline.next
    .map(
      ({ text, lines }) =>
        `<li>${escape(text)}${lines.map((line) => ` <code>${escape(line)}</code>`).join('')}</li>`,
    )
    .join('');
  return `<main>
<h1>${sign(outline.tone)} ${escape(outline.verdict)}</h1>
${outline.incomplete === null ? '' : `<p class="doubtful"><strong>${escape(outline.incomplete)}</strong></p>`}
${pair(outline)}
<p>${escape(outline.subject)}<br><span class="context">${outline.context.map(escape).join(' · ')}</span></p>
${modes(t, outline)}
${section(t('What was found'), outline.findings.map((view) => finding(t, view, page)).join('\n'))}
${section(t('What to do next'), next === '' ? '' : `<ol>${next}</ol>`)}
${section(clientsHeading(t, outline.tone), clients(t, outline))}
<details><summary>${escape(t('The dialogue, in milliseconds'))}</summary>
<table class="dialogue mono"><tbody>${outline.dialogue.map((row) => dialogueRow(row, page)).join('\n')}</tbody></table>
</details>
</main>`;
}

/** Reports as one self-contained page: no script, no outside resource, every foreign character escaped. */
export function formatHtml(reports: readonly Report[], t: Translate): string {
  const [first] = reports;
  return `<!DOCTYPE html>
<html lang="${first?.lang === 'zh-cn' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '${htmlStyleHash}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escape(printable(first?.verdict ?? 'ftp-diagnose'))}</title>
<style>${htmlStyle}</style>
</head>
<body>
${reports.map((report, index) => reportBody(report, t, `r${index}`)).join('\n<hr>\n')}
<footer>ftp-diagnose ${escape(printable(first?.toolVersion ?? ''))}</footer>
</body>
</html>
`;
}
