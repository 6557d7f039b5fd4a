import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { findingIds } from '../../src/core/diagnosis/findingIds.ts';
import type { FindingId } from '../../src/core/diagnosis/findingIds.ts';
import { rules } from '../../src/core/diagnosis/rules/index.ts';
import type { RuleTable } from '../support/ruleTable.ts';

const root = join(import.meta.dirname, '..', '..');
const files = readdirSync(join(root, 'src/core/diagnosis/rules'))
  .filter((file) => file !== 'index.ts')
  .map((file) => file.replace(/\.ts$/, ''));
/** The pages of findings; checks of vsftpd.conf have a folder of their own. */
const pages = readdirSync(join(root, 'docs', 'rules')).filter((file) => file.endsWith('.md'));
const headings = ['What it means', 'Evidence', 'How to fix', 'When it is wrong'];

/** Ids that have no rule yet, one a line in the order of `findingIds`. */
// prettier-ignore
const notYet: readonly FindingId[] = [];

describe('docs/rules', () => {
  it('has one page an id and lists each in its index', () => {
    assert.deepEqual(pages.toSorted(), [...findingIds.map((id) => `${id}.md`), 'README.md'].sort());
    const index = readFileSync(join(root, 'docs', 'rules', 'README.md'), 'utf8');
    const listed = [...index.matchAll(/^\| \[([a-z-]+)\]\(\1\.md\) \|/gm)].map((match) => match[1]);
    assert.deepEqual(listed, [...findingIds]);
  });

  it('links to pages that exist', () => {
    for (const file of pages) {
      const text = readFileSync(join(root, 'docs', 'rules', file), 'utf8');
      for (const [, page = ''] of text.matchAll(/\]\(([^)#:]+)\)/g)) {
        assert.ok(existsSync(join(root, 'docs', 'rules', page)), `${file} links to ${page}`);
      }
    }
  });
});

describe('rules', () => {
  it('are each in a file named by their id, and every file is registered once', () => {
    assert.deepEqual(rules.map(({ id }) => id).sort(), files.sort());
  });

  it('cover every finding id', () => {
    const built = new Set<string>(rules.map(({ id }) => id));
    assert.deepEqual(
      findingIds.filter((id) => !built.has(id)),
      notYet,
    );
  });

  for (const { id } of rules) {
    it(`${id} has a table with a positive and a negative case`, async () => {
      const { cases } = (await import(`./tables/${id}.ts`)) as { cases: RuleTable };
      assert.ok(cases.some(({ finds }) => finds !== null));
      assert.ok(cases.some(({ finds }) => finds === null));
    });

    it(`${id} has a page with the four headings`, () => {
      const page = join(root, 'docs', 'rules', `${id}.md`);
      const found = [...readFileSync(page, 'utf8').matchAll(/^## (.+)$/gm)].map((match) => match[1]);
      assert.deepEqual(found, headings);
    });
  }
});
