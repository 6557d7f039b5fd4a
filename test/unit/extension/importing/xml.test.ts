import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readXml } from '../../../../src/extension/importing/xml.ts';

const nested = (depth: number): string => '<a>'.repeat(depth) + '</a>'.repeat(depth);

describe('an XML file of sites', () => {
  it('nests a hundred elements at the most', () => {
    assert.notEqual(readXml(nested(100)), null);
    assert.equal(readXml(nested(101)), null);
  });

  it('has no entities of its own and looks none up', () => {
    const element = readXml('<!DOCTYPE a><a b="&amp;&#65;">&x;&lt;&#0;&#xD800;</a>');
    assert.deepEqual([element?.attributes['b'], element?.text], ['&A', '&x;<&#0;&#xD800;']);
  });

  it('is none when a tag is open, closed twice or closed by another', () => {
    for (const text of ['<a>', '<a></b>', '</a>', '<a></a></a>', '<!-- <a/>', '<a><![CDATA[ </a>', '< a/>'])
      assert.equal(readXml(text), null, text);
  });
});
