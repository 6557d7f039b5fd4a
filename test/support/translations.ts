import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const root = join(import.meta.dirname, '..', '..');

/** Every message literal given to `t(…)` or `….t(…)` under src, with the places that use it. */
export function usedMessages(): Map<string, string[]> {
  const used = new Map<string, string[]>();
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((f) =>
    f.endsWith('.ts'),
  );
  for (const file of files) {
    const source = ts.createSourceFile(
      file,
      readFileSync(join(root, 'src', file), 'utf8'),
      ts.ScriptTarget.Latest,
      true,
    );
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node)) {
        const callee = node.expression;
        const name = ts.isIdentifier(callee)
          ? callee.text
          : ts.isPropertyAccessExpression(callee)
            ? callee.name.text
            : '';
        const first = node.arguments[0];
        if (name === 't' && first !== undefined) {
          const { line } = source.getLineAndCharacterOfPosition(node.getStart());
          const place = `src/${file}:${line + 1}`;
          if (!ts.isStringLiteralLike(first)) throw new Error(`${place}: t() takes a string literal`);
          used.set(first.text, [...(used.get(first.text) ?? []), place]);
        }
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  for (const { name, description, notes } of optionTable()) {
    for (const text of [description, notes ?? description]) {
      used.set(text, [...(used.get(text) ?? []), `vsftpdOptions.json: ${name}`]);
    }
  }
  return used;
}

/**
 * The file of `l10n/<language>` in which a message stands, without `.json`: the folder of src that uses it, the first by
 * name where several do; in core and in its diagnosis one folder deeper.
 */
export function areaOf(places: readonly string[]): string {
  const areas = places.map((place) => {
    const [, folder] = /^src\/((?:core\/diagnosis\/rules|core\/\w+|\w+))\//.exec(place) ?? [];
    return folder?.replaceAll('/', '-') ?? 'vsftpd-options';
  });
  return areas.sort()[0] ?? '';
}

/** The options' table, whose descriptions are shown in the person's language too. */
function optionTable(): readonly { name: string; description: string; notes?: string }[] {
  const file = join(root, 'src', 'core', 'config', 'vsftpdOptions.json');
  return JSON.parse(readFileSync(file, 'utf8')) as { name: string; description: string; notes?: string }[];
}

/** The messages of one language, file by file. */
export function bundleFiles(language: string): { file: string; messages: Record<string, string> }[] {
  const folder = join(root, 'l10n', language);
  return readdirSync(folder)
    .sort()
    .map((file) => ({
      file,
      messages: JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, string>,
    }));
}

/** The `{name}` marks of a message, sorted. */
export function placeholders(message: string): string[] {
  return [...new Set(message.match(/\{\w+\}/g) ?? [])].sort();
}
