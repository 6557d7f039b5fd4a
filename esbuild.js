import { context, build } from 'esbuild';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';

/** Merges l10n/<language>/*.json into the one bundle a language that VS Code and the command line load. */
function writeLanguageBundles() {
  for (const language of readdirSync('l10n')) {
    const bundle = {};
    for (const file of readdirSync(`l10n/${language}`).sort()) {
      Object.assign(bundle, JSON.parse(readFileSync(`l10n/${language}/${file}`, 'utf8')));
    }
    mkdirSync('dist/l10n', { recursive: true });
    writeFileSync(`dist/l10n/bundle.l10n.${language}.json`, JSON.stringify(bundle, null, 1));
  }
}

const common = {
  bundle: true,
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
};
const node = { ...common, platform: 'node', format: 'cjs', target: 'node20', external: ['vscode'] };

/** @type {import('esbuild').BuildOptions[]} */
const bundles = [
  {
    ...node,
    entryPoints: { cli: 'src/cli/main.ts' },
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
    banner: { js: '#!/usr/bin/env node' },
  },
  {
    ...node,
    entryPoints: { extension: 'src/extension/extension.ts' },
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
  },
  {
    ...common,
    entryPoints: { webview: 'src/webview/main.ts' },
    outdir: 'dist',
    platform: 'browser',
    format: 'iife',
    target: 'es2023',
  },
].filter((options) => existsSync(Object.values(options.entryPoints)[0]));

writeLanguageBundles();
if (process.argv.includes('--watch')) {
  for (const options of bundles) {
    await (await context({ ...options, sourcemap: true })).watch();
  }
} else {
  await Promise.all(bundles.map((options) => build(options)));
}
