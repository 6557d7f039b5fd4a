import assert from 'node:assert/strict';
import { Server, Socket } from 'node:net';
import { describe, it, mock } from 'node:test';
import type { DialResult, Transport } from '../../../src/core/node/transport.ts';
import { traceFromReport } from '../../../src/core/report/readReport.ts';
import type { Report } from '../../../src/core/report/report.ts';
import { practiceScenarios, startPractice } from '../../../src/practice/index.ts';
import { diagnosePractice, reportOf, runPractice } from '../../support/practiceRun.ts';

/** Short, so that what is dropped costs little; long enough for a busy machine. */
const timeoutMs = 2000;

const ids = ({ findings }: Report): string[] => findings.map(({ id }) => id);

describe('a practice scenario', { concurrency: 8 }, () => {
  for (const { name, expected, also, absent, password } of practiceScenarios) {
    it(`${name} is diagnosed as ${expected}`, async () => {
      const report = await runPractice(name, timeoutMs);
      const found = ids(report);
      for (const id of [expected, ...also])
        assert.ok(found.includes(id), `${id} is missing: ${found.join(' ')}`);
      for (const id of absent) assert.ok(!found.includes(id), `${id} is wrong here`);
      assert.equal(report.source.target, `practice://${name}`);
      assert.equal(report.source.kind, 'practice');
      const text = JSON.stringify(report);
      assert.ok(!text.includes(password), 'the password is in the report');
      assert.ok(!/"PASS (?!\*)/.test(text), 'a PASS command is not masked');
      const trace = traceFromReport(JSON.parse(text));
      assert.ok(!('fault' in trace), `the report cannot be read back: ${JSON.stringify(trace)}`);
      assert.deepEqual(reportOf(trace).findings, report.findings);
    });
  }

  it('whose fault is a setting is healthy for PASV after the edits of its own remedies', async () => {
    const before = await runPractice('eip-normal', timeoutMs);
    const edits = before.findings
      .find(({ id }) => id === 'pasv-private-address')
      ?.remedies.filter(({ alternative, weakens }) => !alternative && !weakens)
      .flatMap((remedy) => remedy.edits);
    const after = await runPractice('eip-normal', timeoutMs, edits);
    assert.ok(ids(after).includes('healthy'), ids(after).join(' '));
    assert.equal(after.probes.find(({ mode }) => mode === 'PASV')?.outcome, 'ok');
  });
});

/** Keeps every address that the engine asks for and every one that it is told. */
function recording(transport: Transport): { transport: Transport; told: Set<string> } {
  const told = new Set<string>();
  const note = (result: DialResult): DialResult => {
    told.add(result.remote.address);
    if (result.local !== null) told.add(result.local.address);
    return result;
  };
  return {
    told,
    transport: {
      ...transport,
      resolve: (host, family) => transport.resolve(host, family),
      dial: async (remote, limits) => note(await transport.dial(remote, limits)),
      listen: (address, ports) => transport.listen(address, ports),
      ownAddresses: () => transport.ownAddresses(),
      broadcastAddresses: () => transport.broadcastAddresses(),
      interfaceTo: (address) => transport.interfaceTo(address),
    },
  };
}

describe('the practice network', () => {
  it('tells the engine scenario addresses only, and opens sockets on 127.0.0.1 only', async () => {
    const connect = mock.method(Socket.prototype, 'connect');
    const listen = mock.method(Server.prototype, 'listen');
    try {
      for (const name of ['eip-normal', 'wrong-address', 'active-only']) {
        const practice = await startPractice(name);
        const { transport, told } = recording(practice.transport);
        await diagnosePractice(practice, 300, transport);
        practice.close();
        assert.ok(told.size > 1);
        for (const address of told) assert.doesNotMatch(address, /^127\./, name);
      }
      const dialled = connect.mock.calls.map(({ arguments: [first] }) => JSON.stringify(first));
      assert.ok(dialled.length > 20);
      for (const options of dialled) assert.match(options, /"host":"127\.0\.0\.1"/);
      const bound = listen.mock.calls.map(({ arguments: words }) => (words as unknown[]).slice(0, 2));
      assert.ok(bound.length > 10);
      for (const words of bound) assert.deepEqual(words, [0, '127.0.0.1']);
    } finally {
      connect.mock.restore();
      listen.mock.restore();
    }
  });

  it('leaves nothing open behind it', async () => {
    const before = process.getActiveResourcesInfo().filter((name) => name.startsWith('TCP')).length;
    await runPractice('active-blocked', 300);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const after = process.getActiveResourcesInfo().filter((name) => name.startsWith('TCP')).length;
    assert.ok(after <= before, `${after - before} sockets are left`);
  });
});
