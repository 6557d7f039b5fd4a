import type { ImportResult } from './candidate.ts';
import { readFileZilla } from './fileZilla.ts';
import { readNetrc } from './netrc.ts';
import { readSftpJson } from './sftpJson.ts';
import { readWinScpIni } from './winScpIni.ts';

/** The files that endpoints can be imported from. */
export type ImportFormat = 'sftp-json' | 'filezilla' | 'winscp' | 'netrc';

const readers: Readonly<Record<ImportFormat, (text: string) => ImportResult>> = {
  'sftp-json': readSftpJson,
  filezilla: readFileZilla,
  winscp: readWinScpIni,
  netrc: readNetrc,
};

/** Tells the format by the file's name, then by how its text begins; null when it is none of ours. */
export function importFormatOf(fileName: string, text: string): ImportFormat | null {
  const name = fileName.toLowerCase();
  if (name === 'sftp.json') return 'sftp-json';
  if (name === '.netrc' || name === '_netrc' || name === 'netrc') return 'netrc';
  const head = text
    .slice(0, 4000)
    .replace(/^\uFEFF/, '')
    .trimStart();
  if (head.startsWith('<')) return 'filezilla';
  if (name.endsWith('.ini') && /^\[/m.test(head)) return 'winscp';
  if (head.startsWith('{') || head.startsWith('[{') || head.startsWith('//')) return 'sftp-json';
  return /^(?:#.*\n|\s)*(?:machine|default)\s/.test(head) ? 'netrc' : null;
}

/** Reads a file of another program; never throws. */
export function readImport(format: ImportFormat, text: string): ImportResult {
  return readers[format](text);
}
