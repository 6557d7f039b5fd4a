import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { argumentOf, maskCommand, maskSecret, verbOf } from '../../../../src/core/ftp/command.ts';

describe('commands', () => {
  it('have a verb and an argument', () => {
    assert.equal(verbOf('  list /pub'), 'LIST');
    assert.equal(argumentOf('USER a b '), 'a b ');
    assert.equal(verbOf('!?'), '');
  });

  it('never show the argument of PASS and ACCT', () => {
    assert.equal(maskCommand('pass s3cret'), 'PASS ****');
    assert.equal(maskCommand('ACCT x y'), 'ACCT ****');
    assert.equal(maskCommand('USER pass'), 'USER pass');
  });

  it('lose a secret wherever it turns up', () => {
    assert.equal(
      maskSecret('530 bad password s3cret for s3cret', 's3cret'),
      '530 bad password **** for ****',
    );
    assert.equal(maskSecret('the 22', '2'), 'the 22');
    assert.equal(maskSecret('x', null), 'x');
    assert.equal(
      maskSecret('227 (123,56,241,199,1,23) for 123!', '123'),
      '227 (123,56,241,199,1,23) for ****!',
    );
  });
});
