import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  commands,
  DiagnosticSeverity,
  env,
  languages,
  MarkdownString,
  Range,
  Uri,
  window,
  workspace,
  WorkspaceEdit,
  type CodeAction,
  type CompletionList,
  type Diagnostic,
  type DocumentSymbol,
  type Hover,
  type TextDocument,
} from 'vscode';
import { answering, reset, run, setSetting } from './extension.ts';
import { hostTest, until } from './hostTest.ts';

const clean = 'listen=YES\nlisten_ipv6=NO\nanonymous_enable=NO\nlocal_enable=YES\n';

function codes(found: readonly Diagnostic[]): string[] {
  return found.map(({ code }) => String(typeof code === 'object' ? code.value : code));
}

async function open(name: string, content: string | Uint8Array): Promise<TextDocument> {
  const file = join(mkdtempSync(join(tmpdir(), 'ftp-diagnose-conf-')), name);
  writeFileSync(file, content);
  const document = await workspace.openTextDocument(Uri.file(file));
  await window.showTextDocument(document);
  return document;
}

/** Waits until the Problems of a document hold exactly these codes. */
async function problems(document: TextDocument, wanted: readonly string[]): Promise<readonly Diagnostic[]> {
  const now = (): string[] => codes(languages.getDiagnostics(document.uri)).sort();
  await until(
    `${wanted.join(', ')} in ${document.uri.path}`,
    () => JSON.stringify(now()) === JSON.stringify([...wanted].sort()),
    10_000,
  ).catch(() => assert.deepEqual(now(), [...wanted].sort()));
  return languages.getDiagnostics(document.uri);
}

async function actions(document: TextDocument, range: Range, kind?: string): Promise<CodeAction[]> {
  return commands.executeCommand<CodeAction[]>('vscode.executeCodeActionProvider', document.uri, range, kind);
}

async function applyPreferred(document: TextDocument, diagnostic: Diagnostic): Promise<void> {
  const found = await actions(document, diagnostic.range, 'quickfix');
  const action = found.find(({ isPreferred }) => isPreferred === true);
  assert.ok(action, `no preferred fix: ${found.map(({ title }) => title).join(', ')}`);
  if (action.edit !== undefined) assert.ok(await workspace.applyEdit(action.edit));
  if (action.command !== undefined)
    await commands.executeCommand(action.command.command, ...((action.command.arguments ?? []) as unknown[]));
}

/** Answers the boxes in which something is typed, in order. */
function typing(answers: readonly string[]): { restore(): void } {
  const target = window as unknown as Record<string, unknown>;
  const before = target['createInputBox'];
  const queue = [...answers];
  target['createInputBox'] = (): unknown => {
    let accept = (): void => undefined;
    let hidden = (): void => undefined;
    const nothing = { dispose: () => undefined };
    return {
      value: '',
      buttons: [],
      onDidAccept: (listener: () => void) => ((accept = listener), nothing),
      onDidHide: (listener: () => void) => ((hidden = listener), nothing),
      onDidChangeValue: () => nothing,
      onDidTriggerButton: () => nothing,
      show(this: { value: string }) {
        this.value = queue.shift() ?? '';
        setTimeout(() => accept(), 10);
      },
      hide: () => hidden(),
      dispose: () => undefined,
    };
  };
  return { restore: () => (target['createInputBox'] = before) };
}

