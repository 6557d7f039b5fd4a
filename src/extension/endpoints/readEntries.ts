import type { Entry, EntryFault } from './endpoint.ts';
import { defaultName, destinationUrl, isFileName, parseDestination, parsePortRange } from './endpoint.ts';
import { shownName } from './shownName.ts';

const nameLimit = 200;
const certificateLimit = 20;

function fieldsOf(value: unknown): Record<string, unknown> | null {
  if (typeof value === 'string') return { url: value };
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}

/** A value as it stands in the settings, without what a field called a password holds. */
function jsonOf(value: unknown): string {
  return JSON.stringify(value, (key, item: unknown) => (/pass|secret/i.test(key) ? '…' : item));
}

/** `text` without a password: a URL that cannot be read may hold one with `/`, `:` or `@` in it. */
function withoutPassword(text: string): string {
  return text.replace(/(:\/\/[^:@\s]*):\S*@/g, '$1@').replace(/:[^:@/\s]*@/g, '@');
}

/** A row's words for an entry that cannot be read: never a password. */
function labelOf(value: unknown): string {
  const fields = fieldsOf(value);
  const name = fields?.['name'];
  const url = fields?.['url'];
  const text =
    typeof name === 'string' && name.trim() !== '' ? name : typeof url === 'string' ? url : jsonOf(value);
  return shownName(withoutPassword(text).slice(0, 60));
}

function certificatesOf(value: unknown): readonly string[] {
  return Array.isArray(value)
    ? value
        .filter((item): item is string => typeof item === 'string')
        .filter((item) => /^(?:[0-9A-F]{2}:){31}[0-9A-F]{2}$/i.test(item))
        .map((item) => item.toUpperCase())
        .slice(0, certificateLimit)
    : [];
}

function readEntry(value: unknown, index: number): Entry {
  const bad = (fault: EntryFault): Entry => ({ kind: 'bad', index, label: labelOf(value), fault });
  const fields = fieldsOf(value);
  if (fields === null) return bad('not-an-entry');
  const { id, name, url, certificates, passiveRange, configFile } = fields;
  if (typeof url !== 'string') return bad('no-url');
  const parsed = parseDestination(url);
  if ('fault' in parsed) return bad(parsed.fault);
  if (name !== undefined && typeof name !== 'string') return bad('bad-name');
  const range = typeof passiveRange === 'string' ? parsePortRange(passiveRange) : null;
  if (passiveRange !== undefined && range === null) return bad('bad-range');
  if (configFile !== undefined && (typeof configFile !== 'string' || !isFileName(configFile)))
    return bad('bad-config-file');
  const { destination, password } = parsed;
  const given = name?.trim().slice(0, nameLimit) ?? '';
  return {
    kind: 'endpoint',
    index,
    endpoint: {
      id: typeof id === 'string' && id !== '' ? id : `url:${destinationUrl(destination)}`,
      name: shownName(given === '' ? defaultName(destination) : given),
      destination,
      certificates: certificatesOf(certificates),
      passiveRange: range,
      ...(configFile === undefined ? {} : { configFile }),
    },
    passwordInUrl: password !== null,
  };
}

/** Entries of the same id (a copied line, a file merged by hand) stay apart: the later ones get a number. */
function withUniqueIds(entries: readonly Entry[]): readonly Entry[] {
  const taken = new Set<string>();
  return entries.map((entry) => {
    if (entry.kind === 'bad') return entry;
    let { id } = entry.endpoint;
    for (let number = 2; taken.has(id); number += 1) id = `${entry.endpoint.id}#${number}`;
    taken.add(id);
    return { ...entry, endpoint: { ...entry.endpoint, id } };
  });
}

/**
 * Reads the setting as a person may have written it. Nothing is dropped: what cannot be read is an entry `bad` with its
 * fault, and stands at its own place.
 */
export function readEntries(value: unknown): readonly Entry[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) return [{ kind: 'bad', index: 0, label: labelOf(value), fault: 'not-a-list' }];
  return withUniqueIds(value.map(readEntry));
}
