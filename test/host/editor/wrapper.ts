/**
 * Stands in for the desktop's `code` executable: `@vscode/test-electron` starts it with Electron's arguments, it runs
 * VS Code's server with a headless Chromium, and its exit status is that of the test run in the extension host.
 * 97: the editor could not be started; 98: the watchdog ended it; 99: the page closed without a result.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBrowser } from './browser.ts';
import { readEditorArguments, workbenchUrl } from './arguments.ts';
import { seedSettings, startServer } from './server.ts';

const watchdogMs = Number(process.env['FTP_DIAGNOSE_HOST_LIMIT_MS'] ?? 300_000);
const request = readEditorArguments(process.argv.slice(2));
const scratch = mkdtempSync(join(tmpdir(), 'ftp-diagnose-host-'));
const dataFolder = request.userDataFolder ?? join(scratch, 'data');
seedSettings(
  dataFolder,
  JSON.parse(process.env['FTP_DIAGNOSE_HOST_SETTINGS'] ?? '{}') as Record<string, unknown>,
);

/** Lines of our own test run; everything else that the extension host logs is noise. */
function isTestOutput(text: string): boolean {
  return process.env['FTP_DIAGNOSE_HOST_VERBOSE'] === '1' || /^(ok|not ok|#|\s{2}|\d+ passed)/.test(text);
}

function isNotStyle(argument: unknown): argument is string {
  return typeof argument === 'string' && !argument.startsWith('%c') && !argument.startsWith('color:');
}

async function run(): Promise<number> {
  const server = await startServer({
    version: process.env['FTP_DIAGNOSE_HOST_VERSION'] === 'floor' ? 'floor' : 'newest',
    dataFolder,
    extensionsFolder: request.extensionsFolder ?? join(scratch, 'extensions'),
    token: null,
    smokeTest: true,
    workspaceTrust: request.workspaceTrust,
    ...(process.env['FTP_DIAGNOSE_HOST_VERBOSE'] === '1'
      ? { onOutput: (text: string) => process.stderr.write(text) }
      : {}),
  });
  const { context, page } = await openBrowser({
    profile: join(scratch, 'browser'),
    ...(request.locale === null ? {} : { locale: request.locale }),
  });
  try {
    const result = new Promise<number>((resolve) => {
      void page.exposeFunction('codeAutomationExit', (code: number) => resolve(code));
      page.once('close', () => resolve(99));
      page.once('crash', () => resolve(99));
      void server.ended.then(() => resolve(99));
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve(130));
      // A parent that was killed sends no signal; a child it leaves behind is adopted.
      const parent = process.ppid;
      setInterval(() => {
        if (process.ppid !== parent) resolve(130);
      }, 500);
      setTimeout(() => {
        process.stderr.write(`The editor gave no result within ${watchdogMs} ms\n`);
        resolve(98);
      }, watchdogMs);
    });
    await page.exposeFunction('codeAutomationLog', (_level: string, parts: unknown[]) => {
      const text = parts.filter(isNotStyle).join(' ');
      if (isTestOutput(text)) process.stdout.write(`${text}\n`);
    });
    await page.goto(workbenchUrl(server.url, server.port, request));
    return await result;
  } finally {
    await context.close().catch(() => undefined);
    await server.stop();
  }
}

let status = 97;
try {
  status = await run();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
} finally {
  rmSync(scratch, { recursive: true, force: true, maxRetries: 3 });
}
process.exit(status);
