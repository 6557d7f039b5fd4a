import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readEditorArguments, workbenchUrl } from '../../host/editor/arguments.ts';

/** As `@vscode/test-electron` 3.1 gives them: its own after the caller's. */
const given = [
  '/home/a/project',
  '--locale=zh-cn',
  '--no-sandbox',
  '--disable-gpu-sandbox',
  '--disable-updates',
  '--skip-welcome',
  '--skip-release-notes',
  '--no-cached-data',
  '--disable-workspace-trust',
  '--extensionTestsPath=/repo/suite.cjs',
  '--extensionDevelopmentPath=/repo/other',
  '--extensionDevelopmentPath=/repo',
  '--extensions-dir=/repo/.vscode-test/extensions',
  '--user-data-dir=/tmp/data',
];

describe('the stand-in for the code executable', () => {
  it('reads what test-electron asks for and drops what only Electron knows', () => {
    assert.deepEqual(readEditorArguments(given), {
      folder: '/home/a/project',
      workspace: null,
      developmentPath: '/repo',
      testsPath: '/repo/suite.cjs',
      userDataFolder: '/tmp/data',
      extensionsFolder: '/repo/.vscode-test/extensions',
      workspaceTrust: false,
      locale: 'zh-cn',
      payload: [['skipWelcome', 'true']],
    });
  });

  it('keeps workspace trust when asked for Restricted Mode', () => {
    assert.equal(readEditorArguments(['--restricted', '--disable-workspace-trust']).workspaceTrust, true);
  });

  it('tells a workspace file from a folder, and neither from none', () => {
    assert.equal(readEditorArguments(['/a/b.code-workspace']).workspace, '/a/b.code-workspace');
    const url = new URL(workbenchUrl('http://127.0.0.1:5/', 5, readEditorArguments([])));
    assert.equal(url.searchParams.get('ew'), 'true');
  });

  it('points the payload at the server that runs', () => {
    const url = new URL(workbenchUrl('http://127.0.0.1:5/?tkn=x', 5, readEditorArguments(given)));
    assert.equal(url.searchParams.get('tkn'), 'x');
    assert.equal(url.searchParams.get('folder'), '/home/a/project');
    assert.deepEqual(JSON.parse(url.searchParams.get('payload') ?? ''), [
      ['skipWelcome', 'true'],
      ['extensionDevelopmentPath', 'vscode-remote://127.0.0.1:5/repo'],
      ['extensionTestsPath', 'vscode-remote://127.0.0.1:5/repo/suite.cjs'],
    ]);
  });
});
