import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { valueHints } from '../../../../../src/core/config/language/valueHints.ts';
import { readConf } from '../../../../../src/core/config/settings.ts';
import { createTranslate } from '../../../../../src/core/l10n.ts';

const t = createTranslate();

/** The text with every hint in brackets where it is shown. */
function shown(text: string, from = 0, to = 100): string {
  return valueHints(readConf(text, null), from, to, t)
    .toReversed()
    .reduce((result, { at, text: hint }) => `${result.slice(0, at)}[${hint}]${result.slice(at)}`, text);
}

describe('decoded values', () => {
  it('stand right behind their numbers, in words', () => {
    assert.equal(
      shown('local_umask=022\r\nidle_session_timeout=300 \nlisten=YES\n#max_clients=5\nanon_max_rate=0\n'),
      'local_umask=022[files rw-r--r--, folders rwxr-xr-x]\r\nidle_session_timeout=300[5 min] \nlisten=YES\n#max_clients=5\nanon_max_rate=0[no limit]\n',
    );
  });

  it('count the passive ports once, at the end of the range', () => {
    assert.equal(
      shown('pasv_min_port=50000\npasv_max_port=50100\n'),
      'pasv_min_port=50000\npasv_max_port=50100[101 ports]\n',
    );
    assert.equal(shown('pasv_min_port=030000\n'), 'pasv_min_port=030000[53248 ports]\n');
    assert.equal(
      shown('pasv_min_port=30000\npasv_max_port=30000\n'),
      'pasv_min_port=30000\npasv_max_port=30000[1 port]\n',
    );
  });

  it('are made for the lines in view alone', () => {
    assert.equal(shown('local_umask=022\nlocal_umask=022\nlocal_umask=022\n', 1, 1).split('[').length, 2);
  });
});
