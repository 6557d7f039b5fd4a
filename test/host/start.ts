/**
 * `npm start`: a real VS Code with the packaged extension, practice endpoints and a sample vsftpd.conf, in a browser on
 * this machine. `--check` opens it headless, diagnoses the practice endpoint, prints the verdict and ends.
 * `FTP_DIAGNOSE_EDITOR=desktop` opens the desktop VS Code instead; `--check` is headless and stays with the browser's.
 * Settings and storage are in `.editor` (or the folder `FTP_DIAGNOSE_EDITOR_HOME`), never the person's own.
 */
import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import { checkPractice } from './editor/checkPractice.ts';
import { needChromium } from './editor/chromium.ts';
import { desktopCommand, openDesktop } from './editor/desktop.ts';
import { EditorFault } from './editor/editorFault.ts';
import { installExtension, packagedExtension } from './editor/extensionPackage.ts';
import { installEditors } from './editor/install.ts';
import { seedSettings, startServer } from './editor/server.ts';

const root = join(import.meta.dirname, '..', '..');
const home = process.env['FTP_DIAGNOSE_EDITOR_HOME'] ?? join(root, '.editor');
const folders = {
  data: join(home, 'data'),
  extensions: join(home, 'extensions'),
  sample: join(home, 'sample'),
};

/** What ends a command that a person has started in a terminal. */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const practiceSettings = {
  // The sample folder's README says what there is to try.
  'workbench.startupEditor': 'readme',
  'ftpDiagnose.endpoints': [
    { name: 'Practice: cloud server behind an EIP', url: 'practice://eip-normal' },
    { name: 'Practice: closed passive ports', url: 'practice://ports-blocked' },
    { name: 'Practice: everything in order', url: 'practice://healthy' },
  ],
};

function prepare(): void {
  mkdirSync(folders.extensions, { recursive: true });
  if (!existsSync(folders.sample))
    cpSync(join(import.meta.dirname, 'sample'), folders.sample, { recursive: true });
  // What the person has changed in this editor since the first start stays.
  if (!existsSync(join(folders.data, 'data', 'User', 'settings.json')))
    seedSettings(folders.data, practiceSettings);
}

/** The port that `FTP_DIAGNOSE_PORT` asks for; 0 takes a free one. */
function askedPort(): number {
  const asked = process.env['FTP_DIAGNOSE_PORT'] ?? '0';
  if (!/^\d{1,5}$/.test(asked) || Number(asked) > 65535)
    throw new EditorFault(`FTP_DIAGNOSE_PORT is no port: ${asked}`);
  return Number(asked);
}

async function openInBrowser(): Promise<void> {
  const port = askedPort();
  installEditors(['newest']);
  prepare();
  installExtension('newest', packagedExtension(), folders.data, folders.extensions);
  const token = randomBytes(16).toString('hex');
  const server = await startServer({
    version: 'newest',
    dataFolder: folders.data,
    extensionsFolder: folders.extensions,
    token,
    port,
    smokeTest: false,
    workspaceTrust: false,
  });
  const url = new URL(server.url);
  url.searchParams.set('folder', folders.sample);
  process.stdout.write(
    [
      '',
      'VS Code with FTP Diagnose is running. Open:',
      '',
      `  ${url.href}`,
      '',
      'From another computer, first:',
      '',
      `  ssh -L ${server.port}:127.0.0.1:${server.port} ${userInfo().username}@${hostname()}`,
      '',
      'Ctrl-C ends it.',
      '',
    ].join('\n'),
  );
  for (const signal of signals) process.once(signal, () => void server.stop());
  await server.ended;
}

async function check(): Promise<void> {
  for (const signal of signals) process.once(signal, () => process.exit(130));
  needChromium();
  installEditors(['newest']);
  const verdict = await checkPractice();
  process.stdout.write(`${verdict}\n`);
}

async function openOnDesktop(): Promise<void> {
  const code = await desktopCommand(folders);
  prepare();
  const stop = new AbortController();
  for (const signal of signals) process.once(signal, () => stop.abort());
  await openDesktop(code, { ...folders, vsix: packagedExtension(), settings: practiceSettings }, stop.signal);
}

/** What `npm start` was asked for, with the arguments after `--`. */
async function start(args: readonly string[]): Promise<void> {
  const unknown = args.find((each) => each !== '--check');
  if (unknown !== undefined) throw new EditorFault(`npm start knows --check only, not ${unknown}`);
  const desktop = process.env['FTP_DIAGNOSE_EDITOR'] === 'desktop';
  if (args.length === 0) return desktop ? openOnDesktop() : openInBrowser();
  if (desktop) process.stderr.write('--check needs no window: it uses the editor in the browser.\n');
  return check();
}

try {
  await start(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof EditorFault)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
