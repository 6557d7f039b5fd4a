import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Uri, window } from 'vscode';
import type { Report } from '../../../src/core/report/report.ts';
import type { TreeNode } from '../../../src/extension/endpoints/treeNodes.ts';
import { untrustedTlsServer } from '../editor/imperfectServers.ts';
import { ScriptedServer } from '../../support/scriptedServer.ts';
import { polite, say } from '../../support/scripts.ts';
import { answering, api, reset, run, savedEndpoints, setSetting } from './extension.ts';
import { hostTest, until } from './hostTest.ts';

async function rowOf(url: string, name = 'one'): Promise<TreeNode> {
  await setSetting('endpoints', [{ name, url }]);
  const { view } = await api();
  return until('the row', () => view.topNodes().find((node) => view.row(node).label === name));
}

async function endpointId(): Promise<string> {
  return (await api()).store.endpoints()[0]?.id ?? '';
}

function timelines(label: string): number {
  return window.tabGroups.all.flatMap(({ tabs }) => tabs).filter((tab) => tab.label === label).length;
}

/** A port of the loopback on which nobody listens. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A server that takes connections and never says a word. */
async function silentServer(): Promise<{ port: number; close(): void }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** Tests of diagnoses: practice network, live servers of the loopback, failures. */
export function diagnoseTests(): void {
  hostTest(
    'a click on a practice endpoint that never ran opens its timeline and finds the private address',
    async () => {
      await reset();
      const node = await rowOf('practice://eip-normal');
      const { diagnoses, view } = await api();
      await run('activateNode', node);
      const { report, phase } = diagnoses.state(await endpointId());
      assert.equal(phase, 'done');
      assert.ok(report?.findings.some(({ id }) => id === 'pasv-private-address'));
      assert.equal(report?.source.target, 'practice://eip-normal');
      assert.equal(timelines('one'), 1);
      const children = await view.childNodes(node);
      assert.deepEqual(
        children.filter(({ kind }) => kind === 'mode').map((mode) => view.row(mode).label),
        ['PASV', 'EPSV', 'PORT', 'EPRT'],
      );
      assert.equal(view.badge, 1);
      assert.match(view.row(node).spoken, /problem/);
    },
  );

  hostTest('a second click reveals the same panel and starts nothing', async () => {
    const { diagnoses, view } = await api();
    const before = diagnoses.state(await endpointId()).report;
    const [node] = view.topNodes();
    await run('activateNode', node);
    assert.equal(diagnoses.state(await endpointId()).report, before);
    assert.equal(timelines('one'), 1);
  });

  hostTest('a second diagnosis says what is the same, and a mended one what is fixed', async () => {
    const { diagnoses, view } = await api();
    const [node] = view.topNodes();
    await run('diagnose', node);
    const id = await endpointId();
    assert.ok(diagnoses.state(id).changes?.same.includes('pasv-private-address'));
    const endpoint = (await api()).store.endpoints()[0];
    assert.ok(endpoint !== undefined);
    await diagnoses.diagnose(endpoint, {
      ask: false,
      practiceEdits: [{ op: 'set', option: 'pasv_address', value: '123.56.241.199', file: null }],
    });
    assert.ok(diagnoses.state(id).changes?.fixed.includes('pasv-private-address'));
  });

  hostTest('probes only the modes that are asked for', async () => {
    const { diagnoses, view } = await api();
    await run('probePassive', view.topNodes()[0]);
    const { report } = diagnoses.state(await endpointId());
    assert.deepEqual([...new Set(report?.probes.map(({ mode }) => mode))], ['PASV', 'EPSV']);
  });

  hostTest('keeps reports over a restart, in the language that is chosen', async () => {
    const { diagnoses, history } = await api();
    const id = await endpointId();
    assert.ok((await history.list(id)).length >= 3);
    await setSetting('language', 'zh-cn');
    await diagnoses.load(id);
    const { report } = diagnoses.state(id);
    assert.equal(report?.lang, 'zh-cn');
    assert.match(report.verdict, /\p{Script=Han}/u);
    await setSetting('language', undefined);
  });

  hostTest('keeps no more reports than the setting says, and clears them', async () => {
    const { diagnoses, history, view } = await api();
    const id = await endpointId();
    await setSetting('historySize', 2);
    await run('diagnose', view.topNodes()[0]);
    assert.equal((await history.list(id)).length, 2);
    const dialog = answering({ message: (_text, items) => items.at(-1) });
    try {
      await run('clearHistory');
    } finally {
      dialog.restore();
    }
    assert.equal((await history.list(id)).length, 0);
    assert.equal(diagnoses.state(id).report, null);
  });

  hostTest('exports what the timeline shows as Markdown, HTML and JSON', async () => {
    await reset();
    const node = await rowOf('practice://eip-normal', 'Ünï/code "x"');
    await run('diagnose', node);
    const folder = mkdtempSync(join(tmpdir(), 'ftp-diagnose-export-'));
    const { saveReport } = await import('../../../src/extension/timeline/exportReport.ts');
    const { createEngine } = await import('../../../src/extension/doctor/createEngine.ts');
    const engine = createEngine({ toolVersion: '0.0.0', bundle: () => Promise.resolve({}) });
    const { store, diagnoses } = await api();
    const [endpoint] = store.endpoints();
    const { report } = diagnoses.state(endpoint?.id ?? '');
    assert.ok(endpoint !== undefined && report !== null);
    for (const [format, name, expected] of [
      ['markdown', 'a.md', /pasv_address/],
      ['html', 'a.html', /^<!doctype html>/i],
      ['json', 'a.json', /"ftp-diagnose\/report@1"/],
    ] as const) {
      const dialog = answering({ save: () => Uri.file(join(folder, name)) });
      try {
        await saveReport(engine, endpoint, report, { format, redact: false, language: 'en' });
      } finally {
        dialog.restore();
      }
      assert.match(readFileSync(join(folder, name), 'utf8'), expected);
    }
    const redacted = await engine.write(report, 'json', { redact: true, language: 'en' });
    assert.doesNotMatch(redacted, /123\.56\.241\.199|123,56,241,199/);
    assert.ok((JSON.parse(redacted) as Report).findings.some(({ id }) => id === 'pasv-private-address'));
  });

  hostTest('writes the command-line tool as one file', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'ftp-diagnose-tool-')), 'ftp-diagnose.cjs');
    const dialog = answering({ save: () => Uri.file(file) });
    try {
      await run('saveCommandLineTool');
    } finally {
      dialog.restore();
    }
    assert.match(readFileSync(file, 'utf8'), /^#!\/usr\/bin\/env node/);
  });

  hostTest('says unreachable when nobody listens', async () => {
    await reset();
    const node = await rowOf(`ftp://127.0.0.1:${await closedPort()}`);
    await setSetting('openPanel', 'never');
    const dialog = answering({});
    try {
      await run('diagnose', node);
      await until('one notification', () => dialog.asked.length === 1);
    } finally {
      dialog.restore();
    }
    const { view } = await api();
    assert.match(view.row(node).description, /^unreachable/);
    assert.equal(view.badge, 1);
    assert.equal(timelines('one'), 0);
  });

  hostTest('cancels at once and keeps what was seen', async () => {
    await reset();
    const server = await silentServer();
    try {
      const node = await rowOf(`ftp://127.0.0.1:${server.port}`);
      const { diagnoses } = await api();
      const id = await endpointId();
      const ended = run('diagnose', node);
      await until(
        'the run',
        () => diagnoses.state(id).phase === 'running' && diagnoses.state(id).report !== null,
      );
      const started = Date.now();
      await run('cancel', node);
      await ended;
      assert.ok(Date.now() - started < 1000, `${Date.now() - started} ms`);
      assert.equal(diagnoses.state(id).phase, 'cancelled');
      assert.ok((diagnoses.state(id).report?.events.length ?? 0) > 0);
    } finally {
      server.close();
    }
  });

  hostTest('goes on when its panel is closed, and joins a run instead of starting a second', async () => {
    await reset();
    const node = await rowOf('practice://slow');
    const { diagnoses } = await api();
    const id = await endpointId();
    const first = run('diagnose', node);
    await until('the run', () => diagnoses.isRunning(id));
    const second = run('diagnose', node);
    assert.equal(diagnoses.runningCount, 1);
    const tab = await until('the panel', () =>
      window.tabGroups.all.flatMap(({ tabs }) => tabs).find(({ label }) => label === 'one'),
    );
    await window.tabGroups.close(tab);
    await Promise.all([first, second]);
    assert.equal(diagnoses.state(id).phase, 'done');
    assert.ok(diagnoses.state(id).report?.findings.some(({ id: finding }) => finding === 'greeting-delayed'));
  });

  hostTest(
    'sends a password once, marks it when it is refused, and does not send it again unasked',
    async () => {
      await reset();
      const server = new ScriptedServer({ ...polite, PASS: say('530 Login incorrect.') });
      await server.start();
      try {
        await rowOf(`ftp://ann@127.0.0.1:${server.port}`);
        const { passwords, store, diagnoses } = await api();
        const [endpoint] = store.endpoints();
        assert.ok(endpoint?.destination.kind === 'server');
        const { target } = endpoint.destination;
        const sent = (): number => server.commands.filter((line) => line.startsWith('PASS')).length;
        await diagnoses.diagnose(endpoint, { ask: false });
        assert.equal(diagnoses.state(endpoint.id).phase, 'password-needed');
        assert.equal(sent(), 0);
        await passwords.keep(target, 'xyzzy-7', true);
        await diagnoses.diagnose(endpoint, { ask: false });
        assert.equal(sent(), 1);
        assert.equal((await passwords.find(target))?.refused, true);
        const dialog = answering({});
        try {
          await run('diagnoseAll');
        } finally {
          dialog.restore();
        }
        assert.equal(sent(), 1);
        assert.match(dialog.asked.join(), /needs a password/);
        assert.doesNotMatch(JSON.stringify(diagnoses.state(endpoint.id).report), /xyzzy-7/);
        await passwords.forget(target);
      } finally {
        server.close();
      }
    },
  );

  hostTest(
    'puts a certificate with faults to the person before the password: cancel, once, always this one',
    async () => {
      await reset();
      let server = await untrustedTlsServer();
      try {
        await rowOf(`ftps://127.0.0.1:${server.port}`);
        const { diagnoses, view } = await api();
        const id = await endpointId();
        const sent = (): number => server.commands.filter((line) => line.startsWith('PASS')).length;
        /** Diagnoses with one answer to the question; gives the texts of the questions that were asked. */
        const diagnose = async (answer: string | undefined): Promise<string[]> => {
          const details: string[] = [];
          const dialog = answering({
            message: (_text, [options]) => {
              details.push((options as { detail?: string } | undefined)?.detail ?? '');
              return answer;
            },
          });
          try {
            await run('diagnose', view.topNodes()[0]);
          } finally {
            dialog.restore();
          }
          return details;
        };
        const [question = '', ...more] = await diagnose(undefined);
        assert.equal(more.length, 0);
        assert.match(
          question,
          /Why: .*signed by itself[^]*Subject: .*ftp\.example\.com[^]*SHA-256: [0-9A-F:]{64,}/,
        );
        assert.equal(sent(), 0);
        assert.match(diagnoses.state(id).message ?? '', /certificate was not accepted/);

        assert.equal((await diagnose('Accept once')).length, 1);
        const once = sent();
        assert.ok(once > 0);
        assert.doesNotMatch(JSON.stringify(savedEndpoints()), /certificates/);

        assert.equal((await diagnose('Always accept this certificate')).length, 1);
        assert.match(JSON.stringify(savedEndpoints()), /"certificates":\["[0-9A-F:]{64,}"\]/);
        assert.equal((await diagnose(undefined)).length, 0);
        assert.ok(sent() > once);

        const { port } = server;
        server.close();
        server = await untrustedTlsServer(port);
        assert.equal((await diagnose(undefined)).length, 1, 'another certificate is another question');
        assert.equal(sent(), 0);
      } finally {
        server.close();
      }
    },
  );

  hostTest('passes over a damaged file of the history', async () => {
    await reset();
    const node = await rowOf('practice://healthy');
    await run('diagnose', node);
    const { history, diagnoses } = await api();
    const id = await endpointId();
    const [item] = await history.list(id);
    assert.ok(item !== undefined);
    const storage = join(tmpdirOfStorage(), item.path.split('/')[0] ?? '');
    writeFileSync(
      join(storage, '2099-01-01T00-00-00-000Z-aa.json'),
      '{"schema":"ftp-diagnose/report@1","events":[',
    );
    assert.equal(readdirSync(storage).length, 2);
    diagnoses.forget(id);
    await diagnoses.load(id);
    assert.ok(diagnoses.state(id).report?.findings.some(({ id: finding }) => finding === 'healthy'));
  });
}

/** Where the editor keeps the extension's own files in this run. */
function tmpdirOfStorage(): string {
  const user = process.env['FTP_DIAGNOSE_HOST_USER'] ?? '';
  return join(user, 'globalStorage', 'ftp-diagnose.ftp-diagnose');
}
