/** What `@vscode/test-electron` asks of the executable, in our words. */
export interface EditorRequest {
  readonly folder: string | null;
  readonly workspace: string | null;
  readonly developmentPath: string | null;
  readonly testsPath: string | null;
  readonly userDataFolder: string | null;
  readonly extensionsFolder: string | null;
  readonly workspaceTrust: boolean;
  readonly locale: string | null;
  /** Further entries of the workbench's payload, as they stand on the command line. */
  readonly payload: readonly (readonly [string, string])[];
}

/** Maps the command line of desktop VS Code to a request; flags that only Electron knows are dropped. */
export function readEditorArguments(argv: readonly string[]): EditorRequest {
  const value = (name: string): string | null => {
    const prefix = `--${name}=`;
    // Of several development paths the workbench keeps the last one only.
    return argv.findLast((argument) => argument.startsWith(prefix))?.slice(prefix.length) ?? null;
  };
  const positional = argv.find((argument) => !argument.startsWith('-')) ?? null;
  const isWorkspace = positional?.endsWith('.code-workspace') === true;
  const passed = ['inspect-extensions', 'inspect-brk-extensions'].flatMap((name) => {
    const given = value(name);
    return given === null ? [] : [[name, given] as const];
  });
  const quiet = argv.includes('--skip-welcome') || argv.includes('--skip-release-notes');
  return {
    folder: isWorkspace ? null : positional,
    workspace: isWorkspace ? positional : null,
    developmentPath: value('extensionDevelopmentPath'),
    testsPath: value('extensionTestsPath'),
    userDataFolder: value('user-data-dir'),
    extensionsFolder: value('extensions-dir'),
    // test-electron always switches trust off; --restricted is ours and has the last word.
    workspaceTrust: argv.includes('--restricted') || !argv.includes('--disable-workspace-trust'),
    locale: value('locale'),
    payload: [...(quiet ? [['skipWelcome', 'true'] as const] : []), ...passed],
  };
}

/** The workbench's address that does what was asked. */
export function workbenchUrl(base: string, port: number, request: EditorRequest): string {
  const url = new URL(base);
  const remote = (path: string): string => `vscode-remote://127.0.0.1:${port}${path}`;
  if (request.folder !== null) url.searchParams.set('folder', request.folder);
  else if (request.workspace !== null) url.searchParams.set('workspace', request.workspace);
  else url.searchParams.set('ew', 'true');
  const payload = [
    ...request.payload,
    ...(request.developmentPath === null
      ? []
      : [['extensionDevelopmentPath', remote(request.developmentPath)] as const]),
    ...(request.testsPath === null ? [] : [['extensionTestsPath', remote(request.testsPath)] as const]),
  ];
  url.searchParams.set('payload', JSON.stringify(payload));
  return url.href;
}
