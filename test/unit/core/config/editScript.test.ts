import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import fc from 'fast-check';
import { applyEdits } from '../../../../src/core/config/edit.ts';
import { editScript } from '../../../../src/core/config/editScript.ts';
import { decodeFileText, encodeFileText } from '../../../../src/core/config/fileText.ts';
import { createTranslate } from '../../../../src/core/l10n.ts';
import type { RemedyEdit } from '../../../../src/core/report/report.ts';
import { shellQuote } from '../../../../src/core/shellWord.ts';
import { confBytes, remedyEdits } from '../../../support/confFuzz.ts';

const folder = mkdtempSync(join(tmpdir(), 'edit script '));
const t = createTranslate();
const edits: RemedyEdit[] = [
  { op: 'set', option: 'pasv_address', value: '123.56.241.199', file: null },
  { op: 'set', option: 'pasv_min_port', value: '30000', file: null },
  { op: 'set', option: 'pasv_max_port', value: '30100', file: null },
];

after(() => {
  rmSync(folder, { recursive: true });
});

function run(script: string, path: string): { status: number | null; output: string } {
  const file = join(folder, 'script.sh');
  writeFileSync(file, script);
  const result = spawnSync('sh', [file, path], {
    env: { PATH: process.env['PATH'] ?? '', NO_RESTART: '1' },
    encoding: 'utf8',
  });
  return { status: result.status, output: result.stdout + result.stderr };
}

describe('editScript', () => {
  it('makes the same file as applyEdits, byte for byte', () => {
    const path = join(folder, "it's a.conf");
    fc.assert(
      fc.property(confBytes(true), remedyEdits, (bytes, changes) => {
        const expected = applyEdits(decodeFileText(bytes), changes);
        writeFileSync(path, bytes);
        const { output } = run(editScript(changes, path, t), path);
        const wanted = expected.refused.length > 0 ? bytes : encodeFileText(expected.text);
        assert.deepEqual([...readFileSync(path)], [...wanted], output);
      }),
      { numRuns: 40 },
    );
  });

  it('backs the file up, keeps its mode and a link to it, shows the difference and names the ports', () => {
    const path = join(folder, 'real.conf');
    const link = join(folder, 'link.conf');
    writeFileSync(path, 'listen=YES\n');
    chmodSync(path, 0o640);
    symlinkSync(path, link);
    const { status, output } = run(editScript(edits, link, t), link);
    assert.equal(status, 0, output);
    assert.match(output, /^\+pasv_address=123\.56\.241\.199$/m);
    assert.match(output, /30000-30100/);
    assert.equal(statSync(path).mode & 0o777, 0o640);
    const backup = readdirSync(folder).find((name) => name.startsWith('link.conf.') && name.endsWith('.bak'));
    assert.equal(readFileSync(join(folder, backup ?? ''), 'utf8'), 'listen=YES\n');
    assert.match(run(editScript(edits, link, t), link).output, /already; nothing was changed/);
  });

  it('touches neither a missing file nor one with zero bytes', () => {
    const path = join(folder, 'binary.conf');
    writeFileSync(path, 'listen=YES\0\n');
    assert.equal(run(editScript(edits, path, t), path).status, 1);
    assert.equal(readFileSync(path, 'utf8'), 'listen=YES\0\n');
    assert.match(run(editScript(edits, null, t), join(folder, 'none')).output, /no such file/);
  });

  it('holds nothing that a hostile report could run', () => {
    const hostile: RemedyEdit[] = [
      { op: 'set', option: 'listen', value: "YES'; touch pwned; '", file: null },
      { op: 'set', option: 'x`touch pwned`', value: '1', file: null },
      { op: 'set', option: 'ftpd_banner', value: '$(touch pwned)\nEND_OF_EDITS\ntouch pwned', file: null },
    ];
    const path = join(folder, "a'b$(touch pwned).conf");
    writeFileSync(path, 'listen=NO\n');
    const script = editScript(hostile, path, t);
    writeFileSync(join(folder, 'hostile.sh'), script);
    spawnSync('sh', [join(folder, 'hostile.sh')], {
      cwd: folder,
      env: { PATH: process.env['PATH'] ?? '', NO_RESTART: '1' },
    });
    assert.equal(readFileSync(path, 'utf8'), "listen=YES'; touch pwned; '\n");
    assert.equal(readdirSync(folder).includes('pwned'), false);
  });

  it('quotes any text as one shell word', () => {
    const { stdout } = spawnSync('sh', ['-c', `printf %s ${shellQuote('a\'b\\ "$x"\n')}`], {
      encoding: 'utf8',
    });
    assert.equal(stdout, 'a\'b\\ "$x"\n');
  });
});
