import { open, readFile } from 'node:fs/promises';
import type { Translate } from '../core/l10n.ts';
import { UsageError } from './usageError.ts';

/** Evidence larger than this is not read: captures of whole days are cut down first. */
const maxBytes = 512 * 1024 * 1024;

/** Why the system refused a file, in words. */
export function causeWords(error: unknown, t: Translate): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  switch (code) {
    case 'ENOENT':
      return t('there is no such file or folder');
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return t('permission denied');
    case 'EISDIR':
      return t('it is a directory');
    case 'ENOTDIR':
      return t('a part of the path is not a folder');
    case 'ENOSPC':
      return t('the disk is full');
    case 'ERR_FS_FILE_TOO_LARGE':
      return t('it is too large');
    default:
      return code === '' ? String(error) : code;
  }
}

function unreadable(error: unknown, what: string, path: string, t: Translate): UsageError {
  return new UsageError(
    t('Cannot read {what} "{path}": {cause}; name a file that you can read.', {
      what,
      path,
      cause: causeWords(error, t),
    }),
  );
}

/** The bytes of a file that the person named. @throws UsageError */
export async function readInput(path: string, what: string, t: Translate): Promise<Uint8Array> {
  try {
    const bytes = await readFile(path);
    if (bytes.length <= maxBytes) return bytes;
  } catch (error) {
    throw unreadable(error, what, path, t);
  }
  throw new UsageError(
    t('Cannot read {what} "{path}": it is too large; cut out the part that matters.', { what, path }),
  );
}

/** A file that the person named, as a stream of chunks; opened before anything is read. @throws UsageError */
export async function streamInput(
  path: string,
  what: string,
  t: Translate,
): Promise<AsyncIterable<Uint8Array>> {
  try {
    const file = await open(path);
    if ((await file.stat()).isDirectory()) {
      await file.close();
      throw Object.assign(new Error('directory'), { code: 'EISDIR' });
    }
    return file.createReadStream({ highWaterMark: 1024 * 1024 });
  } catch (error) {
    throw unreadable(error, what, path, t);
  }
}
