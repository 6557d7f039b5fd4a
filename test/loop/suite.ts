import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import {
  commands,
  DiagnosticSeverity,
  env,
  languages,
  Selection,
  Uri,
  window,
  workspace,
  type CodeAction,
  type Diagnostic,
  type TextDocument,
} from 'vscode';
import type { Report } from '../../src/core/report/report.ts';
import { parseDestination } from '../../src/extension/endpoints/endpoint.ts';
import { account, address } from '../lab/scenario.ts';
import { answering, api, run, savedEndpoints, setSetting } from '../host/suite/extension.ts';
import { hostTest, runHostTests, until } from '../host/suite/hostTest.ts';
import { askWorld } from './hand.ts';

const file = Uri.file('/run/lab/vsftpd.conf');
const url = `ftp://${account.user}@${address.eip}:${address.controlPort}`;
const before = readFileSync(file.fsPath, 'utf8');

function shown(): readonly Diagnostic[] {
  return languages.getDiagnostics(file).filter(({ source }) => source === 'FTP Diagnose');
}

function codes(): string[] {
  return shown()
    .map(({ code }) => String(typeof code === 'object' ? code.value : code))
    .sort();
}

async function diagnose(): Promise<Report> {
  const { store, view } = await api();
  const [endpoint] = store.endpoints();
  assert.ok(endpoint);
  const report = await run<Report | null>('diagnose', view.node(endpoint.id));
  assert.ok(report);
  return report;
}

async function actionsAt(document: TextDocument, diagnostic: Diagnostic): Promise<CodeAction[]> {
  return commands.executeCommand<CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    diagnostic.range,
    'quickfix',
  );
}

/** Takes the row of a quick pick whose label fits. */
function picking(label: RegExp): { restore(): void } {
  const target = window as unknown as Record<string, unknown>;
  const old = target['showQuickPick'];
  target['showQuickPick'] = (items: readonly { readonly label: string }[]): Promise<unknown> =>
    Promise.resolve(items.find((item) => label.test(item.label)));
  return { restore: () => (target['showQuickPick'] = old) };
}

async function theDocument(): Promise<TextDocument> {
  const document = await workspace.openTextDocument(file);
  await window.showTextDocument(document);
  return document;
}

function ids(report: Report): string[] {
  return report.findings.filter(({ severity }) => severity !== 'info').map(({ id }) => id);
}

