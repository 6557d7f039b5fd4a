import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { env, extensions, workspace } from 'vscode';
import { api, extensionId, reset, run, setSetting } from './extension.ts';
import { hostTest, until } from './hostTest.ts';

/** What loading our file and activating may take together, in milliseconds. */
const activationLimitMs = 50;

const load = createRequire(__filename);

/** How long it takes to load a file anew: the least of five, since the machine has other work. */
function loadTime(file: string): number {
  const times = Array.from({ length: 5 }, () => {
    Reflect.deleteProperty(load.cache, file);
    const started = performance.now();
    load(file);
    return performance.now() - started;
  });
  return Math.min(...times);
}

/** Notes what our bundle does to files and sockets, until it is told to stop; the host's own work is not noted. */
function watchOurs(): () => string[] {
  const seen: string[] = [];
  const fileSystem = load('node:fs') as Record<string, unknown>;
  const promises = load('node:fs/promises') as Record<string, unknown>;
  const sockets = (load('node:net') as { Socket: { prototype: Record<string, unknown> } }).Socket.prototype;
  const undo = [
    [fileSystem, ['readFile', 'readFileSync', 'open', 'openSync', 'readdirSync', 'createReadStream']],
    [promises, ['readFile', 'open', 'readdir']],
    [sockets, ['connect']],
  ].flatMap(([object, names]) =>
    (names as string[]).map((name) => {
      const target = object as Record<string, unknown>;
      const original = target[name] as (...args: unknown[]) => unknown;
      target[name] = function (this: unknown, ...args: unknown[]): unknown {
        if (/dist[\\/](?:extension|cli)\.cjs/.test(new Error().stack ?? '')) seen.push(name);
        return original.apply(this, args);
      };
      return () => {
        target[name] = original;
      };
    }),
  );
  return () => {
    for (const each of undo) each();
    return seen;
  };
}

/** Must come first: nothing has asked for the engine yet. */
export function activationTests(): void {
  hostTest('activates in time, with nothing loaded but its own file', async () => {
    const extension = extensions.getExtension(extensionId);
    assert.equal(extension?.isActive, false);
    const watched = watchOurs();
    const { activation } = await api();
    assert.deepEqual(watched(), [], 'a file is read or a socket is opened');
    assert.ok(!Object.keys(load.cache).some((file) => file.endsWith('cli.cjs')), 'the engine is loaded');
    const loadMs = loadTime(join(extension.extensionPath, 'dist', 'extension.cjs'));
    const { wallMs, workMs } = activation;
    console.log(
      `# activation: ${loadMs.toFixed(1)} ms to load, ${workMs.toFixed(1)} ms of work in ${wallMs.toFixed(1)} ms`,
    );
    assert.ok(loadMs + workMs < activationLimitMs, `${loadMs + workMs} ms`);
  });
}

/** Restricted Mode: the extension is whole, and nothing of the workspace counts. */
export function restrictedTests(): void {
  hostTest('diagnoses in Restricted Mode', async () => {
    assert.equal(workspace.isTrusted, false);
    await reset();
    await setSetting('endpoints', [{ name: 'one', url: 'practice://eip-normal' }]);
    const { view, diagnoses, store } = await api();
    const node = await until('the row', () => view.topNodes()[0]);
    await run('diagnose', node);
    const { report } = diagnoses.state(store.endpoints()[0]?.id ?? '');
    assert.ok(report?.findings.some(({ id }) => id === 'pasv-private-address'));
  });

  hostTest('takes no endpoint from a workspace', () => {
    const inspected = workspace.getConfiguration('ftpDiagnose').inspect('endpoints');
    assert.equal(inspected?.workspaceValue, undefined);
    return Promise.resolve();
  });
}

/** Simplified Chinese: rows, titles and reports. */
export function chineseTests(): void {
  hostTest('speaks Simplified Chinese where the editor does', async () => {
    assert.equal(env.language, 'zh-cn');
    await reset();
    await setSetting('endpoints', [{ name: 'one', url: 'practice://eip-normal' }]);
    const { view, diagnoses, store } = await api();
    const node = await until('the row', () => view.topNodes()[0]);
    assert.match(view.row(node).description, /从未诊断/);
    await run('diagnose', node);
    const { report } = diagnoses.state(store.endpoints()[0]?.id ?? '');
    assert.equal(report?.lang, 'zh-cn');
    assert.match(report.verdict, /\p{Script=Han}/u);
    assert.match(view.row(node).description, /个问题/);
    const { contributes } = extensions.getExtension(extensionId)?.packageJSON as {
      contributes: { commands: readonly { title: string | { value: string } }[] };
    };
    for (const { title } of contributes.commands) {
      assert.match(typeof title === 'string' ? title : title.value, /\p{Script=Han}/u);
    }
  });
}
