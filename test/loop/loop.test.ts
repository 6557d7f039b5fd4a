import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { describe, it } from 'node:test';
import { isInstalled } from '../host/editor/install.ts';
import { cli, launchAlone, missing } from '../lab/launch.ts';

const lacking = missing();
const skip = lacking !== null && process.env['CI'] !== 'true' ? lacking : false;
if (skip !== false) process.stdout.write(`The whole loop is skipped. ${skip}\n`);

describe('the whole loop', { skip }, () => {
  it('diagnoses the seed, mends its vsftpd.conf in VS Code, restarts it, and the strict client lists', async () => {
    assert.equal(lacking, null);
    assert.ok(existsSync(cli), 'dist/cli.cjs is missing: run "npm run build"');
    assert.ok(isInstalled('newest'), 'the editor is missing: run "npm run test:loop"');
    const world = new URL('world.ts', import.meta.url).pathname;
    const child = launchAlone(world, ['newest'], ['ignore', 'pipe', 'inherit']);
    let output = '';
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
      process.stdout.write(chunk);
    });
    const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
    assert.match(output, /^\d+ passed, 0 failed$/m);
    assert.equal(status, 0);
  });
});
