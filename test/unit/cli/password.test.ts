import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { describe, it } from 'node:test';
import { findPassword, type PasswordSources } from '../../../src/cli/password.ts';
import type { Terminal } from '../../../src/cli/terminal.ts';
import { UsageError } from '../../../src/cli/usageError.ts';
import { createTranslate } from '../../../src/core/l10n.ts';

const t = createTranslate();

/** Looks for the password with these sources; what is said on standard error comes beside it. */
async function found(
  sources: Partial<PasswordSources>,
  {
    environment = {},
    piped = '',
    tty = false,
  }: { environment?: NodeJS.ProcessEnv; piped?: string; tty?: boolean } = {},
) {
  let said = '';
  const stdin = Object.assign(Readable.from(piped === '' ? [] : [Buffer.from(piped)]), { isTTY: tty });
  const stderr = {
    isTTY: tty,
    write: (text: string, done?: () => void) => {
      said += text;
      done?.();
      return true;
    },
  };
  const terminal = { stdin, stderr, stdout: stderr, environment } as unknown as Terminal;
  const password = await findPassword(
    terminal,
    { user: 'bob', fromUrl: null, fromStdin: false, ...sources },
    t,
  );
  return { password, said };
}

const environment = { FTP_PASSWORD: 'of the environment' };

describe('the password', () => {
  it('comes from standard input before the environment, and from that before the URL', async () => {
    const all = { fromUrl: 'of the URL', fromStdin: true };
    assert.equal((await found(all, { environment, piped: 'of the pipe\n' })).password, 'of the pipe');
    assert.equal((await found({ ...all, fromStdin: false }, { environment })).password, 'of the environment');
    assert.equal((await found({ ...all, fromStdin: false })).password, 'of the URL');
  });

  it('in a URL is warned of, without being said', async () => {
    const { said } = await found({ fromUrl: 'secret' }, { environment });
    assert.match(said, /The password in the URL can be read by others/);
    assert.doesNotMatch(said, /secret/);
  });

  it('keeps everything but the one line end that a program puts behind it', async () => {
    for (const [piped, password] of [
      ['a b \n', 'a b '],
      ['a\r\n', 'a'],
      ['a', 'a'],
      ['', ''],
    ] as const) {
      assert.equal((await found({ fromStdin: true }, { piped })).password, password);
    }
  });

  it('is refused where FTP cannot send it, or where more than a password comes', async () => {
    for (const piped of ['a\nb\n', 'a\0b', 'x'.repeat(5000)])
      await assert.rejects(found({ fromStdin: true }, { piped }), UsageError);
    await assert.rejects(found({}, { environment: { FTP_PASSWORD: 'a\nDELE x' } }), UsageError);
    await assert.rejects(found({ fromUrl: 'a\rb' }), UsageError);
  });

  it('is nobody’s without a user, anonymous’ own, and asked for on a terminal', async () => {
    assert.equal((await found({ user: null }, { environment })).password, null);
    assert.equal((await found({ user: 'Anonymous' })).password, 'anonymous@');
    assert.equal((await found({}, { tty: true })).password, null);
    await assert.rejects(found({}), UsageError);
    await assert.rejects(found({ user: null, fromStdin: true }), UsageError);
  });
});
