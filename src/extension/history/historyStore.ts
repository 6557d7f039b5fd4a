import { createHash } from 'node:crypto';
import type { Report } from '../../core/report/report.ts';

/** A folder of files, as far as the history needs one; paths are relative and use `/`. */
export interface HistoryFiles {
  /** Names in a folder, files and folders; empty when it does not exist. */
  list(folder: string): Promise<readonly string[]>;
  /** Null when there is no such file. */
  read(path: string): Promise<string | null>;
  /** Writes whole or not at all. */
  write(path: string, text: string): Promise<void>;
  /** Removes a file or a whole folder; nothing happens when it does not exist. */
  remove(path: string): Promise<void>;
}

/** A kept report. */
export interface HistoryItem {
  readonly path: string;
  /** ISO 8601. */
  readonly at: string;
}

/** The folder of an endpoint: ids are free text, so they are hashed. */
function folderOf(endpointId: string): string {
  return createHash('sha256').update(endpointId).digest('hex').slice(0, 24);
}

/** `2026-11-22T07-00-00-000Z-1f.json`: names sort by time, and two windows do not meet in one. */
function fileName(at: string, suffix: string): string {
  return `${at.replace(/[:.]/g, '-')}-${suffix}.json`;
}

function timeOf(name: string): string | null {
  const match = /^(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z-[0-9a-z]+\.json$/.exec(name);
  return match === null
    ? null
    : `${match[1] ?? ''}T${match[2] ?? ''}:${match[3] ?? ''}:${match[4] ?? ''}.${match[5] ?? ''}Z`;
}

/** The last reports of each endpoint, as files. Reports hold no password. */
export class HistoryStore {
  readonly #files: HistoryFiles;
  readonly #read: (text: string) => Promise<Report | null>;

  /** `read` turns a file's text into a report, null when it is damaged. */
  constructor(files: HistoryFiles, read: (text: string) => Promise<Report | null>) {
    this.#files = files;
    this.#read = read;
  }

  /** Keeps a report and drops the oldest above `limit`; 0 keeps none. */
  async add(endpointId: string, report: Report, limit: number): Promise<void> {
    const folder = folderOf(endpointId);
    if (limit > 0) {
      const at = new Date(Number.isNaN(Date.parse(report.startedAt ?? '')) ? 0 : (report.startedAt ?? 0));
      const suffix = Math.floor(Math.random() * 1296).toString(36);
      await this.#files.write(`${folder}/${fileName(at.toISOString(), suffix)}`, JSON.stringify(report));
    }
    const items = await this.list(endpointId);
    for (const { path } of items.slice(limit)) await this.#files.remove(path);
  }

  /** An endpoint's reports, newest first. */
  async list(endpointId: string): Promise<readonly HistoryItem[]> {
    const folder = folderOf(endpointId);
    return (await this.#files.list(folder))
      .flatMap((name) => {
        const at = timeOf(name);
        return at === null ? [] : [{ path: `${folder}/${name}`, at }];
      })
      .sort((a, b) => (a.path < b.path ? 1 : -1));
  }

  async load(item: HistoryItem): Promise<Report | null> {
    const text = await this.#files.read(item.path);
    return text === null ? null : this.#read(text);
  }

  /** The newest report that can be read; damaged files are passed over. */
  async latest(endpointId: string): Promise<Report | null> {
    for (const item of await this.list(endpointId)) {
      const report = await this.load(item);
      if (report !== null) return report;
    }
    return null;
  }

  async clear(endpointId: string): Promise<void> {
    await this.#files.remove(folderOf(endpointId));
  }

  /** Removes every report, those of endpoints that are gone included. */
  async clearAll(): Promise<void> {
    for (const folder of await this.#files.list('')) await this.#files.remove(folder);
  }
}
