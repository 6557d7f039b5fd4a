import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { describe, it } from 'node:test';

interface MenuItem {
  readonly command: string;
  readonly when?: string;
}

interface Keybinding extends MenuItem {
  readonly key: string;
  readonly args?: { readonly commands?: readonly string[] };
}

interface Manifest {
  readonly main: string;
  readonly icon: string;
  readonly contributes: {
    readonly commands: readonly {
      readonly command: string;
      readonly title: string;
      readonly category?: string;
    }[];
    readonly menus: Readonly<Record<string, readonly MenuItem[]>>;
    readonly keybindings: readonly Keybinding[];
    readonly customEditors: readonly {
      readonly viewType: string;
      readonly priority: string;
      readonly selector: readonly { readonly filenamePattern: string }[];
    }[];
    readonly viewsWelcome: readonly { readonly contents: string }[];
    readonly walkthroughs: readonly {
      readonly steps: readonly {
        readonly description: string;
        readonly media: { readonly image?: string };
        readonly completionEvents: readonly string[];
      }[];
    }[];
    readonly configuration: {
      readonly properties: Readonly<
        Record<string, { readonly default: unknown; readonly scope: string; readonly ignoreSync?: boolean }>
      >;
    };
  };
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const messages = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Record<string, string>;
const page = readFileSync('docs/commands.md', 'utf8');
const { customEditors, commands, menus, keybindings, configuration, viewsWelcome, walkthroughs } =
  manifest.contributes;
const declared = commands.map(({ command }) => command);

function text(value: string): string {
  return value.replace(/^%(.*)%$/, (whole, key: string) => messages[key] ?? whole);
}

/** The ids in the first column of the tables of one section. */
function documented(section: string): string[] {
  const part = page.split(`## ${section}\n`)[1]?.split('\n## ')[0] ?? '';
  return [...part.matchAll(/^\| `([^`]+)` \|/gm)].map((match) => match[1] ?? '');
}

function rowOf(id: string): string {
  return page.split('\n').find((line) => line.startsWith(`| \`${id}\` |`)) ?? '';
}

