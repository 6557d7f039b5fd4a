import {
  CompletionItem,
  CompletionItemKind,
  CompletionItemTag,
  DocumentLink,
  DocumentSymbol,
  Hover,
  InlayHint,
  languages,
  MarkdownString,
  Range,
  SymbolKind,
  type Disposable,
  type Position,
  type TextDocument,
} from 'vscode';
import { meantName, parseConf } from '../../core/config/confFile.ts';
import { completions } from '../../core/config/language/completion.ts';
import { decodedValue } from '../../core/config/language/decodedValue.ts';
import { hoverText } from '../../core/config/language/hover.ts';
import { pathLinks } from '../../core/config/language/links.ts';
import { outline } from '../../core/config/language/outline.ts';
import { valueHints } from '../../core/config/language/valueHints.ts';
import { optionNamed } from '../../core/config/options.ts';
import { passiveRangeIn } from '../../core/config/passiveRange.ts';
import { readConf } from '../../core/config/settings.ts';
import { t } from '../localize.ts';
import { buildFor, confSelector, isTooLong } from './build.ts';

function complete(document: TextDocument, position: Position): CompletionItem[] {
  const before = document.lineAt(position.line).text.slice(0, position.character);
  const build = buildFor(document);
  return completions(before, build).map((found, index) => {
    const item = new CompletionItem(
      found.label,
      found.kind === 'option' ? CompletionItemKind.Property : CompletionItemKind.Value,
    );
    item.insertText = found.insert;
    item.range = new Range(position.translate(0, -found.replaces), position);
    item.sortText = String(index).padStart(4, '0');
    item.detail = found.isDefault ? t('default') : (decodedValue(found.option, found.label, t) ?? '');
    item.documentation = new MarkdownString(hoverText(found.option, build, t));
    if (found.deprecated) item.tags = [CompletionItemTag.Deprecated];
    if (found.kind === 'option') item.command = { command: 'editor.action.triggerSuggest', title: '' };
    return item;
  });
}

/** The number of ports that the file hands out in the end. */
function rangeWords(document: TextDocument): string {
  const range = passiveRangeIn(readConf(document.getText(), buildFor(document)));
  return range === null
    ? ''
    : t('Passive ports of this file: {from}–{to}, {count} in all.', {
        ...range,
        count: range.to - range.from + 1,
      });
}

function hover(document: TextDocument, position: Position): Hover | null {
  if (isTooLong(document)) return null;
  const line = document.lineAt(position.line);
  if (line.text.startsWith('#')) return null;
  const option = optionNamed(meantName(line.text));
  if (option === undefined) return null;
  const value = line.text.slice(line.text.indexOf('=') + 1).trim();
  const decoded = decodedValue(option, value, t);
  const parts = [hoverText(option, buildFor(document), t)];
  if (decoded !== null) parts.unshift(`\`${value}\` = ${decoded}`);
  if (option.name.startsWith('pasv_m')) parts.push(rangeWords(document));
  return new Hover(
    parts.map((part) => new MarkdownString(part)),
    line.range,
  );
}

function links(document: TextDocument): DocumentLink[] {
  if (isTooLong(document)) return [];
  return pathLinks(readConf(document.getText(), buildFor(document))).map(
    ({ start, end, path }) =>
      new DocumentLink(
        new Range(document.positionAt(start), document.positionAt(end)),
        document.uri.with({ path, query: '', fragment: '' }),
      ),
  );
}

function symbols(document: TextDocument): DocumentSymbol[] {
  if (isTooLong(document)) return [];
  return outline(parseConf(document.getText())).map(({ title, start, end, entries }) => {
    const range = new Range(document.positionAt(start), document.positionAt(end));
    const section = new DocumentSymbol(
      title === '' ? t('Settings') : title,
      '',
      SymbolKind.Namespace,
      range,
      range,
    );
    section.children = entries.map((entry) => {
      const place = new Range(document.positionAt(entry.start), document.positionAt(entry.end));
      return new DocumentSymbol(entry.name, entry.value, SymbolKind.Property, place, place);
    });
    return section;
  });
}

/** What the numbers in view mean, behind them. */
function hints(document: TextDocument, range: Range): InlayHint[] {
  if (isTooLong(document)) return [];
  const conf = readConf(document.getText(), buildFor(document));
  return valueHints(conf, range.start.line, range.end.line, t).map(({ at, text }) => {
    const hint = new InlayHint(document.positionAt(at), text);
    hint.paddingLeft = true;
    return hint;
  });
}

/** Completion, hover, decoded values, links and outline of vsftpd.conf. */
export function registerLanguageFeatures(): Disposable[] {
  return [
    languages.registerCompletionItemProvider(confSelector, { provideCompletionItems: complete }, '='),
    languages.registerHoverProvider(confSelector, { provideHover: hover }),
    languages.registerInlayHintsProvider(confSelector, { provideInlayHints: hints }),
    languages.registerDocumentLinkProvider(confSelector, { provideDocumentLinks: links }),
    languages.registerDocumentSymbolProvider(confSelector, { provideDocumentSymbols: symbols }),
  ];
}
