import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { open, realpath, rename, stat, unlink, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Translate } from '../core/l10n.ts';
import { confByteLimit } from '../core/config/confFile.ts';
import { foreignKind, foreignWords } from '../core/config/foreignKind.ts';
import { causeWords } from './files.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usageError.ts';

/** vsftpd reads a tenth of this; what is larger is another kind of file. */
const maxBytes = 1_000_000;

function refuse(path: string, cause: string, t: Translate): UsageError {
  return new UsageError(t('Cannot check "{path}": {cause}.', { path, cause }));
}

async function readUpTo(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array | null> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    parts.push(chunk);
    length += chunk.length;
    if (length > maxBytes) return null;
  }
  return Buffer.concat(parts);
}

async function readFromDisk(path: string, t: Translate): Promise<Uint8Array | null> {
  let file: FileHandle | undefined;
  try {
    // Without O_NONBLOCK opening a named pipe would wait for a writer.
    file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const status = await file.stat();
    if (status.isDirectory()) throw refuse(path, t('it is a directory'), t);
    if (!status.isFile())
      throw refuse(path, t('it is no regular file; give it on standard input and name -'), t);
    return status.size > maxBytes ? null : await file.readFile();
  } catch (error) {
    throw error instanceof UsageError ? error : refuse(path, causeWords(error, t), t);
  } finally {
    await file?.close();
  }
}

/** The bytes of a vsftpd.conf, `-` for standard input. @throws UsageError for what is no such file */
export async function readConfFile(path: string, { stdin }: Terminal, t: Translate): Promise<Uint8Array> {
  const name = path === '-' ? 'stdin' : path;
  const bytes = path === '-' ? await readUpTo(stdin) : await readFromDisk(path, t);
  if (bytes === null)
    throw refuse(
      name,
      t('it is too large; vsftpd reads the first {limit} bytes of its file', { limit: confByteLimit }),
      t,
    );
  const kind = foreignKind(bytes);
  if (kind !== null) throw refuse(name, foreignWords(kind, t), t);
  return bytes;
}

/**
 * Replaces a file at once (a reader sees the old one or the new one), keeping its mode and owner; through a symbolic
 * link the file behind it is replaced and the link stays. @throws UsageError when that cannot be done; nothing is changed then
 */
export async function replaceFile(path: string, bytes: Uint8Array, t: Translate): Promise<void> {
  let temporary: string | null = null;
  try {
    const target = await realpath(path);
    const status = await stat(target);
    const name = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString('hex')}`);
    const file = await open(name, 'wx', 0o600);
    temporary = name;
    try {
      const own = await file.stat();
      if (own.uid !== status.uid || own.gid !== status.gid) await file.chown(status.uid, status.gid);
      await file.chmod(status.mode & 0o7777);
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(name, target);
  } catch (error) {
    if (temporary !== null) await unlink(temporary).catch(() => undefined);
    throw new UsageError(
      t('Cannot write "{path}": {cause}; nothing was changed.', { path, cause: causeWords(error, t) }),
    );
  }
}