/** Every id that the code registers or lists, without loading the editor's API. */
function idsInSource(): Set<string> {
  const files = readdirSync('src/extension', { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  const source = files.map((name) => readFileSync(`src/extension/${name}`, 'utf8')).join('\n');
  return new Set([...source.matchAll(/'(ftpDiagnose\.[a-zA-Z]+)'/g)].map((match) => match[1] ?? ''));
}

describe('package.json', () => {
  it('declares every command of commands.ts, and no other of ours', () => {
    const source = readFileSync('src/extension/commands.ts', 'utf8');
    const listed = [...source.matchAll(/^ {2}'(ftpDiagnose\.[a-zA-Z]+)',$/gm)].map((match) => match[1] ?? '');
    assert.ok(listed.length > 20);
    for (const id of listed) assert.ok(declared.includes(id), `${id} is not declared`);
    const inSource = idsInSource();
    for (const id of declared) assert.ok(inSource.has(id), `${id} is declared and nobody registers it`);
  });

  it('names only declared commands in menus, keys, welcome texts and the walkthrough', () => {
    const builtIn = /^(?:list\.|runCommands$|ftpDiagnose\.endpoints\.focus$)/;
    const used = [
      ...Object.values(menus).flatMap((items) => items.map(({ command }) => command)),
      ...keybindings.flatMap(({ command, args }) => [command, ...(args?.commands ?? [])]),
      ...[
        ...viewsWelcome.map(({ contents }) => text(contents)),
        ...walkthroughs.flatMap(({ steps }) => steps.map(({ description }) => text(description))),
      ].flatMap((words) => [...words.matchAll(/\(command:([\w.]+)\)/g)].map((match) => match[1] ?? '')),
      ...walkthroughs.flatMap(({ steps }) =>
        steps.flatMap(({ completionEvents }) =>
          completionEvents.filter((event) => event.startsWith('onCommand:')).map((event) => event.slice(10)),
        ),
      ),
    ];
    for (const id of used) assert.ok(declared.includes(id) || builtIn.test(id), id);
  });

  it('gives every command of a row a place in its menu or a key', () => {
    const hidden = (menus['commandPalette'] ?? [])
      .filter(({ when }) => when === 'false')
      .map(({ command }) => command);
    // Reached by a click on a row, as part of a key, or as a quick fix.
    const clicked = [
      'ftpDiagnose.activateNode',
      'ftpDiagnose.pickFocused',
      'ftpDiagnose.removeByteOrderMark',
      'ftpDiagnose.useUnixLineEnds',
      'ftpDiagnose.followFix',
      'ftpDiagnose.serveBothFamilies',
      // Over a diagnosed log, in its hovers and its quick actions.
      'ftpDiagnose.diagnoseLogAgain',
      'ftpDiagnose.revealEvidence',
      'ftpDiagnose.openFindingPage',
    ];
    const inMenus = new Set(
      Object.entries(menus).flatMap(([menu, items]) =>
        menu === 'commandPalette' ? [] : items.map(({ command }) => command),
      ),
    );
    for (const id of hidden) assert.ok(inMenus.has(id) || clicked.includes(id), id);
  });

  it('uses only row tokens that the presenter gives', () => {
    const presenter = readFileSync('src/extension/endpoints/treePresenter.ts', 'utf8');
    for (const { when = '' } of menus['view/item/context'] ?? []) {
      for (const [, token = ''] of when.matchAll(/\\b(\w+)\\b/g)) {
        assert.ok(presenter.includes(`'${token}'`), `${token} in "${when}"`);
      }
    }
  });

  it('waits in the walkthrough only for contexts that somebody sets', () => {
    const set = readFileSync('src/extension/walkthrough.ts', 'utf8');
    const contexts = walkthroughs
      .flatMap(({ steps }) => steps.flatMap(({ completionEvents }) => completionEvents))
      .filter((event) => event.startsWith('onContext:'))
      .map((event) => event.slice(10));
    assert.equal(contexts.length, 2);
    for (const key of contexts) assert.ok(set.includes(`tick('${key}')`), key);
  });

  it('points to files that are there', () => {
    assert.ok(existsSync(manifest.icon));
    for (const { steps } of walkthroughs) {
      for (const { media } of steps)
        assert.ok(media.image === undefined || existsSync(media.image), media.image);
    }
  });
});

describe('docs/commands.md', () => {
  it('lists every command with its title, menus and keys', () => {
    assert.deepEqual(documented('Commands'), declared);
    for (const { command, title } of commands) {
      assert.ok(rowOf(command).includes(text(title)), command);
      for (const [menu, items] of Object.entries(menus)) {
        for (const item of items.filter((each) => each.command === command && menu !== 'commandPalette')) {
          const when = (item.when ?? 'always').replaceAll('|', '\\|');
          assert.ok(rowOf(command).includes(`${menu}: \`${when}\``), `${command}: ${menu} ${when}`);
        }
      }
      for (const { key, command: bound, args } of keybindings) {
        const isPick = command === 'ftpDiagnose.pickFocused';
        if (!isPick && (bound === command || args?.commands?.includes(command) === true)) {
          assert.ok(rowOf(command).includes(`\`${key}\``), `${command}: ${key}`);
        }
      }
    }
  });

  it('lists every editor with the files it opens', () => {
    assert.deepEqual(
      documented('Editors'),
      customEditors.map(({ viewType }) => viewType),
    );
    for (const { viewType, selector, priority } of customEditors) {
      const files = selector.map(({ filenamePattern }) => `\`${filenamePattern}\``).join(', ');
      assert.ok(rowOf(viewType).endsWith(`| ${files} | ${priority} |`), viewType);
    }
  });

  it('lists every setting with its default and scope', () => {
    const properties = Object.entries(configuration.properties);
    assert.deepEqual(
      documented('Settings'),
      properties.map(([id]) => id),
    );
    for (const [id, { default: value, scope, ignoreSync }] of properties) {
      assert.ok(rowOf(id).includes(`\`${JSON.stringify(value)}\``), id);
      assert.ok(rowOf(id).includes(`| ${scope}${ignoreSync === true ? ', not synced' : ''} |`), id);
    }
  });

  it('names the icons of the view states as the presenter has them', () => {
    const presenter = readFileSync('src/extension/endpoints/treePresenter.ts', 'utf8');
    const states = page.split('## View states of an endpoint\n')[1] ?? '';
    const icons = [...states.matchAll(/`([a-z~-]+)`/g)].map((match) => match[1] ?? '');
    assert.ok(icons.length >= 11);
    for (const icon of icons) assert.ok(presenter.includes(`'${icon}'`), icon);
  });
});
