import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import type { Report } from '../../src/core/report/report.ts';
import type { ClientsPlayed } from './clients/main.ts';
import { clientTable, compare, observedIn, type Cell } from './clients/verdict.ts';
import { cli, launchAlone, missing, resultOf } from './launch.ts';

/** Faults and healthy set-ups in which clients part ways. */
const scenarios = [
  'seed-eip-normal',
  'seed-silent',
  'eip-on-nic',
  'wrong-address',
  'wrong-address-silent',
  'carrier-address',
  'loopback-address',
  'stock-pasv-address',
  'separate-data-host',
  'hairpin',
  'range-dropped',
  'range-rejected-reset',
  'range-rejected-host-prohibited',
  'private-and-dropped',
  'active-public',
  'active-disabled',
  'passive-disabled',
  'passive-disabled-public',
  'epsv-refused',
  'helper-home',
  'helper-cloud',
  'two-public-addresses',
  'hidden-client',
  'listing-forbidden',
  'proftpd-private',
  'pure-ftpd-private',
  'pyftpdlib-private',
  'pyftpdlib-blank-behind-address',
  'pyftpdlib-blanks-behind-commas',
  'tls-explicit',
  'tls-seed',
  'proftpd-tls',
  'proftpd-tls-no-reuse',
] as const;

/** Cells that nobody can foretell from the diagnosis, and why. */
const openCells: Readonly<Record<string, readonly string[]>> = {
  // The listing came through the advertised address, and the same port at the control peer is not dialled then.
  'separate-data-host': ['lftp set ftp:ignore-pasv-address yes', 'curl --disable-epsv', 'ftplib'],
  // It fetches a file where only listings are forbidden.
  'listing-forbidden': ['busybox'],
  // A listing in active mode is still pending, after which nothing is opened: a fresh handshake was not tried.
  'proftpd-tls': ['ftplib', 'wget'],
  'proftpd-tls-no-reuse': ['ftplib', 'wget'],
  // Whether wget's data connection resumes under TLS 1.3 is chance.
  'tls-explicit': ['wget'],
};

const lacking = missing();
const skip = lacking !== null && process.env['CI'] !== 'true' ? lacking : false;
const atOnce = 3;
const cells: Cell[] = [];

async function play(name: string): Promise<void> {
  const main = new URL('clients/main.ts', import.meta.url).pathname;
  const child = launchAlone(main, [name, cli, '--timeout', '3'], ['ignore', 'pipe', 'pipe']);
  const { diagnosis, tried } = (await resultOf(child, name)) as ClientsPlayed;
  const report = JSON.parse(diagnosis.stdout) as Report;
  const observed = observedIn(report);
  const found = tried.map((each) => compare(name, report, observed, each));
  cells.push(...found);
  const wrong = found.filter(({ complaint }) => complaint !== null);
  assert.deepEqual(
    wrong.map(({ client, complaint }) => `${client}: ${complaint ?? ''}`),
    [],
  );
  const open = found.filter(({ foretold }) => foretold === 'unknown').map(({ client }) => client);
  assert.deepEqual(open.sort(), [...(openCells[name] ?? [])].sort(), 'what is not foretold');
}

describe('real clients do what the report foretells', { skip, concurrency: atOnce }, () => {
  before(() => {
    assert.equal(lacking, null);
    assert.ok(existsSync(cli), 'dist/cli.cjs is missing: run "npm run build"');
  });
  for (const name of scenarios) it(name, () => play(name));
  after(() => {
    const order = new Map<string, number>(scenarios.map((name, index) => [name, index]));
    cells.sort(
      (a, b) =>
        (order.get(a.scenario) ?? 0) - (order.get(b.scenario) ?? 0) || a.client.localeCompare(b.client),
    );
    process.stdout.write(`\n${clientTable(cells)}\n`);
  });
});
