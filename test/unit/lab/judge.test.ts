import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Finding, Probe, Report } from '../../../src/core/report/report.ts';
import { judgeReport, judgeWire, matches } from '../../lab/judge.ts';
import type { Truth } from '../../lab/scenario.ts';
import type { Wire } from '../../lab/world/wire.ts';

function report(findings: readonly [string, string][], probes: readonly Partial<Probe>[] = []): Report {
  return {
    findings: findings.map(([id, severity]) => ({ id, severity }) as Finding),
    probes: probes.map((probe) => ({ attempts: [], accepted: [], ...probe }) as unknown as Probe),
    control: { seenAs: '125.120.45.15' },
  } as unknown as Report;
}

const seed: Truth = {
  alarms: { 'pasv-private-address': 'error' },
  notes: ['cleartext-password'],
  never: ['pasv-ports-blocked'],
};

describe('the judge of a report', () => {
  it('is content with what the truth says', () => {
    const seen = report([
      ['pasv-private-address', 'error'],
      ['cleartext-password', 'info'],
      ['alg-rewrites-port', 'info'],
    ]);
    assert.deepEqual(judgeReport(seed, seen, 1), []);
  });

  it('names a missing finding, a wrong severity, a false alarm and the status', () => {
    const seen = report([
      ['pasv-private-address', 'warning'],
      ['pasv-ports-blocked', 'error'],
    ]);
    assert.deepEqual(judgeReport(seed, seen, 0), [
      'pasv-private-address is warning, not error',
      'false alarm: error pasv-ports-blocked',
      'note cleartext-password is missing',
      'finding pasv-ports-blocked must not be there',
      'exit status is 0, not 1',
    ]);
    assert.deepEqual(judgeReport({ alarms: { 'not-ftp': 'error' } }, report([]), 1), [
      'finding not-ftp is missing',
    ]);
  });

  it('wants healthy exactly where nothing is wrong', () => {
    assert.deepEqual(judgeReport({ alarms: {} }, report([]), 0), ['healthy is missing']);
    assert.deepEqual(judgeReport({ alarms: {} }, report([['healthy', 'info']]), 0), []);
    const both = report([
      ['not-ftp', 'error'],
      ['healthy', 'info'],
    ]);
    assert.deepEqual(judgeReport({ alarms: { 'not-ftp': 'error' } }, both, 1), ['healthy is there']);
  });

  it('compares modes: outcome, reply, dials and arrivals', () => {
    const truth: Truth = {
      alarms: {},
      seenAs: '125.120.45.16',
      modes: {
        PASV: {
          outcome: 'failed',
          reply: '227 (172,17,9,135,*,*)',
          advertised: 'unreachable',
          peer: 'connected',
        },
        PORT: { outcome: 'ok', from: '123.56.241.199' },
        EPSV: { outcome: 'ok' },
      },
    };
    const seen = report(
      [['healthy', 'info']],
      [
        { mode: 'PASV', outcome: 'ok', reply: '227 (123,56,241,199,1,2)' },
        { mode: 'PORT', outcome: 'ok' },
      ],
    );
    assert.deepEqual(judgeReport(truth, seen, 0), [
      'PASV outcome is ok, not failed',
      'PASV reply is 227 (123,56,241,199,1,2), not 227 (172,17,9,135,*,*)',
      'PASV advertised dial is absent, not unreachable',
      'PASV dial of the control peer is absent, not connected',
      'PORT arrival is absent, not 123.56.241.199',
      'probe EPSV is missing',
      'control.seenAs is 125.120.45.15, not 125.120.45.16',
    ]);
  });
});

describe('the judge of the wire', () => {
  const wire: Wire = {
    control: 'connected',
    greeting: '220 (vsFTPd 3.0.3)',
    login: '230 Login successful.',
    seenAs: '125.120.45.15',
    modes: {
      PASV: {
        reply: '227 Entering Passive Mode (172,17,9,135,83,237).',
        advertised: 'unreachable',
        listing: null,
      },
    },
  };

  it('agrees with a truth that the wire shows', () => {
    const PASV = {
      outcome: 'failed',
      reply: '227 Entering Passive Mode (172,17,9,135,*,*).',
      listing: null,
    } as const;
    assert.deepEqual(
      judgeWire({ alarms: {}, login: '230', seenAs: '125.120.45.15', modes: { PASV } }, wire),
      [],
    );
  });

  it('contradicts one that it does not show', () => {
    const modes: Truth['modes'] = {
      PASV: { outcome: 'ok', advertised: 'connected', listing: '226' },
      EPSV: { outcome: 'ok' },
    };
    assert.deepEqual(judgeWire({ alarms: {}, login: '530', modes }, wire), [
      'wire: PASV advertised dial is unreachable, not connected',
      'wire: PASV listing is absent, not 226',
      'wire: EPSV was not reached',
      'wire: login is 230 Login successful., not 530',
    ]);
  });

  it('takes digits for each star and nothing else', () => {
    assert.ok(
      matches('229 Entering Extended Passive Mode (|||*|)', '229 Entering Extended Passive Mode (|||30001|)'),
    );
    assert.ok(!matches('227 (1,*)', '227 (1,x)'));
  });
});
