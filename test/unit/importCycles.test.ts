import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { globSync } from 'node:fs';
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
