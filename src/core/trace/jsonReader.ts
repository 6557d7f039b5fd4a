/** Where and how a JSON value departs from what is expected; thrown inside the readers and caught at their edge. */
export class JsonFault extends Error {
  readonly path: string;

  constructor(path: string, expected: string) {
    super(expected);
    this.path = path;
  }
}

/** A reader turns an unknown JSON value into a known one, or throws a `JsonFault` that names the place. */
export type Read<T> = (value: unknown, path: string) => T;

/** No text in a report is longer; a listing's head is 4096 bytes, a reply 64 KiB. */
const maxText = 1024 * 1024;

/** Reads a string. */
export const readString: Read<string> = (value, path) => {
  if (typeof value !== 'string' || value.length > maxText) throw new JsonFault(path, 'a string');
  return value;
};

/** Reads true or false. */
export const readBoolean: Read<boolean> = (value, path) => {
  if (typeof value !== 'boolean') throw new JsonFault(path, 'true or false');
  return value;
};

/** Reads a finite number. */
export const readNumber: Read<number> = (value, path) => {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new JsonFault(path, 'a number');
  return value;
};

/** A whole number from 0 that JavaScript holds exactly. */
export const readCount: Read<number> = (value, path) => {
  if (!Number.isSafeInteger(value) || (value as number) < 0)
    throw new JsonFault(path, 'a whole number from 0');
  return value as number;
};

/** A TCP port; 0 stands for one that is not known. */
export const readPort: Read<number> = (value, path) => {
  const port = readCount(value, path);
  if (port > 65535) throw new JsonFault(path, 'a port');
  return port;
};

/** One of a closed list of strings. */
export function oneOf<const T extends string>(...allowed: readonly T[]): Read<T> {
  return (value, path) => {
    const found = allowed.find((candidate) => candidate === value);
    if (found === undefined) throw new JsonFault(path, `one of ${allowed.join(', ')}`);
    return found;
  };
}

/** The value, or null where it is null or absent. */
export function orNull<T>(read: Read<T>): Read<T | null> {
  return (value, path) => (value === null || value === undefined ? null : read(value, path));
}

/** Most values of a list or an object, where the reader of it names no limit of its own. */
const mostEntries = 1000;

/** A list of at most `limit` values. */
export function listOf<T>(read: Read<T>, limit = mostEntries): Read<readonly T[]> {
  return (value, path) => {
    if (!Array.isArray(value) || value.length > limit)
      throw new JsonFault(path, `a list of at most ${limit}`);
    return value.map((item: unknown, index) => read(item, `${path}[${index}]`));
  };
}

/** The fields of an object, read one by one. */
export type Fields = <T>(name: string, read: Read<T>) => T;

/** An object: `make` asks for its fields, whatever else it holds is left behind. */
export function objectOf<T>(make: (field: Fields, has: (name: string) => boolean) => T): Read<T> {
  return (value, path) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw new JsonFault(path, 'an object');
    const own = (name: string): unknown =>
      Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
    const field: Fields = (name, read) => read(own(name), path === '' ? name : `${path}.${name}`);
    return make(field, (name) => own(name) !== undefined);
  };
}

/** An object of any keys with values of one kind; `__proto__` and its like stay plain keys. */
export function recordOf<T>(read: Read<T>): Read<Readonly<Record<string, T>>> {
  return (value, path) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw new JsonFault(path, 'an object');
    const entries = Object.entries(value);
    if (entries.length > mostEntries) throw new JsonFault(path, `at most ${mostEntries} entries`);
    return Object.fromEntries(entries.map(([key, item]) => [key, read(item, `${path}.${key}`)]));
  };
}
