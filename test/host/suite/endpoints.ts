import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commands, env, Uri, window, workspace } from 'vscode';
import { commandIds } from '../../../src/extension/commands.ts';
import { addEndpoint } from '../../../src/extension/endpoints/changes.ts';
import {
  unsavedEndpoint,
  parseDestination,
  type Endpoint,
} from '../../../src/extension/endpoints/endpoint.ts';
import { EndpointWriter } from '../../../src/extension/endpoints/writeEndpoints.ts';
import { answering, api, reset, run, savedEndpoints, setSetting } from './extension.ts';
import { hostTest, until } from './hostTest.ts';

function endpointFor(url: string, id = url): Endpoint {
  const parsed = parseDestination(url);
  if ('fault' in parsed) throw new Error(parsed.fault);
  return { ...unsavedEndpoint(parsed.destination), id };
}

/** Tests of saved endpoints: setting, tree, commands. */
export function endpointTests(): void {
  hostTest('registers every command', async () => {
    await api();
    const all = await commands.getCommands(true);
    for (const id of commandIds) assert.ok(all.includes(id), id);
  });

  hostTest('shows the setting as it stands, unusable entries included', async () => {
    await reset();
    const { view } = await api();
    await setSetting('endpoints', [
      'ftp://ftp.example.com',
      { name: 'shop', url: 'ftpes://me@192.0.2.1:2121', colour: 'red' },
      { url: 'sftp://no' },
      7,
    ]);
    const rows = await until('four rows', () => {
      const nodes = view.topNodes();
      return nodes.length === 4 ? nodes.map((node) => view.row(node)) : null;
    });
    assert.deepEqual(
      rows.map(({ label }) => label),
      ['ftp.example.com', 'shop', 'sftp://no', '7'],
    );
    assert.match(rows[1]?.description ?? '', /192\.0\.2\.1:2121/);
    assert.ok(rows[2]?.context.includes('bad'));
  });

  hostTest('keeps what another window has written, noticed by the editor or not', async () => {
    const { store } = await api();
    const settingsFile = join(process.env['FTP_DIAGNOSE_HOST_USER'] ?? '', 'settings.json');
    const before = store.raw();
    try {
      const text = readFileSync(settingsFile, 'utf8');
      const other = [...before, { name: 'of another window', url: 'ftp://192.0.2.9' }];
      const settings = { ...(JSON.parse(text) as object), 'ftpDiagnose.endpoints': other };
      writeFileSync(settingsFile, JSON.stringify(settings, null, 2));
      await new EndpointWriter(store).write(addEndpoint(endpointFor('ftp://192.0.2.10')));
      const names = JSON.stringify(JSON.parse(readFileSync(settingsFile, 'utf8')));
      assert.match(names, /of another window/);
      assert.match(names, /192\.0\.2\.10/);
    } finally {
      await setSetting('endpoints', before);
    }
  });

  hostTest('changes one entry and keeps what it does not know', async () => {
    const { view } = await api();
    const shop = view.topNodes()[1];
    const dialog = answering({ message: (_text, items) => items.at(-1) });
    try {
      await run('moveUp', shop);
      const entries = savedEndpoints() as unknown[];
      assert.equal(entries.length, 4);
      assert.deepEqual(entries[0], { name: 'shop', url: 'ftpes://me@192.0.2.1:2121', colour: 'red' });
      assert.deepEqual(entries[3], 7);
    } finally {
      dialog.restore();
    }
  });

  hostTest('duplicates an endpoint beside itself, under a name of its own', async () => {
    const { view, store } = await api();
    await run('duplicateEndpoint', view.topNodes()[0]);
    const names = store.endpoints().map(({ name }) => name);
    assert.deepEqual(names, ['shop', 'shop (copy)', 'ftp.example.com']);
  });

  hostTest('deletes after asking and brings back by Undo', async () => {
    const { view, store } = await api();
    const before = savedEndpoints();
    const dialog = answering({ message: (text, items) => (/Delete/.test(text) ? items.at(-1) : 'Undo') });
    try {
      await run('deleteEndpoint', view.topNodes()[0]);
      assert.equal(dialog.asked.length, 2);
    } finally {
      dialog.restore();
    }
    assert.deepEqual(savedEndpoints(), before);
    const refuse = answering({});
    try {
      await run('deleteEndpoint', view.topNodes()[0]);
    } finally {
      refuse.restore();
    }
    assert.equal(store.endpoints().length, 3);
    const agree = answering({ message: (text, items) => (/^Delete /.test(text) ? items.at(-1) : undefined) });
    try {
      await run('deleteEndpoint', view.topNodes()[0]);
    } finally {
      agree.restore();
    }
    assert.deepEqual(
      store.endpoints().map(({ name }) => name),
      ['shop (copy)', 'ftp.example.com'],
    );
  });

  hostTest('copies as URL and as a command line, without a password', async () => {
    await setSetting('endpoints', [{ url: 'ftp://me:secret@192.0.2.1' }]);
    const { view } = await api();
    const node = await until('one row', () => view.topNodes()[0]);
    await run('copyUrl', node);
    assert.equal(await env.clipboard.readText(), 'ftp://me@192.0.2.1:21');
    await run('copyCommandLine', node);
    assert.equal(await env.clipboard.readText(), 'ftp-diagnose ftp://me@192.0.2.1:21');
  });

  hostTest('moves a password out of the setting into the encrypted store', async () => {
    const { view, passwords, store } = await api();
    const node = await until('a flagged row', () =>
      view.topNodes().find((each) => view.row(each).context.includes('urlpassword')),
    );
    const dialog = answering({});
    try {
      await run('movePassword', node);
    } finally {
      dialog.restore();
    }
    assert.deepEqual(savedEndpoints(), [{ url: 'ftp://me@192.0.2.1:21' }]);
    const [endpoint] = store.endpoints();
    assert.ok(endpoint?.destination.kind === 'server');
    assert.deepEqual(await passwords.find(endpoint.destination.target), {
      password: 'secret',
      refused: false,
    });
    const quiet = answering({});
    try {
      await run('forgetPassword', view.topNodes()[0]);
    } finally {
      quiet.restore();
    }
    assert.equal(await passwords.find(endpoint.destination.target), null);
  });

  hostTest('keeps a change that the editor refuses to write, and writes it after the next save', async () => {
    await reset();
    await setSetting('endpoints', [{ url: 'ftp://old.example' }]);
    const { store, view } = await api();
    await commands.executeCommand('workbench.action.openSettingsJson');
    const editor = await until('settings.json', () =>
      window.visibleTextEditors.find(({ document }) => document.uri.path.endsWith('settings.json')),
    );
    await editor.edit((edit) => edit.insert(editor.document.positionAt(1), '\n  // being edited\n'));
    assert.ok(editor.document.isDirty);
    const writer = new EndpointWriter(store);
    const dialog = answering({});
    try {
      assert.equal(await writer.write(addEndpoint(endpointFor('ftp://new.example'))), false);
      await until('the refusal is told', () => dialog.asked.length > 0);
    } finally {
      dialog.restore();
    }
    const unsaved = view.topNodes()[1];
    assert.ok(unsaved !== undefined);
    assert.match(view.row(unsaved).description, /not saved yet/);
    assert.equal((savedEndpoints() as unknown[]).length, 1);
    await editor.document.save();
    await until('the change is written', () => (savedEndpoints() as unknown[]).length === 2);
    await until('nothing waits any more', () => store.keptCount === 0);
    await commands.executeCommand('workbench.action.closeAllEditors');
  });

  hostTest('never overwrites a setting that is no list', async () => {
    await reset();
    await setSetting('endpoints', { url: 'ftp://hand.example' });
    const { store } = await api();
    const dialog = answering({});
    try {
      assert.equal(
        await new EndpointWriter(store).write(addEndpoint(endpointFor('ftp://new.example'))),
        false,
      );
    } finally {
      dialog.restore();
    }
    assert.deepEqual(savedEndpoints(), { url: 'ftp://hand.example' });
    store.dropKept();
  });

  hostTest('imports what is ticked, and passwords only when ticked', async () => {
    await reset();
    const { store, passwords } = await api();
    const file = join(mkdtempSync(join(tmpdir(), 'ftp-diagnose-import-')), '.netrc');
    writeFileSync(
      file,
      'machine a.example login ann password one\nmachine b.example login bob password two\n',
    );
    const target = window as unknown as Record<string, unknown>;
    const before = target['showQuickPick'];
    const dialog = answering({});
    target['showQuickPick'] = (
      items: readonly { label: string }[],
      options: { title: string },
    ): Promise<unknown> => Promise.resolve(/password/i.test(options.title) ? items.slice(0, 1) : items);
    try {
      await run('importEndpoints', Uri.file(file));
    } finally {
      target['showQuickPick'] = before;
      dialog.restore();
    }
    assert.deepEqual(
      store.endpoints().map(({ name }) => name),
      ['ann@a.example', 'bob@b.example'],
    );
    const known = [];
    for (const { destination } of store.endpoints()) {
      known.push(destination.kind === 'server' ? await passwords.find(destination.target) : null);
    }
    assert.deepEqual(
      known.map((each) => each?.password ?? null),
      ['one', null],
    );
    assert.doesNotMatch(JSON.stringify(savedEndpoints()), /one|two/);
  });

  hostTest('says in one sentence that a file cannot be imported, and imports nothing', async () => {
    await reset();
    const file = join(mkdtempSync(join(tmpdir(), 'ftp-diagnose-import-')), 'sitemanager.xml');
    writeFileSync(file, '<FileZilla3><Servers><Server><Host>x</Servers>');
    const dialog = answering({});
    try {
      await run('importEndpoints', Uri.file(file));
      await run('importEndpoints', Uri.file(`${file}.gone`));
    } finally {
      dialog.restore();
    }
    assert.equal(dialog.asked.length, 2);
    assert.match(dialog.asked[0] ?? '', /Nothing was imported/);
    assert.equal(savedEndpoints(), undefined);
    assert.ok(workspace.workspaceFolders !== undefined);
  });
}
