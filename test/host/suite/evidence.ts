import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  commands,
  DataTransfer,
  DataTransferItem,
  DiagnosticSeverity,
  Disposable,
  EventEmitter,
  env,
  extensions,
  FileType,
  languages,
  MarkdownString,
  Position,
  Range,
  Selection,
  TabInputCustom,
  TabInputWebview,
  Uri,
  window,
  workspace,
  WorkspaceEdit,
  type CodeAction,
  type CodeLens,
  type Diagnostic,
  type FileSystemProvider,
  type Hover,
  type TextDocument,
} from 'vscode';
import type { Report } from '../../../src/core/report/report.ts';
import { eipCapture, manySessions, packedCapture, paste, secret } from '../../support/evidenceFiles.ts';
import { watchTasks } from '../../support/longestTask.ts';
import { api, extensionId, reset, run } from './extension.ts';
import { hostTest, until } from './hostTest.ts';

const folder = mkdtempSync(join(tmpdir(), 'ftp-diagnose-evidence-'));
const lines = paste.split('\n');

function file(name: string, content: string | Uint8Array): Uri {
  const path = join(folder, name);
  writeFileSync(path, content);
  return Uri.file(path);
}

function lineOf(text: string): number {
  return lines.findIndex((line) => line.includes(text));
}

/** Our diagnostics on a document, by line. */
function findingsOn(uri: Uri): Map<number, Diagnostic> {
  const ours = languages.getDiagnostics(uri).filter(({ source }) => source === 'FTP');
  return new Map(ours.map((diagnostic) => [diagnostic.range.start.line, diagnostic]));
}

async function openText(content: string, language = 'plaintext'): Promise<TextDocument> {
  const document = await workspace.openTextDocument({ content, language });
  await window.showTextDocument(document);
  return document;
}

/** The open text that holds the paste, whatever has the focus. */
function pastedDocument(): TextDocument {
  const found = workspace.textDocuments.find((each) => each.isUntitled && each.getText() === paste);
  assert.ok(found !== undefined);
  return found;
}

/** The report of the newest case, once it is there. */
async function newestReport(): Promise<Report> {
  const { cases } = (await api()).evidence;
  const id = await until('a case', () => cases.ids().at(-1));
  await cases.settled(id);
  const report = cases.report(id);
  assert.ok(report !== null, cases.state(id).message ?? '');
  return report;
}

function tabsOf(kind: 'ftpDiagnose.evidence' | 'ftpDiagnose.capture'): number {
  return window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(
      ({ input }) =>
        (input instanceof TabInputWebview && input.viewType.includes(kind)) ||
        (input instanceof TabInputCustom && input.viewType === kind),
    ).length;
}

async function closeEverything(): Promise<void> {
  await reset();
  const { cases } = (await api()).evidence;
  await until('no case is held', () => cases.ids().length === 0);
}

/** A file system that only the editor can read, as of a remote repository. */
function readOnlyFiles(content: ReadonlyMap<string, Uint8Array>): FileSystemProvider {
  const refuse = (): never => {
    throw new Error('read only');
  };
  return {
    onDidChangeFile: new EventEmitter<never>().event,
    watch: () => new Disposable(() => undefined),
    stat: ({ path }) => ({
      type: FileType.File,
      ctime: 0,
      mtime: 0,
      size: content.get(path)?.length ?? 0,
    }),
    readDirectory: () => [],
    createDirectory: refuse,
    readFile: ({ path }) => content.get(path) ?? refuse(),
    writeFile: refuse,
    delete: refuse,
    rename: refuse,
  };
}

async function opensCapture(uri: Uri): Promise<void> {
  const { cases } = (await api()).evidence;
  await commands.executeCommand('vscode.open', uri);
  const report = await newestReport();
  assert.equal(report.findings[0]?.id, 'pasv-private-address');
  await until('its editor', () => tabsOf('ftpDiagnose.capture') === 1);
  await commands.executeCommand('workbench.action.closeAllEditors');
  await until('the case is forgotten', () => cases.ids().length === 0);
}

