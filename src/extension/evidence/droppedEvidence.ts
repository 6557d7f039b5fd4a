import { Uri, type DataTransfer } from 'vscode';
import type { MemoryEvidence } from './evidenceSources.ts';

/** What was dropped on the view: files that the editor can read by their place, or what they hold. */
export interface Dropped {
  readonly uris: readonly Uri[];
  readonly contents: readonly MemoryEvidence[];
}

/** The places in a list as RFC 2483 §5 writes it; lines that are no URI are left out. */
function urisIn(list: string): Uri[] {
  return list
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .flatMap((line) => {
      try {
        return [Uri.parse(line.trim(), true)];
      } catch {
        return [];
      }
    })
    .filter(({ scheme }) => scheme !== 'http' && scheme !== 'https');
}

/** Reads a drop: from the editor's own lists it carries places, from outside it may carry the files themselves. */
export async function readDrop(data: DataTransfer): Promise<Dropped> {
  const uris = urisIn((await data.get('text/uri-list')?.asString()) ?? '');
  if (uris.length > 0) return { uris, contents: [] };
  const contents: MemoryEvidence[] = [];
  const places: Uri[] = [];
  for (const [, item] of data) {
    const file = item.asFile();
    if (file === undefined) continue;
    if (file.uri === undefined) contents.push({ name: file.name, bytes: await file.data() });
    else places.push(file.uri);
  }
  return { uris: places, contents };
}
