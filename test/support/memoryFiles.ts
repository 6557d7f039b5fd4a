import type { HistoryFiles } from '../../src/extension/history/historyStore.ts';

/** A history's folder in memory; `full` makes every write fail. */
export interface MemoryFiles extends HistoryFiles {
  readonly texts: Map<string, string>;
  full: boolean;
}

/** An empty folder in memory. */
export function memoryFiles(): MemoryFiles {
  const texts = new Map<string, string>();
  const files: MemoryFiles = {
    texts,
    full: false,
    list: (folder) => {
      const start = folder === '' ? '' : `${folder}/`;
      const names = [...texts.keys()]
        .filter((path) => path.startsWith(start))
        .map((path) => path.slice(start.length).split('/')[0] ?? '');
      return Promise.resolve([...new Set(names)]);
    },
    read: (path) => Promise.resolve(texts.get(path) ?? null),
    write: (path, text) => {
      if (files.full) return Promise.reject(new Error('no space left'));
      texts.set(path, text);
      return Promise.resolve();
    },
    remove: (path) => {
      for (const key of [...texts.keys()]) if (key === path || key.startsWith(`${path}/`)) texts.delete(key);
      return Promise.resolve();
    },
  };
  return files;
}
