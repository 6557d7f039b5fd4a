import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  parseDestination,
  unsavedEndpoint,
  type Endpoint,
} from '../../../../src/extension/endpoints/endpoint.ts';
import { caseCommandLine } from '../../../../src/extension/evidence/caseCommandLine.ts';
import { evidenceEndpoint } from '../../../../src/extension/evidence/evidenceEndpoint.ts';
import { manySessions, paste, reportsOf } from '../../../support/evidenceFiles.ts';

function endpoint(url: string): Endpoint {
  const parsed = parseDestination(url);
  assert.ok(!('fault' in parsed));
  return unsavedEndpoint(parsed.destination);
}

describe('the endpoint that evidence is about', () => {
  it('is the saved one with the same server and port, whoever logs in', async () => {
    const [report] = await reportsOf({ 'paste.txt': paste });
    assert.ok(report !== undefined);
    const shop = endpoint('ftp://shop@123.56.241.199:2100');
    const saved = [endpoint('ftp://123.56.241.199'), endpoint('practice://healthy'), shop];
    assert.equal(evidenceEndpoint(report, 'paste.txt', saved), shop);
  });

  it('is one of its own where none is saved, also when the server is unknown', async () => {
    const [report] = await reportsOf({ 'paste.txt': paste });
    const [log] = await reportsOf({ 'v.log': manySessions(1) });
    assert.ok(report !== undefined && log !== undefined);
    const own = evidenceEndpoint(report, 'paste.txt', []);
    assert.deepEqual([own.name, own.id], ['paste.txt', 'url:ftp://123.56.241.199:2100']);
    assert.equal(evidenceEndpoint(log, 'v.log', []).name, 'v.log');
  });
});

describe('the command line of a case', () => {
  it('names the files, and standard input once for what has no path', () => {
    const source = (path: string | null) => ({
      name: 'x',
      uri: null,
      path,
      load: () => Promise.reject(new Error('not asked')),
    });
    const sources = [source('/tmp/a b.pcap'), source(null), source('/tmp/c.log'), source(null)];
    assert.equal(
      caseCommandLine({ id: '', name: '', sources }),
      "ftp-diagnose explain '/tmp/a b.pcap' - /tmp/c.log",
    );
  });
});
