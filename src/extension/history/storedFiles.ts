import { randomUUID } from 'node:crypto';
import { FileSystemError, Uri, workspace } from 'vscode';
import type { HistoryFiles } from './historyStore.ts';

function isMissing(error: unknown): boolean {
  return error instanceof FileSystemError && error.code === 'FileNotFound';
}

/** The history's files below a folder of the extension's own storage; no file is made before the first report. */
export function storedFiles(folder: Uri): HistoryFiles {
  const at = (path: string): Uri => (path === '' ? folder : Uri.joinPath(folder, path));
  return {
    async list(path) {
      try {
        return (await workspace.fs.readDirectory(at(path))).map(([name]) => name);
      } catch (error) {
        if (isMissing(error)) return [];
        throw error;
      }
    },
    async read(path) {
      try {
        return new TextDecoder().decode(await workspace.fs.readFile(at(path)));
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },
    async write(path, text) {
      // A reader sees the whole file or none: it is written aside and then renamed.
      const aside = at(`${path}.${randomUUID()}.tmp`);
      await workspace.fs.writeFile(aside, new TextEncoder().encode(text));
      await workspace.fs.rename(aside, at(path), { overwrite: true });
    },
    async remove(path) {
      try {
        await workspace.fs.delete(at(path), { recursive: true });
      } catch (error) {
        if (!isMissing(error)) throw error;
      }
    },
  };
}
