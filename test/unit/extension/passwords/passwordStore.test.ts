import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Target } from '../../../../src/core/ftp/target.ts';
import { PasswordStore, type Secrets } from '../../../../src/extension/passwords/passwordStore.ts';

const target: Target = { scheme: 'ftp', host: 'H.example', port: 21, user: 'me', path: 'a' };

/** The editor's encrypted store, in memory. */
function fakeSecrets(): Secrets & { readonly values: Map<string, string> } {
  const values = new Map<string, string>();
  return {
    values,
    get: (key) => Promise.resolve(values.get(key)),
    store: (key, value) => Promise.resolve(void values.set(key, value)),
    delete: (key) => Promise.resolve(void values.delete(key)),
    keys: () => Promise.resolve([...values.keys()]),
  };
}

describe('passwords', () => {
  it('survive a restart when they are remembered, and only then', async () => {
    const secrets = fakeSecrets();
    await new PasswordStore(secrets).keep(target, 'one', true);
    assert.deepEqual(await new PasswordStore(secrets).find(target), { password: 'one', refused: false });
    await new PasswordStore(secrets).keep(target, 'two', false);
    assert.equal(await new PasswordStore(secrets).find(target), null);
    assert.equal(secrets.values.size, 0);
  });

  it('belong to scheme, user, host and port, whatever the path and the host’s case', async () => {
    const store = new PasswordStore(fakeSecrets());
    await store.keep(target, 'one', true);
    assert.notEqual(await store.find({ ...target, path: null, host: 'h.EXAMPLE' }), null);
    for (const other of [{ scheme: 'ftps' }, { host: 'evil' }, { port: 22 }, { user: 'you' }] as const) {
      assert.equal(await store.find({ ...target, ...other }), null, JSON.stringify(other));
    }
  });

  it('are marked when refused, over a restart too, and cleared when they let in', async () => {
    const secrets = fakeSecrets();
    const store = new PasswordStore(secrets);
    await store.keep(target, 'one', true);
    await store.markRefused(target, 'one');
    assert.equal((await store.find(target))?.refused, true);
    assert.equal((await new PasswordStore(secrets).find(target))?.refused, true);
    await store.markAccepted(target, 'one');
    assert.equal((await store.find(target))?.refused, false);
    assert.equal((await new PasswordStore(secrets).find(target))?.refused, false);
  });

  it('are not marked for the refusal of an older one', async () => {
    const store = new PasswordStore(fakeSecrets());
    await store.keep(target, 'new', true);
    await store.markRefused(target, 'old');
    assert.equal((await store.find(target))?.refused, false);
  });

  it('are forgotten whole, and listed without being shown', async () => {
    const secrets = fakeSecrets();
    secrets.values.set('another-secret-of-ours', 'x');
    const store = new PasswordStore(secrets);
    await store.keep(target, 'one', true);
    await store.keep({ ...target, user: 'you' }, 'two', false);
    assert.deepEqual(await store.known(), ['ftp://me@h.example:21', 'ftp://you@h.example:21']);
    await store.forget(target);
    assert.equal(await store.find(target), null);
    assert.deepEqual(await store.known(), ['ftp://you@h.example:21']);
  });

  it('are asked for again when the store holds nonsense', async () => {
    const secrets = fakeSecrets();
    secrets.values.set('password:ftp://me@h.example:21', '{"password":7}');
    assert.equal(await new PasswordStore(secrets).find(target), null);
    secrets.values.set('password:ftp://me@h.example:21', '{');
    assert.equal(await new PasswordStore(secrets).find(target), null);
  });
});
