import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  commands,
  env,
  languages,
  Uri,
  window,
  workspace,
  type CodeAction,
  type Diagnostic,
  type InlayHint,
  Range,
  type TextDocument,
} from 'vscode';
import type { Report } from '../../../src/core/report/report.ts';
import { applyToFile } from '../../../src/extension/timeline/applyToFile.ts';
import { createTranslate } from '../../../src/core/l10n.ts';
import { buildReport } from '../../../src/core/report/buildReport.ts';
import { seedTrace } from '../../support/seed.ts';
import { traceOf } from '../../support/traceText.ts';
import { answering, api, reset, run, savedEndpoints, setSetting } from './extension.ts';
import { hostTest, until } from './hostTest.ts';
import { ReadOnlyFiles } from './readOnlyFiles.ts';

const url = 'ftp://ftpuser@123.56.241.199:2100';

/** The report of a diagnosis with these events, asked for by `target`. */
function reportOf(trace: string, target: string = url): Report {
  const about = { source: { kind: 'probe', target } as const, startedAt: '2026-11-22T07:00:00.000Z' };
  return buildReport(traceOf(trace, about), { t: createTranslate(), lang: 'en', toolVersion: '0' });
}

const seedReport = reportOf(seedTrace);
const stock = 'listen=NO\nlisten_ipv6=YES\nanonymous_enable=NO\nlocal_enable=YES\n';
const block = 'pasv_address=123.56.241.199\npasv_min_port=50000\npasv_max_port=50100\n';

function newFile(name: string, content: string | Uint8Array): Uri {
  const file = join(mkdtempSync(join(tmpdir(), 'ftp-diagnose-server-')), name);
  writeFileSync(file, content);
  return Uri.file(file);
}

