import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { endpointsInSettings } from '../../../../src/extension/endpoints/endpointsInSettings.ts';

describe('the endpoints in a settings.json', () => {
  it('are found among comments, trailing commas and a byte order mark', () => {
    const text = `\uFEFF// mine
    { "editor.fontSize": 15, /* "ftpDiagnose.endpoints": 7 */
      "ftpDiagnose.endpoints": [ "ftp://a//b,]", { "url": "ftp://c", }, ], }`;
    assert.deepEqual(endpointsInSettings(text), ['ftp://a//b,]', { url: 'ftp://c' }]);
  });

  it('are not known where there is no list of them, or no JSON', () => {
    for (const text of ['', '{}', 'null', '[]', '{ "ftpDiagnose.endpoints": "by hand" }', '{ "a": ']) {
      assert.equal(endpointsInSettings(text), null, text);
    }
  });
});
