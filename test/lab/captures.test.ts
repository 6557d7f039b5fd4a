import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Report } from '../../src/core/report/report.ts';
import { compareCapture, kinds, type Comparison } from './captures/compare.ts';
import { cli, launchAlone, missing, missingPrograms, resultOf } from './launch.ts';

/** Where the dialogue, the data connections or their fate differ; each is recorded at the client and at the server. */
const scenarios = [
  'seed-eip-normal',
  'seed-silent',
  'eip-on-nic',
  'wrong-address',
  'wrong-address-silent',
  'carrier-address',
  'separate-data-host',
  'hairpin',
  'quoted-address',
  'range-dropped',
  'range-rejected-reset',
  'range-rejected-host-prohibited',
  'range-rejected-port-unreachable',
  'range-partly-open',
  'mtu-black-hole',
  'data-dropped-after-handshake',
  'active-public',
  'active-blocked',
  'active-other-address',
  'active-disabled',
  'passive-disabled',
  'helper-home',
  'helper-cloud',
  'helper-cloud-tls',
  'two-public-addresses',
  'hidden-client',
  'two-backends',
  'both-families',
  'ipv6-only',
  'ipv6-range-dropped',
  'docker',
  'wrong-password',
  'chroot-writable',
  'gbk-names',
  'far-away',
  'proftpd-private',
  'proftpd-tls',
  'pure-ftpd-private',
  'tls-explicit',
  'tls-seed',
  'tls-chroot-writable',
  'tls-self-signed',
] as const;

/** Most of a scenario is waiting, so several play at once. */
const atOnce = 4;

const lacking = missing() ?? missingPrograms(['tcpdump', 'tshark']);
const skip = lacking !== null && process.env['CI'] !== 'true' ? lacking : false;
const rows: { readonly name: string; readonly compared: Comparison }[] = [];

async function play(name: string, folder: string): Promise<void> {
  const main = new URL('captures/main.ts', import.meta.url).pathname;
  const options = [cli, '--timeout', '2', '--samples', '2'];
  const child = launchAlone(main, [name, folder, ...options], ['ignore', 'pipe', 'pipe']);
  await resultOf(child, name);
  const complaints: string[] = [];
  for (const point of ['client', 'server']) {
    const compared = await compareCapture(join(folder, `${point}.pcap`));
    rows.push({ name: `${name}, ${point}`, compared });
    complaints.push(...compared.complaints.map((line) => `${point}: ${line}`));
  }
  assert.deepEqual(complaints, []);
  explainBoth(name, folder);
}

/** What `explain` must say of both captures of a scenario together. */
const twoPoints: Readonly<Record<string, RegExp>> = {
  'range-dropped': /left here and never arrived there.*the server itself never saw it/s,
  'range-rejected-host-prohibited': /arriving there, and no answer to it/,
  'helper-cloud':
    /the reply was “227 [^”]*\(172,17,9,135,[^”]*”; the client received “227 [^”]*\(123,56,241,199,/,
  'helper-home':
    /The client sent “(?:PORT|EPRT) [^”]*192[.,]168[.,]0[.,]130[^”]*”.*arrived as “(?:PORT|EPRT) [^”]*125[.,]120[.,]45[.,]15/s,
  'active-blocked': /the client’s own firewall drops it/,
};

function explainBoth(name: string, folder: string): void {
  const expected = twoPoints[name];
  if (expected === undefined) return;
  const files = ['client', 'server'].map((point) => join(folder, `${point}.pcap`));
  const { stdout } = spawnSync(process.execPath, [cli, 'explain', ...files, '--json'], {
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  const { reports } = JSON.parse(stdout) as { reports: Report[] };
  const words = reports.flatMap(({ findings }) => findings.map(({ explanation }) => explanation));
  assert.ok(
    words.some((text) => expected.test(text)),
    `no report of both captures says ${String(expected)}`,
  );
}

/** What tshark found, kind by kind, and what of it the importer found otherwise. */
function table(): string {
  const width = Math.max(0, ...rows.map(({ name }) => name.length));
  const line = (name: string, cells: readonly string[]): string =>
    [name.padEnd(width + 7), ...cells.map((cell) => cell.padStart(12))].join('');
  const body = [...rows]
    .sort((a, b) => a.name.localeCompare(b.name))
    .map(({ name, compared }) => {
      const isRight = compared.complaints.length === 0;
      const cells = [...kinds.map((kind) => compared.counts[kind]), compared.complaints.length].map(String);
      return line(`${isRight ? 'right' : 'WRONG'}  ${name}`, cells);
    });
  const fields = rows
    .flatMap(({ compared }) => Object.values(compared.counts))
    .reduce((sum, n) => sum + n, 0);
  const differing = rows.reduce((sum, { compared }) => sum + compared.complaints.length, 0);
  return [
    line('tshark found, fields compared', [...kinds, 'found other']),
    ...body,
    `${rows.length} captures of ${scenarios.length} scenarios, ${fields} fields compared with tshark, ${differing} differ`,
  ].join('\n');
}

describe('the importer and tshark read the same in the lab’s captures', { skip, concurrency: atOnce }, () => {
  const folder = skip === false ? mkdtempSync(join(tmpdir(), 'ftp-captures-')) : '';
  before(() => {
    assert.equal(lacking, null);
    assert.ok(existsSync(cli), 'dist/cli.cjs is missing: run "npm run build"');
  });
  for (const name of scenarios) it(name, () => play(name, mkdtempSync(join(folder, `${name}-`))));
  after(() => {
    rmSync(folder, { recursive: true, force: true });
    process.stdout.write(`\n${table()}\n`);
  });
});
