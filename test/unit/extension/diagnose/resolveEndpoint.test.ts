import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { resolveEndpoint } from '../../../../src/extension/diagnose/resolveEndpoint.ts';
import { readEntries } from '../../../../src/extension/endpoints/readEntries.ts';
import { parseDestination, type Destination } from '../../../../src/extension/endpoints/endpoint.ts';

function destination(url: string): Destination {
  const parsed = parseDestination(url);
  if ('fault' in parsed) throw new Error(parsed.fault);
  return parsed.destination;
}

const saved = readEntries([
  { id: 'shop', url: 'ftp://me@h/pub' },
  // Its URL was edited after its id had been made of the old one.
  { id: 'url:ftp://old:21', url: 'ftp://new' },
]).flatMap((entry) => (entry.kind === 'endpoint' ? [entry.endpoint] : []));

describe('the endpoint that a URL means', () => {
  it('is the saved one of the same URL', () => {
    assert.equal(resolveEndpoint(destination('ftp://me@h:21/pub'), saved).id, 'shop');
  });

  it('is one of its own otherwise, and takes over nothing of a saved one that has moved away', () => {
    assert.equal(resolveEndpoint(destination('ftp://me@h'), saved).id, 'url:ftp://me@h:21');
    const old = resolveEndpoint(destination('ftp://old'), saved);
    assert.notEqual(old.id, 'url:ftp://old:21');
    assert.deepEqual(old.destination, destination('ftp://old'));
  });
});
