import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { before, describe, it } from 'node:test';
import { cli, launchAlone, missing, missingPrograms, resultOf } from './launch.ts';
import type { ServiceRun } from './service.ts';

const lacking = missing() ?? missingPrograms(['service', 'start-stop-daemon', 'ps']);
const skip = lacking !== null && process.env['CI'] !== 'true' ? lacking : false;
if (skip !== false) process.stdout.write(`The runs of the shell script are skipped. ${skip}\n`);

describe('the shell script of a remedy, on the server of the seed', { skip }, () => {
  let runs: Readonly<Record<string, ServiceRun>> = {};
  const run = (name: string): ServiceRun => {
    const found = runs[name];
    assert.ok(found, name);
    return found;
  };

  before(async () => {
    assert.equal(lacking, null);
    assert.ok(existsSync(cli), 'dist/cli.cjs is missing: run "npm run build"');
    const service = new URL('service.ts', import.meta.url).pathname;
    runs = (await resultOf(
      launchAlone(service, [cli], ['ignore', 'pipe', 'pipe']),
      'service',
    )) as typeof runs;
  });

  for (const [name, asked] of [
    ['service', ''],
    ['init script alone', ''],
    ['rc-service', 'rc-service vsftpd restart\n'],
    ['systemctl', 'systemctl restart vsftpd\n'],
  ] as const) {
    it(`mends the file, restarts vsftpd and PASV works: ${name}`, () => {
      const { status, output, pasv, asEditor, asked: heard } = run(name);
      assert.equal(status, 0, output);
      assert.match(output, /^vsftpd was restarted and listens on port 2100$/m);
      assert.match(output, /^Open these TCP ports .*: 50000-50100$/m);
      assert.ok(asEditor, 'the file differs from what the code action makes');
      assert.equal(pasv, 'ok');
      assert.equal(heard, asked);
    });
  }

  for (const name of ['service', 'systemctl']) {
    it(`says that vsftpd does not run, and how to go back: ${name}`, () => {
      const { status, output, pasv } = run(`${name}, a file that vsftpd refuses`);
      assert.equal(status, 1, output);
      assert.match(output, /^vsftpd does not run with this file/m);
      assert.match(output, /^ {2}cp -p \/etc\/vsftpd\.conf\.\d+\.bak \/etc\/vsftpd\.conf$/m);
      assert.equal(pasv, 'skipped');
    });
  }

  it('does not take a server for restarted that its manager never started', () => {
    for (const [name, words] of [
      ['no manager', /^No service manager was found/m],
      ['a server that was started by hand', /^vsftpd was not restarted: what listens was not started/m],
    ] as const) {
      const { status, output, pasv, asEditor } = run(name);
      assert.equal(status, 1, output);
      assert.match(output, words);
      assert.ok(asEditor);
      assert.equal(pasv, 'failed');
    }
  });

  it('asks nobody for a restart where inetd or a socket unit starts vsftpd', () => {
    const { status, output } = run('no listener');
    assert.equal(status, 0, output);
    assert.match(output, /nothing needs a restart/);
  });
});
