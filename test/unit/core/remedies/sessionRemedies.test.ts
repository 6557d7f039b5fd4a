import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deriveFacts } from '../../../../src/core/diagnosis/deriveFacts.ts';
import type { Facts } from '../../../../src/core/diagnosis/facts.ts';
import { decodeOops } from '../../../../src/core/diagnosis/vsftpdOops.ts';
import { createTranslate } from '../../../../src/core/l10n.ts';
import * as control from '../../../../src/core/remedies/control.ts';
import { remediesForCleartext } from '../../../../src/core/remedies/index.ts';
import { remediesForChroot, remediesForLogin } from '../../../../src/core/remedies/login.ts';
import { remediesForHandshake, remediesForOops } from '../../../../src/core/remedies/oops.ts';
import { situationOf } from '../../../../src/core/remedies/situation.ts';
import { certificateRepair, clientTlsMode } from '../../../../src/core/remedies/tls.ts';
import type { Remedy } from '../../../../src/core/report/report.ts';
import { checkRemedies } from '../../../support/remedyChecks.ts';
import { seedTrace } from '../../../support/seed.ts';
import { traceOf } from '../../../support/traceText.ts';

const t = createTranslate();
const facts = deriveFacts(traceOf(seedTrace));
const stranger: Facts = { ...facts, server: { product: 'unknown', version: null, evidence: [] } };

function oops(text: string, known = facts): readonly Remedy[] {
  return remediesForOops(known, t, decodeOops(text, t));
}

describe('remedies of the session rules', () => {
  it('have their form, their order and their price', () => {
    for (const known of [facts, stranger]) {
      for (const how of ['refused', 'timed-out', 'unreachable'] as const)
        checkRemedies(control.remediesForUnreachable(known, t, how));
      checkRemedies(control.remediesForName('ftp.example.test', t));
      checkRemedies(control.remediesForDeadAddress(['198.51.100.8'], t));
      checkRemedies(control.remediesForGreetingDelay(known, t));
      checkRemedies(control.remediesForLimit(known, t));
      checkRemedies(control.remediesForRefusal(known, t));
      checkRemedies(control.remediesForBlocked(t));
      checkRemedies(control.remediesForBackends(t));
      for (const byServer of [true, false]) checkRemedies(control.remediesForIdle(t, byServer));
      for (const protocol of ['SSH', null]) checkRemedies(control.remediesForOtherProtocol(protocol, t));
      for (const offered of [true, false, null]) checkRemedies(remediesForCleartext(known, t, offered));
      checkRemedies(remediesForLogin(known, t, 'alice'));
      checkRemedies(remediesForChroot(known, t));
      for (const meaning of [undefined, null, decodeOops('child died', t)])
        checkRemedies(remediesForHandshake(known, t, meaning));
      checkRemedies(certificateRepair(situationOf(known), t, null));
      for (const mode of ['implicit', 'explicit'] as const) checkRemedies([clientTlsMode(t, mode, 'h', 21)]);
    }
  });

  it('begin at the server for a refusal and at the firewall for silence', () => {
    assert.equal(control.remediesForUnreachable(facts, t, 'refused')[0]?.target, 'server');
    assert.equal(control.remediesForUnreachable(facts, t, 'timed-out')[0]?.target, 'security-group');
  });

  it('open the control port that was asked for', () => {
    const steps = control.remediesForUnreachable(facts, t, 'timed-out').flatMap((entry) => entry.steps);
    assert.ok(steps.some((text) => text.includes('sudo ufw allow 2100/tcp')));
  });

  it('send nobody to a cloud or a router for a port of this very machine', () => {
    const own = deriveFacts(traceOf('! connect 127.0.0.1:2100 refused 1ms ECONNREFUSED'));
    const ids = control.remediesForUnreachable(own, t, 'refused').map(({ id }) => id);
    assert.deepEqual(ids, ['server-listening']);
  });

  it('make a chroot safe before they allow a writable one', () => {
    const ids = remediesForChroot(facts, t).map(({ id }) => id);
    assert.deepEqual(ids, ['vsftpd-readonly-root', 'vsftpd-local-root', 'vsftpd-allow-writeable-chroot']);
  });
});

describe('remedies for a fatal error of vsftpd', () => {
  it('set by machine what has one right value', () => {
    const edits = oops('vsftpd: both local and anonymous access disabled!')[0]?.edits;
    assert.deepEqual(edits, [{ op: 'set', option: 'local_enable', value: 'YES', file: null }]);
  });

  it('leave to the person what has not', () => {
    assert.deepEqual(oops('cannot change directory:/home/alice')[0]?.edits, []);
    assert.deepEqual(oops('SSL: cannot load RSA certificate')[0]?.edits, []);
  });

  it('set the whole address for an invalid pasv_address', () => {
    const edit = oops('invalid pasv_address')[0]?.edits.find(({ option }) => option === 'pasv_address');
    assert.equal(edit?.value, '123.56.241.199');
  });

  it('switch the sandbox off last and as a weakening only', () => {
    const remedies = oops('child died');
    assert.deepEqual(
      remedies.map(({ id, weakens }) => [id, weakens]),
      [
        ['vsftpd-oops-other-process', false],
        ['vsftpd-seccomp-sandbox', true],
      ],
    );
  });

  it('lead to the log for a text that nobody knows', () => {
    assert.equal(remediesForOops(facts, t, null)[0]?.id, 'vsftpd-oops-unknown');
  });
});
