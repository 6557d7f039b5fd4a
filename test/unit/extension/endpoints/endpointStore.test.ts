import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  addCopy,
  addEndpoint,
  dropUrlPassword,
  insertEntry,
  moveEndpoint,
  removeEndpoint,
  replaceEndpoint,
  urlPassword,
} from '../../../../src/extension/endpoints/changes.ts';
import {
  parseDestination,
  unsavedEndpoint,
  type Endpoint,
} from '../../../../src/extension/endpoints/endpoint.ts';
import { EndpointStore } from '../../../../src/extension/endpoints/endpointStore.ts';

function endpoint(url: string, id: string): Endpoint {
  const parsed = parseDestination(url);
  if ('fault' in parsed) throw new Error(parsed.fault);
  return { ...unsavedEndpoint(parsed.destination), id };
}

/** A setting in memory; `refuse` makes writing fail as an unsaved settings.json does. */
function memory(value: unknown): { value: unknown; refuse: boolean; writes: number; store: EndpointStore } {
  const state = { value, refuse: false, writes: 0 };
  const store = new EndpointStore({
    read: () => state.value,
    readFile: () => Promise.resolve(state.value),
    write: (next) => {
      if (state.refuse) return Promise.reject(new Error('unsaved changes'));
      state.value = next;
      state.writes += 1;
      return Promise.resolve();
    },
  });
  return Object.assign(state, { store });
}

describe('changes of the list of endpoints', () => {
  const list = [
    { id: 'a', url: 'ftp://a', colour: 'red' },
    7,
    { id: 'b', url: 'ftp://b' },
    { id: 'c', url: 'ftp://c' },
  ];
  const ids = (entries: readonly unknown[]): string =>
    entries.map((entry) => (entry as { id?: string }).id ?? String(entry)).join('');

  it('moves an endpoint before another one, and last', () => {
    assert.equal(ids(moveEndpoint('c', 'a')(list)), 'ca7b');
    assert.equal(ids(moveEndpoint('a', 'c')(list)), '7bac');
    assert.equal(ids(moveEndpoint('a', null)(list)), '7bca');
    assert.equal(moveEndpoint('x', null)(list), list);
  });

  it('keeps fields of others when it replaces, and adds what is gone', () => {
    const next = replaceEndpoint('a', { ...endpoint('ftps://z', 'a'), name: 'zed' })(list);
    assert.deepEqual(next[0], { colour: 'red', id: 'a', name: 'zed', url: 'ftps://z:990' });
    assert.equal(replaceEndpoint('gone', endpoint('ftp://z', 'gone'))(list).length, 5);
  });

  it('removes, inserts and copies at a place', () => {
    assert.equal(ids(removeEndpoint('b')(list)), 'a7c');
    assert.equal(removeEndpoint('gone')(list), list);
    assert.equal(ids(insertEntry({ id: 'n' }, 1)(list)), 'an7bc');
    assert.equal(ids(insertEntry({ id: 'n' }, 99)(list)), 'a7bcn');
    assert.equal(ids(addCopy('b', endpoint('ftp://b', 'n'))(list)), 'a7bnc');
    assert.equal(addEndpoint(endpoint('ftp://a', 'a'))(list), list);
  });

  it('takes a password out of a URL and nothing else', () => {
    const raw = [{ url: 'ftp://me:p%40ss@h/pub', colour: 'red' }, 'ftp://you:two@h'];
    assert.equal(urlPassword(raw, 'url:ftp://me@h:21/pub'), 'p@ss');
    assert.deepEqual(dropUrlPassword('url:ftp://me@h:21/pub')(raw)[0], {
      url: 'ftp://me@h:21/pub',
      colour: 'red',
    });
    assert.equal(dropUrlPassword('url:ftp://you@h:21')(raw)[1], 'ftp://you@h:21');
  });
});

describe('the store of endpoints', () => {
  it('reads the setting anew for each write, so that another window loses nothing', async () => {
    const state = memory([]);
    await state.store.apply(addEndpoint(endpoint('ftp://a', 'a')));
    state.value = [...(state.value as unknown[]), { id: 'other', url: 'ftp://other-window' }];
    await state.store.apply(addEndpoint(endpoint('ftp://b', 'b')));
    assert.deepEqual(
      state.store.endpoints().map(({ id }) => id),
      ['a', 'other', 'b'],
    );
  });

  it('keeps what cannot be written, shows it, and writes it later with all that came meanwhile', async () => {
    const state = memory([{ id: 'a', url: 'ftp://a' }]);
    state.refuse = true;
    const result = await state.store.apply(addEndpoint(endpoint('ftp://b', 'b')));
    assert.deepEqual(result, { kind: 'kept', reason: 'unsaved changes' });
    assert.ok(state.store.isUnwritten('b'));
    assert.deepEqual(
      state.store.endpoints().map(({ id }) => id),
      ['a', 'b'],
    );
    await state.store.apply(removeEndpoint('a'));
    state.refuse = false;
    state.value = [...(state.value as unknown[]), 7];
    assert.deepEqual(await state.store.retry(), { kind: 'written' });
    assert.equal(state.store.keptCount, 0);
    assert.deepEqual(
      state.value,
      [7, { id: 'b', name: undefined, url: 'ftp://b:21' }].map(
        (entry) => JSON.parse(JSON.stringify(entry)) as unknown,
      ),
    );
  });

  it('writes what another window has written meanwhile, though the editor has not noticed it', async () => {
    const [own, other] = [{ url: 'ftp://own' }, { url: 'ftp://other' }];
    let written: unknown = null;
    const store = new EndpointStore({
      read: () => [own],
      readFile: () => Promise.resolve([own, other]),
      write: (value) => {
        written = value;
        return Promise.resolve();
      },
    });
    await store.apply(addEndpoint(endpoint('ftp://b', 'b')));
    assert.deepEqual(JSON.parse(JSON.stringify(written)), [own, other, { id: 'b', url: 'ftp://b:21' }]);
  });

  it('never overwrites a value that is no list', async () => {
    const state = memory('by hand');
    assert.equal((await state.store.apply(addEndpoint(endpoint('ftp://b', 'b')))).kind, 'kept');
    assert.equal(state.value, 'by hand');
    assert.equal(state.writes, 0);
  });

  it('writes in the order in which it was asked', async () => {
    const state = memory([]);
    await Promise.all(
      ['a', 'b', 'c'].map((id) => state.store.apply(addEndpoint(endpoint(`ftp://${id}`, id)))),
    );
    assert.deepEqual(
      state.store.endpoints().map(({ id }) => id),
      ['a', 'b', 'c'],
    );
  });

  it('tells of every change', async () => {
    const state = memory([]);
    let told = 0;
    const subscription = state.store.onDidChange(() => {
      told += 1;
    });
    await state.store.apply(addEndpoint(endpoint('ftp://a', 'a')));
    assert.equal(told, 1);
    subscription.dispose();
    state.store.refresh();
    assert.equal(told, 1);
  });
});
