import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { lint } from '../../../../../src/core/config/lint/lint.ts';
import { lintRuleIds } from '../../../../../src/core/config/lint/ruleIds.ts';
import { lintRules } from '../../../../../src/core/config/lint/rules/index.ts';
import { createTranslate } from '../../../../../src/core/l10n.ts';
import { confFixtures } from '../../../../support/confFixture.ts';

const t = createTranslate();
const fixtures = confFixtures();

describe('the checks of vsftpd.conf', () => {
  for (const { name, text, flavour, expected } of fixtures) {
    it(`find in ${name}.conf what it expects and nothing else`, () => {
      const found = lint(text, flavour, t).map(({ line, id }) => `${line} ${id}`);
      assert.deepEqual(found.sort(), expected);
    });
  }

  it('have a fixture each that they find something in, and one that they are silent on', () => {
    for (const id of lintRuleIds) {
      assert.ok(
        fixtures.some(({ expected }) => expected.some((line) => line.endsWith(` ${id}`))),
        id,
      );
      assert.ok(
        fixtures.some(({ expected }) => !expected.some((line) => line.endsWith(` ${id}`))),
        id,
      );
    }
  });

  it('are registered once each, in the order of their ids', () => {
    assert.deepEqual(
      lintRules.map(({ id }) => id),
      lintRuleIds,
    );
  });

  it('have a page each with the four headings, and a place in the index', () => {
    const index = readFileSync('docs/rules/vsftpd-conf/README.md', 'utf8');
    for (const id of lintRuleIds) {
      const page = readFileSync(`docs/rules/vsftpd-conf/${id}.md`, 'utf8');
      assert.ok(page.startsWith(`# ${id}\n`), id);
      assert.deepEqual(page.match(/^## .*$/gm), [
        '## What it means',
        '## Evidence',
        '## How to fix',
        '## When it is wrong',
      ]);
      assert.ok(index.includes(`(${id}.md)`), `${id} is missing in the index`);
    }
  });
});