function codeOf({ code }: Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

function diagnosed(uri: Uri): readonly Diagnostic[] {
  return languages.getDiagnostics(uri).filter(({ source }) => source === 'FTP Diagnose');
}

async function actionsAt(uri: Uri, diagnostic: Diagnostic): Promise<CodeAction[]> {
  return commands.executeCommand<CodeAction[]>(
    'vscode.executeCodeActionProvider',
    uri,
    diagnostic.range,
    'quickfix',
  );
}

async function perform({ edit, command }: CodeAction): Promise<void> {
  if (edit !== undefined) assert.ok(await workspace.applyEdit(edit));
  if (command !== undefined)
    await commands.executeCommand(command.command, ...((command.arguments ?? []) as unknown[]));
}

/** Opens a file that belongs to an endpoint whose last diagnosis is `report`. */
async function joined(
  content: string,
  report: Report = seedReport,
  name = 'vsftpd.conf',
): Promise<TextDocument> {
  await reset();
  const uri = newFile(name, content);
  await setSetting('endpoints', [{ id: 'seed', name: 'seed', url, configFile: uri.toString() }]);
  (await api()).diagnoses.show('seed', report);
  const document = await workspace.openTextDocument(uri);
  await window.showTextDocument(document);
  return document;
}

async function finding(document: TextDocument): Promise<Diagnostic> {
  return until('the finding in the file', () => diagnosed(document.uri)[0]);
}

/** Answers quick picks in their order: each by the labels to take. */
function picking(...answers: readonly (readonly RegExp[])[]): {
  readonly shown: string[][];
  restore(): void;
} {
  const target = window as unknown as Record<string, unknown>;
  const old = target['showQuickPick'];
  const queue = [...answers];
  const shown: string[][] = [];
  target['showQuickPick'] = (
    items: readonly { readonly label: string }[],
    options?: { readonly canPickMany?: boolean },
  ): Promise<unknown> => {
    shown.push(items.map(({ label }) => label));
    const wanted = queue.shift() ?? [];
    const taken = items.filter(({ label }) => wanted.some((pattern) => pattern.test(label)));
    return Promise.resolve(options?.canPickMany === true ? taken : taken[0]);
  };
  return { shown, restore: () => (target['showQuickPick'] = old) };
}

/** The server's own file: joined with its endpoint, and mended by what was found. */
export function serverFileTests(): void {
  hostTest('a file that was not chosen says nothing of any diagnosis', async () => {
    await joined(stock);
    const other = await workspace.openTextDocument(newFile('vsftpd.conf', stock));
    await window.showTextDocument(other);
    await until('the checks', () => languages.getDiagnostics(other.uri).length > 0);
    assert.deepEqual(diagnosed(other.uri), []);
  });

  hostTest('an endpoint takes the file of an open document, a pasted text, and none again', async () => {
    await reset();
    await setSetting('endpoints', [{ id: 'seed', name: 'seed', url }]);
    const document = await workspace.openTextDocument(newFile('vsftpd.conf', stock));
    await window.showTextDocument(document);
    const { view } = await api();
    const node = view.node('seed');
    const first = picking([new RegExp(`^${document.uri.path}$`)]);
    await run('chooseConfigFile', node);
    first.restore();
    assert.deepEqual(
      first.shown[0]?.slice(-2).map((label) => label.slice(0, 9)),
      ['Browse…', 'Paste its'],
    );
    assert.match(JSON.stringify(savedEndpoints()), new RegExp(document.uri.path));
    // A row stays the one that the editor has drawn until it asks for all rows again.
    const drawn = await until('the endpoint with its file', () => {
      const found = view.node('seed');
      return found?.kind === 'endpoint' && found.entry.endpoint.configFile !== undefined && found;
    });
    const rows = await view.childNodes(drawn);
    assert.ok(rows.some((row) => row.kind === 'config' && view.row(row).label === 'vsftpd.conf'));

    await env.clipboard.writeText(stock);
    const second = picking([/^Paste/]);
    await run('chooseConfigFile', view.node('seed'));
    second.restore();
    const pasted = window.activeTextEditor?.document;
    assert.equal(pasted?.getText(), stock);
    assert.equal(pasted.languageId, 'vsftpd-conf');
    assert.match(JSON.stringify(savedEndpoints()), /"configFile":"untitled:/);

    const third = picking([/^None$/]);
    await run('chooseConfigFile', view.node('seed'));
    third.restore();
    assert.doesNotMatch(JSON.stringify(savedEndpoints()), /configFile/);
  });

  hostTest(
    'the menu at the finding: the fix first, then the other ways, the script, the diagnosis',
    async () => {
      const document = await joined(stock);
      const diagnostic = await finding(document);
      assert.equal(codeOf(diagnostic), 'pasv-private-address');
      assert.match(
        diagnostic.relatedInformation?.[0]?.message ?? '',
        /227 Entering Passive Mode \(172,17,9,135/,
      );
      const actions = await actionsAt(document.uri, diagnostic);
      const titles = actions.map(({ title }) => title);
      for (const part of ['EIP mode', 'ports 50000-50100', 'Copy as shell script', 'Diagnose "seed" again'])
        assert.ok(
          titles.some((title) => title.includes(part)),
          `${part} in ${titles.join(' | ')}`,
        );
      assert.equal(titles.filter((title) => title.startsWith('EIP mode')).length, 1);
      const preferred = actions.filter(({ isPreferred }) => isPreferred === true);
      assert.equal(preferred.length, 1);
      await perform(preferred[0] ?? assert.fail());
      assert.equal(
        document.getText(),
        `listen=YES\nlisten_ipv6=NO\nanonymous_enable=NO\nlocal_enable=YES\n${block}`,
      );
      const after = await until('the word that a restart is left', () =>
        diagnosed(document.uri).find(({ message }) => message.includes('restart vsftpd')),
      );
      assert.match((await actionsAt(document.uri, after))[0]?.title ?? '', /^Diagnose "seed" again$/);
      await commands.executeCommand('workbench.action.files.revert');
    },
  );

  hostTest('a name that the server was asked for by can stand in place of the address', async () => {
    const document = await joined(stock, reportOf(seedTrace, 'ftp://ftpuser@ftp.example.com:2100'));
    const actions = await actionsAt(document.uri, await finding(document));
    const action = actions.find(({ title }) => title.includes('pasv_addr_resolve=YES'));
    await perform(action ?? assert.fail(actions.map(({ title }) => title).join(' | ')));
    assert.match(document.getText(), /pasv_addr_resolve=YES\npasv_address=ftp\.example\.com\n/);
    await commands.executeCommand('workbench.action.files.revert');
  });

  hostTest(
    'where IPv6 clients would lose the server, a second vsftpd is the fix and the single edit warns',
    async () => {
      const both =
        '! resolve ftp.example.com 123.56.241.199 2408:4005:9:135::135\n! connect [2408:4005:9:135::135]:2100 connected unused\n';
      const document = await joined(stock, reportOf(both + seedTrace));
      const diagnostic = await finding(document);
      assert.match(diagnostic.message, /2408:4005:9:135::135/);
      const actions = await actionsAt(document.uri, diagnostic);
      const preferred = actions.find(({ isPreferred }) => isPreferred === true);
      assert.match(preferred?.title ?? '', /second vsftpd/);
      const single = actions.find(({ title }) => title.includes('clients over IPv6 then have no server'));
      assert.ok(single?.edit !== undefined && single.isPreferred !== true);
      await perform(preferred ?? assert.fail());
      assert.equal(document.getText(), `${stock}listen_address6=2408:4005:9:135::135\n`);
      const second = await until('the second file', () =>
        workspace.textDocuments.find(
          ({ uri }) => uri.scheme === 'untitled' && uri.path.endsWith('vsftpd-ipv4.conf'),
        ),
      );
      await until('its text', () => second.getText().endsWith(block));
      assert.equal(second.languageId, 'vsftpd-conf');
      await commands.executeCommand('workbench.action.files.revert');
    },
  );

  hostTest('rules that open the range are copied, or inserted above it as a comment', async () => {
    await reset();
    const document = await workspace.openTextDocument(newFile('vsftpd.conf', `listen=YES\n${block}`));
    await window.showTextDocument(document);
    const copied = picking([/^AWS$/, /^iptables$/], [/^Copy$/]);
    await run('openPassivePorts', document.uri);
    copied.restore();
    assert.deepEqual(copied.shown[0], [
      'Alibaba Cloud',
      'AWS',
      'Azure',
      'Google Cloud',
      'Tencent Cloud',
      'firewalld',
      'ufw',
      'nftables',
      'iptables',
    ]);
    const text = await env.clipboard.readText();
    assert.match(text, /--port 50000-50100/);
    assert.match(text, /--dport 50000:50100/);
    const inserted = picking([/^Alibaba Cloud$/], [/^Insert/]);
    await run('openPassivePorts', document.uri);
    inserted.restore();
    assert.equal(
      document.getText(),
      `listen=YES\npasv_address=123.56.241.199\n# Alibaba Cloud:\n#   Custom TCP, 50000/50100, 0.0.0.0/0\npasv_min_port=50000\npasv_max_port=50100\n`,
    );
    await commands.executeCommand('workbench.action.files.revert');
  });

  hostTest('a save that is refused is followed by the script for the server', async () => {
    const files = workspace.registerFileSystemProvider('rootsfile', new ReadOnlyFiles(stock));
    const asked = answering({
      message: (text, items) => (text.includes('has not been saved') ? items.at(-1) : undefined),
    });
    try {
      await reset();
      const uri = Uri.parse('rootsfile:/etc/vsftpd.conf');
      await setSetting('endpoints', [{ id: 'seed', name: 'seed', url, configFile: uri.toString() }]);
      (await api()).diagnoses.show('seed', seedReport);
      const document = await workspace.openTextDocument(uri);
      await window.showTextDocument(document);
      const actions = await actionsAt(uri, await finding(document));
      await perform(actions.find(({ isPreferred }) => isPreferred === true) ?? assert.fail());
      void document.save().then(undefined, () => undefined);
      await until('the offer of the script', () =>
        asked.asked.some((text) => text.startsWith('/etc/vsftpd.conf has not been saved')),
      );
      await until('what was copied', () => asked.asked.some((text) => text.startsWith('Copied.')));
      const script = await env.clipboard.readText();
      assert.match(script, /^file=\$\{1:-'\/etc\/vsftpd\.conf'\}$/m);
      assert.match(script, /^set\tpasv_address\t123\.56\.241\.199$/m);
      await commands.executeCommand('workbench.action.files.revert');
    } finally {
      asked.restore();
      files.dispose();
    }
  });

  hostTest('a remedy of the timeline is made in the chosen file, fitted to it', async () => {
    const own = 'listen=NO\nlisten_ipv6=NO\npasv_min_port=40000\npasv_max_port=40100\n';
    const document = await joined(own);
    const { store } = await api();
    const endpoint = store.find('seed') ?? assert.fail();
    const remedies = seedReport.findings.flatMap((found) => found.remedies);
    const { edits } = remedies.find(({ id }) => id === 'vsftpd-pasv-address') ?? assert.fail();
    const asked = answering({});
    try {
      void applyToFile(edits, endpoint, seedReport, {
        store,
        writer: { write: () => Promise.resolve(true) },
      });
      await until('the edit', () => document.isDirty);
      await until('the word about it', () =>
        asked.asked.some((text) => text.startsWith('Changed the file.')),
      );
    } finally {
      asked.restore();
    }
    assert.equal(document.getText(), `${own}pasv_address=123.56.241.199\n`);
    await commands.executeCommand('workbench.action.files.revert');
  });

  hostTest('proftpd.conf and pure-ftpd.conf get their own directives', async () => {
    const proftpd = await joined(
      'ServerName "shop"\n# MasqueradeAddress 1.2.3.4\n',
      seedReport,
      'proftpd.conf',
    );
    const fixes = await commands.executeCommand<CodeAction[]>(
      'vscode.executeCodeActionProvider',
      proftpd.uri,
      new Range(0, 0, 0, 0),
      'quickfix',
    );
    await perform(fixes.find(({ isPreferred }) => isPreferred === true) ?? assert.fail());
    assert.equal(
      proftpd.getText(),
      'ServerName "shop"\n# MasqueradeAddress 1.2.3.4\nMasqueradeAddress 123.56.241.199\nPassivePorts 50000 50100\n',
    );
    await commands.executeCommand('workbench.action.files.revert');
    const pure = await workspace.openTextDocument(newFile('pure-ftpd.conf', 'ChrootEveryone yes\n'));
    await window.showTextDocument(pure);
    const titles = (
      await commands.executeCommand<CodeAction[]>(
        'vscode.executeCodeActionProvider',
        pure.uri,
        new Range(0, 0, 0, 0),
        'quickfix',
      )
    ).map(({ title }) => title);
    assert.ok(titles.includes('Serve clients outside NAT…'), titles.join());
  });

  hostTest('numbers are decoded behind their lines', async () => {
    await reset();
    const document = await workspace.openTextDocument(newFile('vsftpd.conf', `local_umask=022\n${block}`));
    await window.showTextDocument(document);
    const hints = await commands.executeCommand<InlayHint[]>(
      'vscode.executeInlayHintProvider',
      document.uri,
      new Range(0, 0, 10, 0),
    );
    assert.deepEqual(
      hints.map(({ label }) => label),
      ['files rw-r--r--, folders rwxr-xr-x', '101 ports'],
    );
  });

  hostTest('UTF-16, too large and endless files get one clear word and stay as they are', async () => {
    await reset();
    const cases: readonly (readonly [Uint8Array, string])[] = [
      [Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(stock, 'utf16le')]), 'utf-16'],
      [Buffer.from('max_clients=5\n'.repeat(150_000)), 'not-checked'],
      [Buffer.from('a'.repeat(2_000_000)), 'not-checked'],
    ];
    for (const [bytes, code] of cases) {
      const uri = newFile('vsftpd.conf', bytes);
      const document = await workspace.openTextDocument(uri);
      await window.showTextDocument(document);
      const word = await until(code, () =>
        languages.getDiagnostics(uri).find((diagnostic) => codeOf(diagnostic) === code),
      );
      assert.equal(word.range.start.line, 0);
      assert.ok(readFileSync(uri.fsPath).equals(bytes));
    }
  });
}
