import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, it } from 'node:test';

const root = new URL('../../', import.meta.url).pathname;

/** The files of the project that a source text imports, types included. */
function importedFiles(file: string, text: string): string[] {
  const specifiers = [...text.matchAll(/(?:from|import\()\s*'(\.[^']+\.ts)'/g)].map(
    ([, found = '']) => found,
  );
  return specifiers.map((specifier) => normalize(join(dirname(file), specifier)));
}

/** The first circle of files that import one another, or null. */
function circleIn(graph: ReadonlyMap<string, readonly string[]>): string[] | null {
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): string[] | null => {
    const at = path.indexOf(file);
    if (at >= 0) return [...path.slice(at), file];
    if (done.has(file)) return null;
    for (const next of graph.get(file) ?? []) {
      const circle = visit(next, [...path, file]);
      if (circle !== null) return circle;
    }
    done.add(file);
    return null;
  };
  for (const file of graph.keys()) {
    const circle = visit(file, []);
    if (circle !== null) return circle;
  }
  return null;
}

/** The same without those that are gone once the types are stripped. */
function filesAtRunTime(file: string, text: string): string[] {
  return importedFiles(file, text.replace(/^import type [^;]+;$/gm, ''));
}

/** The table of docs/architecture.md: each folder below `src` with the folders and files that it may import. */
function readLayers(): Map<string, readonly string[]> {
  const page = readFileSync(join(root, 'docs/architecture.md'), 'utf8');
  const named = (cell: string): string[] => [...cell.matchAll(/`([\w/]+)`/g)].map(([, name = '']) => name);
  const top = ['core', 'practice', 'shared'];
  const rows = page.split('\n').filter((line) => /^\| `/.test(line));
  return new Map(
    rows.flatMap((row) => {
      const [, folders = '', , imports = ''] = row.split('|');
      const allowed = named(imports).map((name) => (top.includes(name) ? name : `core/${name}`));
      return named(folders).map((folder) => [folder, allowed] as const);
    }),
  );
}

describe('layers', () => {
  const layers = readLayers();
  const files = globSync('src/**/*.ts', { cwd: root });

  /** The folder of the table that a file lies in, null for the few files that belong to all of core. */
  const layerOf = (file: string): string | null =>
    [...layers.keys()].find((folder) => file.startsWith(`src/${folder}/`)) ?? null;

  it('are all in the table of docs/architecture.md', () => {
    const outside = files.filter((file) => layerOf(file) === null).sort();
    assert.deepEqual(outside, ['src/core/errorText.ts', 'src/core/l10n.ts', 'src/core/shellWord.ts']);
  });

  it('import what the table says and nothing else', () => {
    const broken = files.flatMap((file) => {
      const layer = layerOf(file);
      if (layer === null) return [];
      const allowed = layers.get(layer) ?? [];
      return filesAtRunTime(file, readFileSync(join(root, file), 'utf8'))
        .filter((target) => layerOf(target) !== null && layerOf(target) !== layer)
        .filter((target) => !allowed.some((name) => target.startsWith(`src/${name}`)))
        .map((target) => `${file} -> ${target}`);
    });
    assert.deepEqual(broken, []);
  });
});

describe('imports', () => {
  it('run in one direction: no file imports itself through others', () => {
    const files = globSync('src/**/*.ts', { cwd: root });
    assert.ok(files.length > 300, `only ${files.length} files were found`);
    const graph = new Map(
      files.map((file) => [file, importedFiles(file, readFileSync(join(root, file), 'utf8'))]),
    );
    assert.ok((graph.get('src/cli/main.ts')?.length ?? 0) > 0, 'imports are not read');
    assert.equal(circleIn(graph)?.join(' -> ') ?? 'no circle', 'no circle');
  });

  it('would be found in a circle', () => {
    const graph = new Map([
      ['a.ts', ['b.ts']],
      ['b.ts', ['c.ts']],
      ['c.ts', ['b.ts']],
    ]);
    assert.deepEqual(circleIn(graph), ['b.ts', 'c.ts', 'b.ts']);
  });
});
