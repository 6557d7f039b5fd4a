import type { Translate } from '../core/l10n.ts';
import { isInteractive, say, type Terminal } from './terminal.ts';
import { UsageError } from './usageError.ts';

/** Where a password may come from. */
export interface PasswordSources {
  /** Null is anonymous. */
  readonly user: string | null;
  readonly fromUrl: string | null;
  readonly fromStdin: boolean;
}

const maxBytes = 4096;

/** Reads the password that a program pipes in; one line end at its end does not belong to it. */
async function readPiped({ stdin }: Terminal, t: Translate): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stdin) {
    const bytes = Buffer.from(chunk as Uint8Array);
    size += bytes.length;
    if (size > maxBytes) {
      throw new UsageError(t('Standard input holds more than a password; pipe the password alone.'));
    }
    chunks.push(bytes);
  }
  return Buffer.concat(chunks)
    .toString('utf8')
    .replace(/\r?\n$/, '');
}

function checked(password: string, t: Translate): string {
  if (/[\r\n\0]/.test(password)) {
    throw new UsageError(
      t('The password holds a line break or NUL, which FTP cannot send; check where it comes from.'),
    );
  }
  return password;
}

/**
 * The password to send: standard input, FTP_PASSWORD, then the URL. Null without a user (anonymous then), and on a
 * terminal where the person is to be asked once the server wants one.
 *
 * @throws UsageError when there is a user, no password and nobody to ask.
 */
export async function findPassword(
  terminal: Terminal,
  { user, fromUrl, fromStdin }: PasswordSources,
  t: Translate,
): Promise<string | null> {
  if (fromUrl !== null) {
    await say(
      terminal,
      t(
        'The password in the URL can be read by others on this machine; use FTP_PASSWORD or --password-stdin.',
      ),
    );
  }
  if (fromStdin) {
    if (user === null) throw new UsageError(t('--password-stdin needs a user: add --user NAME.'));
    if (terminal.stdin.isTTY) return null;
    return checked(await readPiped(terminal, t), t);
  }
  if (user === null) return null;
  const { FTP_PASSWORD: fromEnvironment } = terminal.environment;
  if (fromEnvironment !== undefined) return checked(fromEnvironment, t);
  if (fromUrl !== null) return checked(fromUrl, t);
  if (user.toLowerCase() === 'anonymous') return 'anonymous@';
  if (isInteractive(terminal)) return null;
  throw new UsageError(
    t(
      'No password for "{user}": set FTP_PASSWORD, pipe it with --password-stdin, or run this in a terminal.',
      {
        user,
      },
    ),
  );
}