function loopTests(): void {
  hostTest('the strict client logs in and gets no listing', async () => {
    const { output } = await askWorld({ ask: 'strict-client' });
    assert.match(output, /230 Login successful/);
    assert.doesNotMatch(output, /readme\.txt/);
  });

  hostTest('the diagnosis finds the private address in the 227', async () => {
    const { passwords } = await api();
    await setSetting('endpoints', [{ name: 'seed', url }]);
    const parsed = parseDestination(url);
    assert.ok('destination' in parsed && parsed.destination.kind === 'server');
    await passwords.keep(parsed.destination.target, account.password, false);
    const report = await diagnose();
    assert.ok(ids(report).includes('pasv-private-address'), ids(report).join());
  });

  hostTest("the server's own vsftpd.conf is chosen once and shows the finding with its 227", async () => {
    const { store, view } = await api();
    const document = await theDocument();
    assert.equal(document.languageId, 'vsftpd-conf');
    assert.deepEqual(shown(), []);
    const picked = picking(/\/run\/lab\/vsftpd\.conf$/);
    try {
      await run('chooseConfigFile', view.node(store.endpoints()[0]?.id ?? ''));
    } finally {
      picked.restore();
    }
    assert.match(JSON.stringify(savedEndpoints()), /"configFile":"file:\/\/\/run\/lab\/vsftpd\.conf"/);
    await until('the finding in the file', () => codes().includes('pasv-private-address'));
    const [diagnostic] = shown();
    assert.ok(diagnostic);
    assert.equal(diagnostic.severity, DiagnosticSeverity.Error);
    assert.match(
      diagnostic.relatedInformation?.[0]?.message ?? '',
      /227 Entering Passive Mode \(172,17,9,135,\d+,\d+\)\./,
    );
  });

  hostTest('a shell script for the server makes the same edits as the quick fix', async () => {
    const document = await theDocument();
    const [diagnostic] = shown();
    assert.ok(diagnostic);
    const actions = await actionsAt(document, diagnostic);
    const script = actions.find(({ title }) => title === 'Copy as shell script');
    assert.ok(script?.command, actions.map(({ title }) => title).join(' | '));
    await commands.executeCommand(script.command.command, ...((script.command.arguments ?? []) as unknown[]));
    const text = await env.clipboard.readText();
    assert.match(text, /^#!\/bin\/sh\n/);
    const result = await askWorld({ ask: 'script', script: text, text: before });
    const fix = actions.find(({ isPreferred }) => isPreferred === true);
    assert.ok(fix?.edit);
    await workspace.applyEdit(fix.edit);
    assert.equal(result.text, document.getText());
    assert.match(result.output, /50000-50100/);
    await commands.executeCommand('undo');
    assert.equal(document.getText(), before);
  });

  hostTest('the preferred quick fix sets what the remedy says, and is saved', async () => {
    const document = await theDocument();
    const diagnostic = await until('the finding after the undo', () =>
      shown().find(({ severity }) => severity === DiagnosticSeverity.Error),
    );
    const editor = await window.showTextDocument(document);
    // Auto Fix takes the preferred fix at the cursor, once the window has taken notice of cursor and diagnostic.
    for (let tries = 0; tries < 20 && !document.isDirty; tries++) {
      editor.selection = new Selection(diagnostic.range.start, diagnostic.range.start);
      await commands.executeCommand('editor.action.autoFix');
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    assert.ok(document.isDirty, 'no preferred fix was made');
    const reminder = answering({});
    try {
      assert.ok(await document.save());
      await until('the reminder to restart', () =>
        reminder.asked.some((text) => text.startsWith('Saved. Restart vsftpd')),
      );
    } finally {
      reminder.restore();
    }
    assert.equal(
      readFileSync(file.fsPath, 'utf8'),
      `${before}pasv_address=${address.eip}\npasv_min_port=50000\npasv_max_port=50100\n`,
    );
  });

  hostTest('until the restart the diagnosis says that the file is not in force', async () => {
    const report = await diagnose();
    assert.equal(ids(report)[0], 'pasv-address-not-in-force');
    await until('the word in the file', () => codes().includes('pasv-address-not-in-force'));
    assert.ok(shown().every(({ severity }) => severity === DiagnosticSeverity.Information));
  });

  hostTest('after the restart the strict client and our PASV probe list', async () => {
    await askWorld({ ask: 'restart' });
    const { output } = await askWorld({ ask: 'strict-client' });
    assert.match(output, /227 Entering Passive Mode \(123,56,241,199,/);
    assert.doesNotMatch(output, /^229 /m);
    assert.match(output, /readme\.txt/);
    const report = JSON.parse((await askWorld({ ask: 'pasv-probe' })).output) as Report;
    assert.deepEqual(
      report.probes.map(({ mode, outcome, transfer }) => [mode, outcome, transfer?.outcome]),
      [['PASV', 'ok', 'ok']],
    );
  });

  hostTest('another diagnosis, started from the file, finds the fault gone', async () => {
    const document = await theDocument();
    const [diagnostic] = shown();
    assert.ok(diagnostic);
    const again = (await actionsAt(document, diagnostic)).find(
      ({ title }) => title === 'Diagnose "seed" again',
    );
    assert.ok(again?.command);
    const report = await commands.executeCommand<Report>(
      again.command.command,
      ...((again.command.arguments ?? []) as unknown[]),
    );
    assert.ok(!ids(report).some((id) => id.startsWith('pasv-')), ids(report).join());
    await until('an empty list', () => shown().length === 0);
    assert.deepEqual(
      (await api()).diagnoses.state(await onlyId()).changes?.fixed.includes('pasv-private-address'),
      true,
    );
  });
}

async function onlyId(): Promise<string> {
  return (await api()).store.endpoints()[0]?.id ?? '';
}

/** What test-electron calls in the extension host. */
export async function runLoop(): Promise<void> {
  loopTests();
  await runHostTests();
}
export { runLoop as run };
