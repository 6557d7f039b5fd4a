import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { editsBetween } from '../../../../../src/core/config/diagnosed/editsBetween.ts';
import { applyEdits } from '../../../../../src/core/config/edit.ts';
import { configFacts } from '../../../../../src/core/config/settings.ts';

describe('the edits between two texts of a file', () => {
  it('lead from the settings of one to those of the other', () => {
    const before = 'listen=NO\nlisten_ipv6=YES\npasv_address=10.0.0.1\n# old\nmax_clients=5\n';
    const after = 'listen=YES\n# new\nlisten_ipv6=NO\npasv_min_port=50000\nmax_clients=5\n';
    const edits = editsBetween(before, after);
    assert.deepEqual(edits.map(({ op, option }) => `${op} ${option}`).sort(), [
      'remove pasv_address',
      'set listen',
      'set listen_ipv6',
      'set pasv_min_port',
    ]);
    assert.deepEqual(configFacts(applyEdits(before, edits).text), configFacts(after));
  });

  it('are none for comments and order', () => {
    assert.deepEqual(
      editsBetween('a=1\nlisten=YES\nwrite_enable=NO\n', '#x\nwrite_enable=NO\nlisten=YES\n'),
      [],
    );
  });
});
