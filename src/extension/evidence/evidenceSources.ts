import { Uri, workspace, type Range, type TextDocument } from 'vscode';
import { decodeLog } from '../../core/import/transcript/decodeLog.ts';
import { t } from '../localize.ts';
import { distinctNames, type EvidenceCase, type EvidenceSource } from './evidenceCase.ts';
import { goneWithTheWindow, isCaptureName } from './faultSentence.ts';
import type { ReadableFile } from './reading.ts';

/** Most bytes of a file that is not on this machine: such a file comes whole or not at all. */
const mostBytes = 512 * 1024 * 1024;

/** Texts that stand in no file: the clipboard, and what was dropped from outside the editor. */
export const memoryScheme = 'ftp-diagnose-evidence';

/** An error that the sentence for unreadable files understands. */
function trouble(code: string): Error {
  return Object.assign(new Error(code), { code });
}

async function loadFile(uri: Uri, name: string): Promise<ReadableFile> {
  if (uri.scheme === 'file') return { name, path: uri.fsPath };
  const { size } = await workspace.fs.stat(uri);
  if (size > mostBytes) throw trouble('ERR_FS_FILE_TOO_LARGE');
  return { name, bytes: await workspace.fs.readFile(uri) };
}

/** A file, wherever the editor can read it. */
function fileSource(uri: Uri, name: string): EvidenceSource {
  const packed = /\.gz$/i.test(uri.path);
  return {
    name,
    uri: packed || isCaptureName(name) ? null : uri.toString(),
    path: uri.scheme === 'file' ? uri.fsPath : uri.path,
    load: () => loadFile(uri, name),
  };
}

/** The id of a case made of files. */
export function filesId(uris: readonly Uri[]): string {
  return `files:${uris.map((uri) => uri.toString()).join('\n')}`;
}

/** Files as one case; what they are is told by what they hold. */
export function filesCase(uris: readonly Uri[]): EvidenceCase {
  const names = distinctNames(uris.map(({ path }) => path));
  return {
    id: filesId(uris),
    name: names.join(', '),
    sources: uris.map((uri, index) => fileSource(uri, names[index] ?? '')),
  };
}

/** Lines of a text or file, with empty ones before them, so that their numbers stay. */
function stretchOf(text: string, range: Range | null): string {
  if (range === null) return text;
  const to =
    range.end.character === 0 && range.end.line > range.start.line ? range.end.line - 1 : range.end.line;
  const lines = text.split(/\r\n|\r|\n/).slice(range.start.line, to + 1);
  return '\n'.repeat(range.start.line) + lines.join('\n');
}

/** What stands in a document; the bytes behind it where it was opened in an encoding that does not fit them. */
async function textOf(document: TextDocument): Promise<string> {
  const text = document.getText();
  if (document.isDirty || document.isUntitled || !text.includes('\ufffd')) return text;
  try {
    return decodeLog(await workspace.fs.readFile(document.uri));
  } catch {
    return text;
  }
}

async function loadDocument(uri: Uri, range: Range | null, name: string): Promise<ReadableFile> {
  const open = workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open === undefined && uri.scheme === 'untitled') throw trouble('ENOENT');
  const document = open ?? (await workspace.openTextDocument(uri));
  return { name, bytes: new TextEncoder().encode(stretchOf(await textOf(document), range)) };
}

/** The id of a case made of what stands in an editor. */
function documentId(uri: Uri): string {
  return `text:${uri.toString()}`;
}

/** What stands in an editor as a case, unsaved changes included; `range` takes whole lines of it. */
export function documentCase(uri: Uri, range: Range | null): EvidenceCase {
  const name = uri.path.split('/').at(-1) ?? uri.path;
  const source: EvidenceSource = {
    name,
    uri: uri.toString(),
    path: uri.scheme === 'file' ? uri.fsPath : null,
    load: () => loadDocument(uri, range, name),
  };
  return { id: documentId(uri), name, sources: [source] };
}

/** A text or file that exists in memory only, with what shows its lines. */
export interface MemoryEvidence {
  readonly name: string;
  readonly bytes: Uint8Array;
}

let memoryCount = 0;

/** Evidence out of memory as a case; each call makes a new one. `texts` is told what an editor would show. */
export function memoryCase(
  evidence: readonly MemoryEvidence[],
  texts: { keep(uri: Uri, text: string): void },
): EvidenceCase {
  memoryCount += 1;
  const names = distinctNames(evidence.map(({ name }) => name));
  const sources = evidence.map(({ bytes }, index): EvidenceSource => {
    const name = names[index] ?? '';
    const isText = !isCaptureName(name) && !/\.gz$/i.test(name);
    const file = /\.\w+$/.test(name) ? name : `${name}.log`;
    const uri = Uri.from({ scheme: memoryScheme, path: `/${memoryCount}/${file}` });
    if (isText) texts.keep(uri, decodeLog(bytes));
    const load = (): Promise<ReadableFile> => Promise.resolve({ name, bytes });
    return { name, uri: isText ? uri.toString() : null, path: null, load };
  });
  return { id: `memory:${memoryCount}`, name: names.join(', '), sources };
}

/** What the clipboard holds, as a case. */
export function clipboardCase(text: string, texts: { keep(uri: Uri, text: string): void }): EvidenceCase {
  return memoryCase([{ name: t('clipboard'), bytes: new TextEncoder().encode(text) }], texts);
}

/** The case of a timeline that was open before a reload; null for one whose evidence is gone. */
export function restoredCase(id: string): EvidenceCase | null {
  const [, kind = '', rest = ''] = /^(files|text):(.+)$/s.exec(id) ?? [];
  if (kind === '') return null;
  const uris = rest.split('\n').map((uri) => Uri.parse(uri, true));
  if (kind === 'files') return filesCase(uris);
  const [uri] = uris;
  return uri === undefined || uri.scheme === 'untitled' ? null : documentCase(uri, null);
}

/** The case of a timeline whose evidence is gone: reading it says so. */
export function lostCase(id: string, name: string): EvidenceCase {
  const load = (): Promise<ReadableFile> => Promise.reject(trouble(goneWithTheWindow));
  const lost = id.startsWith('lost:') ? id : `lost:${id}`;
  return { id: lost, name, sources: [{ name, uri: null, path: null, load }] };
}
