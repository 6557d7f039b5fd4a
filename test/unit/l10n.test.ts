import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import { areaOf, bundleFiles, placeholders, usedMessages } from '../support/translations.ts';

const used = usedMessages();

for (const language of readdirSync('l10n')) {
  describe(`l10n/${language}`, () => {
    const files = bundleFiles(language);
    const all = new Map<string, string>();

    it('names no message twice', () => {
      for (const { file, messages } of files) {
        for (const [key, value] of Object.entries(messages)) {
          assert.ok(!all.has(key), `${file}: "${key}" stands in another file too`);
          all.set(key, value);
        }
      }
    });

    it('translates every message and keeps its placeholders', () => {
      for (const [message, places] of used) {
        const translation = all.get(message);
        assert.ok(translation !== undefined, `missing: "${message}" (${places.join(', ')})`);
        assert.deepEqual(placeholders(translation), placeholders(message), `placeholders of "${message}"`);
      }
    });

    it('keeps each message in the file of the folder that uses it', () => {
      for (const { file, messages } of files) {
        for (const key of Object.keys(messages)) {
          const places = used.get(key);
          if (places !== undefined) assert.equal(file, `${areaOf(places)}.json`, `"${key}"`);
        }
      }
    });

    it('holds no message that the code no longer uses', () => {
      for (const key of all.keys()) assert.ok(used.has(key), `unused: "${key}"`);
    });
  });
}

describe('package.nls', () => {
  const manifest = readFileSync('package.json', 'utf8');
  const keys = [...new Set([...manifest.matchAll(/"%([\w.-]+)%"/g)].map((match) => match[1] ?? ''))].sort();

  for (const file of readdirSync('.').filter((name) => /^package\.nls.*\.json$/.test(name))) {
    it(`${file} holds exactly the manifest's keys`, () => {
      const messages = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
      assert.deepEqual(Object.keys(messages).sort(), keys);
      for (const [key, value] of Object.entries(messages))
        assert.ok(value.trim() !== '', `${file}: ${key} is empty`);
    });
  }
});