/** vsftpd.conf in the editor. */
export function vsftpdConfTests(): void {
  hostTest('vsftpd.conf is its own language wherever it lies, and other .conf files are not', async () => {
    await reset();
    for (const name of [
      'vsftpd.conf',
      'vsftpd.conf.rpmnew',
      'vsftpd.conf.bak',
      'vsftpd-ipv4.conf',
      'vsftpd.conf.j2',
    ])
      assert.equal((await open(name, clean)).languageId, 'vsftpd-conf', name);
    assert.notEqual((await open('nginx.conf', clean)).languageId, 'vsftpd-conf');
  });

  hostTest(
    'Problems of vsftpd.conf appear, follow the typing, and the preferred fix mends them',
    async () => {
      await reset();
      const document = await open('vsftpd.conf', `${clean}max_clients =5\n`);
      const [first] = (await problems(document, ['blank-before-equals', 'serve-outside-nat'])).filter(
        ({ source, severity }) => source === 'vsftpd' && severity === DiagnosticSeverity.Error,
      );
      assert.match(first?.message ?? '', /500 OOPS: unrecognised variable in config file: max_clients /);
      assert.ok(first);
      await applyPreferred(document, first);
      assert.equal(document.getText(), `${clean}max_clients=5\n`);
      await problems(document, ['serve-outside-nat']);
      await document.save();
    },
  );

  hostTest(
    'a fix is followed, once its file is saved, by the restart that it needs; typing is not',
    async () => {
      await reset();
      const document = await open('vsftpd.conf', `${clean}max_clients =5\n`);
      const [first] = (await problems(document, ['blank-before-equals', 'serve-outside-nat'])).filter(
        ({ severity }) => severity === DiagnosticSeverity.Error,
      );
      assert.ok(first);
      const saving = answering({});
      const reminders = (): number =>
        saving.asked.filter((text) => text.startsWith('Saved. Restart vsftpd where this file is used'))
          .length;
      try {
        await applyPreferred(document, first);
        assert.equal(reminders(), 0);
        await document.save();
        await until('the reminder to restart', () => reminders() === 1);
        const edit = new WorkspaceEdit();
        edit.insert(document.uri, document.positionAt(0), '# typed\n');
        assert.ok(await workspace.applyEdit(edit));
        await document.save();
        await new Promise((resolve) => setTimeout(resolve, 300));
        assert.equal(reminders(), 1);
      } finally {
        saving.restore();
      }
    },
  );

  hostTest('fix-all mends what has one right answer and nothing else', async () => {
    await reset();
    const document = await open('vsftpd.conf', `${clean}Write_Enable = on\n  # x\nlocal_umask=22\n`);
    await problems(document, [
      'bad-boolean',
      'blank-after-equals',
      'blank-before-equals',
      'decimal-mode',
      'indented-comment',
      'serve-outside-nat',
      'wrong-case-option',
    ]);
    const whole = new Range(0, 0, document.lineCount, 0);
    const [action] = await actions(document, whole, 'source.fixAll.vsftpd');
    assert.ok(action?.edit);
    await workspace.applyEdit(action.edit);
    assert.equal(document.getText(), `${clean}write_enable=YES\n# x\nlocal_umask=22\n`);
  });

  hostTest('the bytes that a document hides are judged: byte order mark, line ends, encoding', async () => {
    await reset();
    const marked = await open('vsftpd.conf', `\ufeff${clean}`);
    await problems(marked, ['byte-order-mark', 'serve-outside-nat']);
    await run('removeByteOrderMark', marked.uri);
    assert.equal(readFileSync(marked.uri.fsPath, 'utf8'), clean);
    await problems(marked, ['serve-outside-nat']);

    const windows = await open('vsftpd.conf', clean.replaceAll('\n', '\r\n'));
    const found = await problems(windows, ['carriage-return', 'serve-outside-nat']);
    const cr = found.find((diagnostic) => codes([diagnostic])[0] === 'carriage-return');
    assert.ok(cr);
    await applyPreferred(windows, cr);
    assert.equal(windows.getText(), clean);

    const gbk = await open(
      'vsftpd.conf',
      Buffer.concat([Buffer.from([0x23, 0xb1, 0xbb, 0x0a]), Buffer.from(`${clean}x =1\n`)]),
    );
    const wrong = await problems(gbk, ['unknown-option', 'wrong-encoding', 'serve-outside-nat']);
    for (const { range } of wrong) {
      const titles = (await actions(gbk, range)).map(({ title }) => title);
      assert.ok(
        titles.every((title) => title.includes('Encoding')),
        titles.join(', '),
      );
    }
  });

  hostTest('"Serve clients outside NAT" writes the complete block, which then has no problem', async () => {
    await reset();
    await setSetting('vsftpdBuild', '3.0.3-debian');
    const stock = 'listen=NO\nlisten_ipv6=YES\nanonymous_enable=NO\nlocal_enable=YES\n';
    const document = await open('vsftpd.conf', stock);
    const [hint] = await problems(document, ['serve-outside-nat']);
    assert.ok(hint);
    const titles = (await actions(document, hint.range)).map(({ title }) => title);
    assert.ok(
      titles.includes('Serve clients outside NAT…') && titles.some((title) => title.startsWith('EIP mode')),
      titles.join(),
    );
    const typed = typing(['123.56.241.199', '30000-30100']);
    const target = window as unknown as Record<string, unknown>;
    const before = target['showInformationMessage'];
    target['showInformationMessage'] = (_text: string, ...items: string[]): Promise<unknown> =>
      Promise.resolve(items[0]);
    try {
      await run('serveOutsideNat', document.uri);
    } finally {
      typed.restore();
      target['showInformationMessage'] = before;
      await setSetting('vsftpdBuild', undefined);
    }
    assert.equal(
      document.getText(),
      'listen=YES\nlisten_ipv6=NO\nanonymous_enable=NO\nlocal_enable=YES\npasv_address=123.56.241.199\npasv_min_port=30000\npasv_max_port=30100\n',
    );
    await problems(document, []);
    const saving = answering({});
    try {
      await document.save();
      await until('the reminder to restart', () =>
        saving.asked.some((text) => text.startsWith('Saved. Restart')),
      );
    } finally {
      saving.restore();
    }
    const script = await env.clipboard.readText();
    assert.match(script, /^#!\/bin\/sh\n/);
    assert.match(script, /^set\tpasv_address\t123\.56\.241\.199$/m);
  });

  hostTest('completion, hover, outline and links know the options', async () => {
    await reset();
    const document = await open(
      'vsftpd.conf',
      `# Users\n${clean}local_umask=022\nlocal_root=/srv/ftp\npasv\n`,
    );
    const list = await commands.executeCommand<CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      document.positionAt(document.getText().length - 1),
    );
    assert.ok(list.items.some(({ label }) => label === 'pasv_address'));
    const [hover] = await commands.executeCommand<Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      document.positionAt(document.getText().indexOf('local_umask') + 2),
    );
    const text = JSON.stringify(
      hover?.contents.map((part) => (part instanceof MarkdownString ? part.value : '')),
    );
    assert.match(text, /files rw-r--r--, folders rwxr-xr-x/);
    const [section] = await commands.executeCommand<DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      document.uri,
    );
    assert.equal(section?.name, 'Users');
    assert.ok(section.children.some(({ name, detail }) => name === 'local_root' && detail === '/srv/ftp'));
    const links = await commands.executeCommand<{ target?: Uri }[]>(
      'vscode.executeLinkProvider',
      document.uri,
    );
    assert.ok(links.some(({ target }) => target?.path === '/srv/ftp'));
  });

  typingTests();
}

/** How long a keystroke takes while a long file is checked. */
export function typingTests(): void {
  hostTest('checking keeps up with typing on a file of 100 kB', async () => {
    await reset();
    const lines = Array.from({ length: 2600 }, (_, index) => `# comment number ${index} of a long file`).join(
      '\n',
    );
    const document = await open('vsftpd.conf', `${clean}${lines.slice(0, 99_000)}\n`);
    await problems(document, ['serve-outside-nat']);
    const times: number[] = [];
    const editor = await window.showTextDocument(document);
    for (let key = 0; key < 30; key++) {
      const started = performance.now();
      await editor.edit((builder) => builder.insert(document.positionAt(document.getText().length), 'x'));
      times.push(performance.now() - started);
    }
    times.sort((a, b) => a - b);
    console.log(`# keystroke on 100 kB: median ${times[15]?.toFixed(1)} ms, p95 ${times[28]?.toFixed(1)} ms`);
    assert.ok((times[15] ?? 0) < 100);
  });
}
