import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { flavourNamed } from '../../src/core/config/flavour.ts';
import type { AgreementCase, AgreementResult } from './agreement/case.ts';
import { agreementCases } from './agreement/cases.ts';
import { disagreements } from './agreement/predict.ts';
import { launchAlone, missing } from './launch.ts';
import { packaged } from './world/serverProgram.ts';

const lacking = missing();
const skip = lacking !== null && process.env['CI'] !== 'true' ? lacking : false;
const program = packaged('vsftpd', 'usr/sbin/vsftpd');
const folder = mkdtempSync(join(tmpdir(), 'agreement-'));

async function onTheBench(argument: string): Promise<string> {
  const main = new URL('agreement/workbench.ts', import.meta.url).pathname;
  const child = launchAlone(main, [program, argument], ['ignore', 'pipe', 'pipe']);
  let out = '';
  let errors = '';
  child.stdout?.setEncoding('utf8').on('data', (chunk) => (out += String(chunk)));
  child.stderr?.setEncoding('utf8').on('data', (chunk) => (errors += String(chunk)));
  const status = await new Promise((resolve) => child.once('close', resolve));
  assert.equal(status, 0, errors);
  return out;
}

/** Whose build is installed; the version text does not say. */
function vendor(): string {
  const packages = spawnSync('dpkg-query', ['--version']);
  if (packages.status === 0) return 'debian';
  const release = readFileSync('/etc/os-release', 'utf8');
  return /suse/i.test(release) ? 'opensuse' : /fedora|rhel|centos/i.test(release) ? 'fedora' : 'upstream';
}

async function tryAll(cases: readonly AgreementCase[]): Promise<AgreementResult[]> {
  const lanes = Math.max(1, Math.min(4, cpus().length));
  const parts = Array.from({ length: lanes }, (_, lane) =>
    cases.filter((_case, index) => index % lanes === lane),
  );
  const outputs = await Promise.all(
    parts.map((part, lane) => {
      const file = join(folder, `cases${lane}.json`);
      writeFileSync(file, JSON.stringify(part));
      return onTheBench(file);
    }),
  );
  return outputs.flatMap((out) =>
    out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as AgreementResult),
  );
}

describe('the checker and the real vsftpd', { skip }, () => {
  it('agree on which files it starts with, on its words, and on what clients meet', async () => {
    assert.equal(lacking, null);
    const { ended, said } = JSON.parse(await onTheBench('-v')) as { ended: number; said: string };
    const version = /^vsftpd: version ([0-9.]+)/.exec(said)?.[1] ?? '';
    const id = vendor() === 'upstream' ? version : `${version}-${vendor()}`;
    const flavour = flavourNamed(id);
    assert.ok(flavour, `"vsftpd -v" says "${said.trim()}" (${ended}); no column of the table is named ${id}`);

    const cases = agreementCases();
    const results = new Map((await tryAll(cases)).map((result) => [result.name, result]));
    rmSync(folder, { recursive: true });
    const listed: string[] = [];
    let [starts, refuses, visited] = [0, 0, 0];
    for (const one of cases) {
      const result = results.get(one.name);
      assert.ok(result, one.name);
      if (result.started) starts++;
      else refuses++;
      if (result.greeting !== null) visited++;
      for (const text of disagreements(one, result, flavour)) listed.push(`${one.name}: ${text}`);
    }
    process.stdout.write(
      `\n${flavour.label}: ${cases.length} files, ${starts} start, ${refuses} are refused, ` +
        `${visited} met a client; ${listed.length} disagreements\n${listed.map((line) => `  ${line}\n`).join('')}`,
    );
    assert.ok(cases.length > 400 && starts > 100 && refuses > 100 && visited > 50);
    assert.deepEqual(listed, []);
  });
});
