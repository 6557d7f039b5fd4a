import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { EditorFault } from './editorFault.ts';

const candidates = [
  process.env['CHROMIUM'] ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

function found(): string | undefined {
  return candidates.find((candidate) => candidate !== '' && existsSync(candidate));
}

/** The system's Chromium or Chrome; `CHROMIUM` names another one. @throws EditorFault when there is none */
export function chromiumPath(): string {
  const path = found();
  if (path === undefined)
    throw new EditorFault(
      'No Chromium found: install it (Debian: apt-get install chromium) or name it in the variable CHROMIUM.',
    );
  return path;
}

/**
 * Sees to a Chromium: where there is none, Debian's is installed, as root or through sudo.
 * @throws EditorFault when there is none afterwards
 */
export function needChromium(): void {
  if (found() === undefined && existsSync('/etc/debian_version')) {
    const setup = join(import.meta.dirname, '..', '..', 'lab', 'setup.sh');
    process.stderr.write('There is no Chromium here; Debian’s is installed, once …\n');
    spawnSync('sh', [setup, 'chromium'], { stdio: ['inherit', 'inherit', 'inherit'] });
  }
  chromiumPath();
}