/** Tests of captures, logs and the clipboard as evidence. */
export function evidenceTests(): void {
  hostTest('opens captures by themselves in the timeline, packed ones too', async () => {
    await closeEverything();
    await opensCapture(file('client.pcap', eipCapture()));
    await opensCapture(file('client.pcap.gz', packedCapture()));
  });

  hostTest('opens a capture that only the editor can read', async () => {
    const files = readOnlyFiles(new Map([['/a.pcap', eipCapture()]]));
    const registered = workspace.registerFileSystemProvider('evidence-test', files, { isReadonly: true });
    try {
      await opensCapture(Uri.from({ scheme: 'evidence-test', path: '/a.pcap' }));
    } finally {
      registered.dispose();
    }
  });

  hostTest('says in one sentence that a file is no capture', async () => {
    const { cases } = (await api()).evidence;
    await commands.executeCommand('vscode.open', file('picture.pcap', Buffer.from([137, 80, 78, 71])));
    const id = await until('a case', () => cases.ids().at(-1));
    await cases.settled(id);
    assert.equal(cases.state(id).phase, 'failed');
    assert.match(cases.state(id).message ?? '', /^"picture\.pcap" is no capture: [^\n]*\.$/);
    await closeEverything();
  });

  hostTest(
    'diagnoses the log in the editor: findings stand on its lines, the timeline beside it',
    async () => {
      const document = await openText(paste);
      await run('diagnoseLog');
      const report = await newestReport();
      assert.equal(report.control.peer, '123.56.241.199');
      await until('its timeline', () => tabsOf('ftpDiagnose.evidence') === 1);
      const found = await until('diagnostics', () => {
        const now = findingsOn(document.uri);
        return now.size > 0 && now;
      });
      const reply = found.get(lineOf('227 Entering'));
      assert.equal(reply?.severity, DiagnosticSeverity.Error);
      assert.match(reply.message, /172\.17\.9\.135/);
      assert.ok((reply.relatedInformation?.length ?? 0) >= 3);
      assert.equal(found.get(lineOf('500 Illegal'))?.severity, DiagnosticSeverity.Warning);
      assert.equal(found.get(lineOf('PASS'))?.severity, DiagnosticSeverity.Information);
      assert.ok(found.has(lineOf('LISTEN      3756')));
      assert.equal(found.get(lineOf('ftp: bind'))?.severity, DiagnosticSeverity.Warning);
    },
  );

  hostTest(
    'explains a line where one points at it, with the first remedy and a way to the timeline',
    async () => {
      const { uri } = pastedDocument();
      const place = new Position(lineOf('227 Entering'), 3);
      const hovers = await commands.executeCommand<Hover[]>('vscode.executeHoverProvider', uri, place);
      const words = hovers
        .flatMap(({ contents }) => contents)
        .map((content) => (content instanceof MarkdownString ? content.value : ''))
        .join('\n');
      assert.match(words, /private address/);
      assert.match(words, /First\\:/);
      assert.match(words, /command:ftpDiagnose\.revealEvidence\?/);
      const actions = await commands.executeCommand<CodeAction[]>(
        'vscode.executeCodeActionProvider',
        uri,
        new Range(place, place),
      );
      const show = actions.find(({ command }) => command?.command === 'ftpDiagnose.revealEvidence');
      assert.match(show?.title ?? '', /Show in the timeline/);
      await commands.executeCommand(
        'ftpDiagnose.revealEvidence',
        ...((show?.command?.arguments ?? []) as unknown[]),
      );
      const lenses = await commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', uri);
      assert.deepEqual(
        lenses.map(({ command }) => command?.command),
        ['ftpDiagnose.revealEvidence', 'ftpDiagnose.diagnoseLogAgain', 'ftpDiagnose.clearLogFindings'],
      );
    },
  );

  hostTest('findings follow their lines through edits and leave a text that is another one', async () => {
    // The timeline beside it may have the focus.
    const { document } = await until(
      'the text',
      () => window.activeTextEditor ?? window.visibleTextEditors[0],
    );
    const insert = new WorkspaceEdit();
    insert.insert(document.uri, new Position(0, 0), 'one\ntwo\n');
    await workspace.applyEdit(insert);
    const line = lineOf('227 Entering') + 2;
    await until('the finding has moved', () =>
      findingsOn(document.uri).get(line)?.message.includes('172.17.9.135'),
    );
    const change = new WorkspaceEdit();
    change.replace(document.uri, new Range(line, 0, line, 999), 'something else');
    await workspace.applyEdit(change);
    await until('the finding has left the line', () => !findingsOn(document.uri).has(line));
    assert.ok(findingsOn(document.uri).size > 0);
    const replace = new WorkspaceEdit();
    replace.replace(document.uri, new Range(0, 0, document.lineCount, 0), 'a shopping list\n');
    await workspace.applyEdit(replace);
    await until('no finding is left', () => findingsOn(document.uri).size === 0);
  });

  hostTest(
    'diagnoses anew on demand, clears when asked, and forgets with the text and its timeline',
    async () => {
      await closeEverything();
      const { cases } = (await api()).evidence;
      const { uri } = await openText(paste);
      await run('diagnoseLog');
      await until('diagnostics', () => findingsOn(uri).size > 0);
      await run('clearLogFindings', uri);
      assert.equal(findingsOn(uri).size, 0);
      await run('diagnoseLogAgain', cases.ids()[0]);
      await until('diagnostics again', () => findingsOn(uri).size > 0);
      const panel = await until('its timeline', () =>
        window.tabGroups.all
          .flatMap(({ tabs }) => tabs)
          .find(
            ({ input }) =>
              input instanceof TabInputWebview && input.viewType.includes('ftpDiagnose.evidence'),
          ),
      );
      await window.tabGroups.close(panel);
      assert.ok(findingsOn(uri).size > 0, 'the findings went with the timeline');
      await run('diagnoseLogAgain', cases.ids()[0]);
      assert.ok(findingsOn(uri).size > 0);
      await until('the timeline again', () => tabsOf('ftpDiagnose.evidence') === 1);
      await closeEverything();
      assert.equal(findingsOn(uri).size, 0);
    },
  );

  hostTest('diagnoses the selected lines only, and keeps their numbers', async () => {
    const { uri } = await openText(`${manySessions(3)}${paste}`);
    const editor = window.activeTextEditor;
    assert.ok(editor !== undefined);
    editor.selection = new Selection(6, 0, 18, 0);
    await run('diagnoseLog', uri);
    const { cases } = (await api()).evidence;
    await newestReport();
    assert.equal(cases.state(cases.ids()[0] ?? '').reports.length, 2);
    assert.deepEqual(
      [...(await until('diagnostics', () => findingsOn(uri).size > 0 && findingsOn(uri))).keys()],
      [17],
    );
    await closeEverything();
  });

  hostTest('reads the bytes of a log that was opened in another encoding', async () => {
    const { extensionPath = '' } = extensions.getExtension(extensionId) ?? {};
    const uri = Uri.file(join(extensionPath, 'test', 'fixtures', 'transcripts', 'netkit-gbk.txt'));
    await window.showTextDocument(await workspace.openTextDocument(uri));
    await run('diagnoseLog');
    const report = await newestReport();
    assert.ok(report.events.some((event) => event.kind === 'dial' && event.outcome === 'unreachable'));
    await closeEverything();
  });

  hostTest('diagnoses the clipboard, whose lines can be looked at, and says when it is empty', async () => {
    await env.clipboard.writeText(paste);
    await run('diagnoseClipboard');
    const report = await newestReport();
    assert.equal(report.findings[0]?.id, 'pasv-private-address');
    assert.doesNotMatch(JSON.stringify(report), new RegExp(secret));
    const { cases } = (await api()).evidence;
    const source = cases.evidence(cases.ids()[0] ?? '')?.sources[0]?.uri ?? '';
    const document = await workspace.openTextDocument(Uri.parse(source));
    await window.showTextDocument(document);
    assert.equal(document.lineAt(lineOf('227 Entering')).text, lines[lineOf('227 Entering')]);
    await until('diagnostics', () => findingsOn(document.uri).has(lineOf('227 Entering')));
    await closeEverything();
    await env.clipboard.writeText('  ');
    await run('diagnoseClipboard');
    assert.equal(cases.ids().length, 0);
  });

  hostTest('takes several files as one case, as the explorer gives them', async () => {
    const [dialogue, hosts] = paste.split('服务器上:');
    const uris = [file('dialogue.txt', dialogue ?? ''), file('server.txt', hosts ?? '')];
    await run('diagnoseSelectedFiles', uris[0], uris);
    const report = await newestReport();
    assert.deepEqual(report.sources.map(({ file: name }) => name).sort(), ['dialogue.txt', 'server.txt']);
    assert.match(report.findings[0]?.explanation ?? '', /nobody came/);
    await closeEverything();
  });

  hostTest('takes the captures of both ends as one case, which knows where a packet got lost', async () => {
    await closeEverything();
    const root = extensions.getExtension(extensionId)?.extensionUri ?? Uri.file('/');
    const [client, server] = ['client', 'server'].map((end) =>
      Uri.joinPath(root, 'test', 'fixtures', 'captures', 'lab', `range-dropped-curl-${end}.pcap`),
    );
    await run('diagnoseSelectedFiles', client, [client, server]);
    const report = await newestReport();
    assert.deepEqual(report.sources.map(({ file: name }) => name).sort(), [
      'range-dropped-curl-client.pcap',
      'range-dropped-curl-server.pcap',
    ]);
    assert.equal(report.findings[0]?.id, 'pasv-ports-blocked');
    assert.match(report.findings[0].explanation, /left here and never arrived there/);
    assert.equal(tabsOf('ftpDiagnose.evidence'), 1);
    await closeEverything();
  });

  hostTest('takes files that are dropped on the view, by place or with what they hold', async () => {
    const { evidence } = await api();
    const uri = file('dropped.log', paste);
    const places = new DataTransfer();
    places.set('text/uri-list', new DataTransferItem(`# from somewhere\r\n${uri.toString()}\r\n`));
    await evidence.actions.drop(places);
    assert.equal((await newestReport()).source.file, 'dropped.log');
    await closeEverything();
    const capture = new DataTransfer();
    capture.set('text/uri-list', new DataTransferItem(file('dropped.pcap', eipCapture()).toString()));
    await evidence.actions.drop(capture);
    await until('the editor of captures', () => tabsOf('ftpDiagnose.capture') === 1);
    await closeEverything();
  });

  hostTest('keeps nothing of evidence, and the password is in no report and no export', async () => {
    const { evidence, history } = await api();
    await run('diagnoseFiles', file('a.pcap', eipCapture()));
    const report = await newestReport();
    const { createEngine } = await import('../../../src/extension/doctor/createEngine.ts');
    const engine = createEngine({ toolVersion: '0.0.0', bundle: () => Promise.resolve({}) });
    for (const format of ['markdown', 'html', 'json', 'text'] as const) {
      const text = await engine.write(report, format, { redact: false, language: 'en' });
      assert.doesNotMatch(text, new RegExp(secret));
    }
    for (const id of evidence.cases.ids()) assert.deepEqual(await history.list(id), []);
    await closeEverything();
  });

  hostTest('keeps answering while a large log is read, and stops when it is told to', async () => {
    const { cases, actions } = (await api()).evidence;
    const uri = file('large.log', manySessions(2000).repeat(12));
    const longestTask = watchTasks();
    const reading = actions.files([uri]);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const longest = longestTask();
    assert.ok(longest < 500, `the extension host was held for ${longest} ms`);
    const id = cases.ids()[0] ?? '';
    if (cases.state(id).phase === 'running') {
      cases.cancel(id);
      await reading;
      assert.equal(cases.state(id).phase, 'cancelled');
    }
    await closeEverything();
  });
}

/** Tests of evidence where the workspace is not trusted. */
export function restrictedEvidenceTests(): void {
  hostTest('opens captures and diagnoses logs in an untrusted workspace', async () => {
    assert.equal(workspace.isTrusted, false);
    await opensCapture(file('untrusted.pcap', eipCapture()));
    const { uri } = await openText(paste);
    await run('diagnoseLog');
    await until('diagnostics', () => findingsOn(uri).size > 0);
    await closeEverything();
  });
}
