import { context, build } from 'esbuild';
import { appendFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';

/** All messages of one language: l10n/<language>/*.json merged. */
function bundleOf(language) {
  const files = readdirSync(`l10n/${language}`).sort();
  const read = (file) => JSON.parse(readFileSync(`l10n/${language}/${file}`, 'utf8'));
  return Object.assign({}, ...files.map(read));
}

/** Writes the one bundle a language that VS Code loads; the command line carries its own. */
function writeLanguageBundles() {
  mkdirSync('dist/l10n', { recursive: true });
  for (const language of readdirSync('l10n')) {
    writeFileSync(`dist/l10n/bundle.l10n.${language}.json`, JSON.stringify(bundleOf(language), null, 1));
  }
}

/** What the source declares and the build puts in: dist/cli.cjs needs no file beside it. */
const define = {
  FTP_DIAGNOSE_ZH_CN: JSON.stringify(bundleOf('zh-cn')),
  FTP_DIAGNOSE_VERSION: JSON.stringify(JSON.parse(readFileSync('package.json', 'utf8')).version),
};

const common = {
  bundle: true,
  minify: true,
  legalComments: 'none',
  metafile: true,
  charset: 'utf8',
  logLevel: 'warning',
};
const node = { ...common, platform: 'node', format: 'cjs', target: 'node20', external: ['vscode'] };

/**
 * The command line, the engine of the extension and its reading thread are one file, since they are the same code: which
 * of them it is shows in who loads it. The extension must stay under a megabyte.
 */
const singleFile = `
  if (!require('node:worker_threads').isMainThread) require('./src/extension/evidence/readingWorker.ts');
  else if (require.main === module) require('./src/cli/main.ts');
  else module.exports = require('./src/extension/doctor/createEngine.ts');
`;

/** Keeps the engine out of the file that VS Code loads at start: it is loaded on first use. */
const engineApart = {
  name: 'engine-apart',
  setup({ onResolve }) {
    onResolve({ filter: /\/createEngine\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './cli.cjs', external: true } : undefined,
    );
  },
};

/** @type {import('esbuild').BuildOptions[]} */
const bundles = [
  {
    ...node,
    stdin: { contents: singleFile, resolveDir: import.meta.dirname },
    // By this Node knows the name when the file is imported.
    footer: { js: '0 && (module.exports = { createEngine });' },
    outfile: 'dist/cli.cjs',
    banner: { js: '#!/usr/bin/env node' },
    define,
  },
  {
    ...node,
    entryPoints: { extension: 'src/extension/extension.ts' },
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
    plugins: [engineApart],
  },
  {
    ...common,
    entryPoints: { webview: 'src/webview/main.ts' },
    outdir: 'dist',
    platform: 'browser',
    format: 'iife',
    target: 'es2023',
  },
  {
    ...common,
    entryPoints: { webview: 'src/webview/timeline.css' },
    outdir: 'dist',
    target: 'chrome132',
  },
];

/** Puts the licences of bundled packages at the end of each file that holds some: they go wherever the file is copied. */
function appendLicences({ outputs }) {
  for (const [file, { inputs }] of Object.entries(outputs)) {
    const found = Object.keys(inputs).flatMap(
      (path) => /.*(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? [],
    );
    for (const name of new Set(found)) {
      const folder = `node_modules/${name}`;
      const licence = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
      if (licence === undefined) throw new Error(`${name} is bundled and has no licence file`);
      appendFileSync(file, `/*\n${name}\n\n${readFileSync(`${folder}/${licence}`, 'utf8').trim()}\n*/\n`);
    }
  }
}

writeLanguageBundles();
if (process.argv.includes('--watch')) {
  for (const options of bundles) {
    await (await context({ ...options, sourcemap: true })).watch();
  }
} else {
  const results = await Promise.all(bundles.map((options) => build(options)));
  for (const { metafile } of results) appendLicences(metafile);
  // What an earlier version of this build wrote must not be packaged.
  const written = ['l10n', 'cli.cjs', 'extension.cjs', 'webview.js', 'webview.css'];
  for (const name of readdirSync('dist')) {
    if (!written.includes(name)) rmSync(`dist/${name}`, { recursive: true, force: true });
  }
}
