/** Installs the editor where it is missing and bundles the suite; needs no root, unlike the loop itself. */
import { build } from 'esbuild';
import { join } from 'node:path';
import { installEditors } from '../host/editor/install.ts';

const root = join(import.meta.dirname, '..', '..');
installEditors(['newest']);
await build({
  entryPoints: [join(import.meta.dirname, 'suite.ts')],
  outfile: join(root, '.tsbuild', 'host', 'loop.cjs'),
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: ['vscode'],
  logLevel: 'warning',
});
