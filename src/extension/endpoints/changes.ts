import { randomUUID } from 'node:crypto';
import type { Endpoint, EndpointEntry } from './endpoint.ts';
import { defaultName, destinationUrl, parseDestination } from './endpoint.ts';
import { readEntries } from './readEntries.ts';

/** The setting's list, as it stands; entries may be anything. */
export type RawEntries = readonly unknown[];

/**
 * One change of one entry, applied to the list as it is at the moment of writing, so that another window's change and
 * a person's own edit both survive.
 */
export type Change = (entries: RawEntries) => RawEntries;

/** An identity for a new endpoint. */
export function newEndpointId(): string {
  return randomUUID();
}

/** The entry that is written for an endpoint; what says nothing is left out. */
function toEntry(endpoint: Endpoint): EndpointEntry {
  const { id, name, destination, certificates, passiveRange, configFile } = endpoint;
  return {
    id,
    ...(name === defaultName(destination) ? {} : { name }),
    url: destinationUrl(destination),
    ...(certificates.length === 0 ? {} : { certificates }),
    ...(passiveRange === null ? {} : { passiveRange: `${passiveRange.from}-${passiveRange.to}` }),
    ...(configFile === undefined ? {} : { configFile }),
  };
}

function placeOf(entries: RawEntries, id: string): number | null {
  const found = readEntries(entries).find((entry) => entry.kind === 'endpoint' && entry.endpoint.id === id);
  return found?.index ?? null;
}

/** Puts an entry at a place, at the end when the list is shorter. */
export function insertEntry(entry: unknown, index: number): Change {
  return (entries) => entries.toSpliced(Math.min(Math.max(index, 0), entries.length), 0, entry);
}

/** Adds an endpoint at the end; one of the same id is not added twice. */
export function addEndpoint(endpoint: Endpoint): Change {
  return (entries) => (placeOf(entries, endpoint.id) === null ? [...entries, toEntry(endpoint)] : entries);
}

/** Adds a copy right behind the endpoint it was made of, at the end when that is gone. */
export function addCopy(id: string, copy: Endpoint): Change {
  return (entries) => {
    const place = placeOf(entries, id);
    return entries.toSpliced(place === null ? entries.length : place + 1, 0, toEntry(copy));
  };
}

/** Replaces an endpoint; fields of its entry that we do not know are kept. One that is gone is added again. */
export function replaceEndpoint(id: string, endpoint: Endpoint): Change {
  return (entries) => {
    const place = placeOf(entries, id);
    if (place === null) return [...entries, toEntry(endpoint)];
    const old = entries[place];
    const foreign =
      typeof old === 'object' && old !== null
        ? Object.entries(old).filter(
            ([key]) => !['id', 'name', 'url', 'certificates', 'passiveRange', 'configFile'].includes(key),
          )
        : [];
    return entries.with(place, { ...Object.fromEntries(foreign), ...toEntry(endpoint) });
  };
}

/** Removes an endpoint; nothing happens when it is gone. */
export function removeEndpoint(id: string): Change {
  return (entries) => {
    const place = placeOf(entries, id);
    return place === null ? entries : entries.toSpliced(place, 1);
  };
}

/** Moves an endpoint to stand before another one, or last for null. */
export function moveEndpoint(id: string, before: string | null): Change {
  return (entries) => {
    const place = placeOf(entries, id);
    if (place === null || id === before) return entries;
    const rest = entries.toSpliced(place, 1);
    const goal = before === null ? null : placeOf(rest, before);
    return rest.toSpliced(goal ?? rest.length, 0, entries[place]);
  };
}

/** Takes the password out of an endpoint's URL. */
export function dropUrlPassword(id: string): Change {
  return (entries) => {
    const place = placeOf(entries, id);
    const old = place === null ? null : entries[place];
    if (place === null || old === null || old === undefined) return entries;
    const fields = typeof old === 'string' ? { url: old } : (old as Record<string, unknown>);
    const { url } = fields;
    if (typeof url !== 'string') return entries;
    const parsed = parseDestination(url);
    if ('fault' in parsed) return entries;
    const clean = destinationUrl(parsed.destination);
    return entries.with(place, typeof old === 'string' ? clean : { ...fields, url: clean });
  };
}

/** The password that stands in an endpoint's URL, null when there is none. */
export function urlPassword(entries: RawEntries, id: string): string | null {
  const place = placeOf(entries, id);
  const old = place === null ? null : entries[place];
  const url = typeof old === 'string' ? old : (old as { url?: unknown } | null)?.url;
  const parsed = typeof url === 'string' ? parseDestination(url) : null;
  return parsed === null || 'fault' in parsed ? null : parsed.password;
}
