import { formatTarget, type Target } from '../../core/ftp/target.ts';

/** The editor's encrypted store; `vscode.SecretStorage` fits. */
export interface Secrets {
  get(key: string): PromiseLike<string | undefined>;
  store(key: string, value: string): PromiseLike<void>;
  delete(key: string): PromiseLike<void>;
  /** Absent where the editor cannot list. */
  keys?(): PromiseLike<readonly string[]>;
}

/** A password that we know, and whether a server has refused it since it was given. */
export interface KnownPassword {
  readonly password: string;
  /** Whether the server has refused it. */
  readonly refused: boolean;
}

const prefix = 'password:';

/** Passwords belong to scheme, user, host and port: when one of them changes, the password is asked for again. */
function keyOf(target: Target): string {
  return `${prefix}${formatTarget({ ...target, host: target.host.toLowerCase() })}`;
}

function read(text: string | undefined): KnownPassword | null {
  if (text === undefined) return null;
  try {
    const value = JSON.parse(text) as { password?: unknown; refused?: unknown } | null;
    return typeof value?.password === 'string'
      ? { password: value.password, refused: value.refused === true }
      : null;
  } catch {
    return null;
  }
}

/** Passwords kept for this window only, or in the editor's encrypted store where the person asked for it. */
export class PasswordStore {
  readonly #secrets: Secrets;
  readonly #window = new Map<string, KnownPassword>();

  constructor(secrets: Secrets) {
    this.#secrets = secrets;
  }

  async find(target: Target): Promise<KnownPassword | null> {
    const key = keyOf(target);
    return this.#window.get(key) ?? read(await this.#secrets.get(key));
  }

  /** Keeps a password in this window, and in the encrypted store if `remember`. */
  async keep(target: Target, password: string, remember: boolean): Promise<void> {
    const key = keyOf(target);
    const known = { password, refused: false };
    this.#window.set(key, known);
    if (remember) await this.#secrets.store(key, JSON.stringify(known));
    else if ((await this.#secrets.get(key)) !== undefined) await this.#secrets.delete(key);
  }

  /** Marks a password as refused, so that it is not sent again unasked; another one given meanwhile is left alone. */
  async markRefused(target: Target, password: string): Promise<void> {
    const key = keyOf(target);
    const marked = { password, refused: true };
    if (this.#window.get(key)?.password === password) this.#window.set(key, marked);
    const stored = read(await this.#secrets.get(key));
    if (stored?.password === password) await this.#secrets.store(key, JSON.stringify(marked));
  }

  /** Takes the mark off a password that has let the person in. */
  async markAccepted(target: Target, password: string): Promise<void> {
    const key = keyOf(target);
    if (this.#window.get(key)?.refused === true) this.#window.set(key, { password, refused: false });
    const stored = read(await this.#secrets.get(key));
    if (stored?.password === password && stored.refused) {
      await this.#secrets.store(key, JSON.stringify({ password, refused: false }));
    }
  }

  async forget(target: Target): Promise<void> {
    const key = keyOf(target);
    this.#window.delete(key);
    await this.#secrets.delete(key);
  }

  /** Whose passwords are known, as `scheme://user@host:port`. */
  async known(): Promise<readonly string[]> {
    const stored = (await this.#secrets.keys?.()) ?? [];
    const keys = new Set([...this.#window.keys(), ...stored.filter((key) => key.startsWith(prefix))]);
    return [...keys].map((key) => key.slice(prefix.length)).sort();
  }
}
