import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { commandLine, needDisplay, windowArguments } from '../../host/editor/desktop.ts';

const options = { data: '/d', extensions: '/e', sample: '/s', vsix: '/x.vsix', settings: {} };

describe('the desktop VS Code', () => {
  it('is started on Windows through its shell with every argument in quotes, elsewhere as it is', () => {
    const args = ['--user-data-dir=C:\\my files\\data', '--wait'];
    assert.deepEqual(commandLine('win32', 'C:\\VS Code\\bin\\code.cmd', args), {
      command: '"C:\\VS Code\\bin\\code.cmd"',
      args: ['"--user-data-dir=C:\\my files\\data"', '"--wait"'],
      shell: true,
    });
    assert.deepEqual(commandLine('darwin', '/opt/my code', args), {
      command: '/opt/my code',
      args,
      shell: false,
    });
  });

  it('goes without Chromium’s sandbox for root on Linux only, where it does not work', () => {
    const has = (platform: NodeJS.Platform, user: number | null): boolean =>
      windowArguments(options, { platform, env: {}, user }).includes('--no-sandbox');
    assert.deepEqual(
      [has('linux', 0), has('linux', 1000), has('darwin', 0), has('win32', null)],
      [true, false, false, false],
    );
  });

  it('does not declare every folder trusted that a person opens in it', () => {
    const args = windowArguments(options, { platform: 'linux', env: {}, user: 1000 });
    assert.ok(!args.includes('--disable-workspace-trust'));
  });

  it('needs a display on Linux', () => {
    const at = (platform: NodeJS.Platform, env: NodeJS.ProcessEnv) => () => {
      needDisplay({ platform, env, user: 0 });
    };
    assert.throws(at('linux', {}), /no display/);
    for (const shown of [
      at('linux', { DISPLAY: ':0' }),
      at('linux', { WAYLAND_DISPLAY: 'w' }),
      at('win32', {}),
    ])
      assert.doesNotThrow(shown);
  });
});
