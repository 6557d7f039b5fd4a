import { open } from 'node:fs/promises';
import { errorCode } from '../core/errorText.ts';
import type { Translate } from '../core/l10n.ts';
import { UsageError } from './usageError.ts';

/** Certificates and configuration files are far smaller; a device such as /dev/zero never ends. */
const maxBytes = 16 * 1024 * 1024;

/** Why the system refused a file, in words. */
export function causeWords(error: unknown, t: Translate): string {
  const code = errorCode(error) ?? '';
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

/** The same chunks; an error of the disk on the way is told as `tell` does. */
async function* retold(
  chunks: AsyncIterable<Uint8Array>,
  tell: (error: unknown) => UsageError,
): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks;
  } catch (error) {
    throw tell(error);
  }
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
    const stream = file.createReadStream({ highWaterMark: 1024 * 1024 });
    return retold(stream, (error) => unreadable(error, what, path, t));
  } catch (error) {
    throw unreadable(error, what, path, t);
  }
}

/** The bytes of a small file that the person named. @throws UsageError */
export async function readInput(path: string, what: string, t: Translate): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of await streamInput(path, what, t)) {
    parts.push(chunk);
    length += chunk.length;
    if (length > maxBytes) {
      throw new UsageError(
        t('Cannot read {what} "{path}": it is too large; cut out the part that matters.', { what, path }),
      );
    }
  }
  return Buffer.concat(parts);
}
