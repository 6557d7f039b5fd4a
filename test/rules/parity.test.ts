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
const headings = ['What it means', 'Evidence', 'How to fix', 'When it is wrong'];

/** Ids that have no rule yet. */
const notYet: readonly FindingId[] = [...findingIds];

/** Rules whose page under docs/rules is still to be written. */
const withoutPage: readonly FindingId[] = [];

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
      assert.equal(existsSync(page), !withoutPage.includes(id), `docs/rules/${id}.md`);
      if (withoutPage.includes(id)) return;
      const found = [...readFileSync(page, 'utf8').matchAll(/^## (.+)$/gm)].map((match) => match[1]);
      assert.deepEqual(found, headings);
    });
  }
});
