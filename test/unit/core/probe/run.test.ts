import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { logIn } from '../../../../src/core/probe/login.ts';
import type { Answer, Network, TlsResult } from '../../../../src/core/probe/network.ts';
import type { DiagnoseOptions } from '../../../../src/core/probe/options.ts';
import { Run } from '../../../../src/core/probe/run.ts';
import type { ProbeSession } from '../../../../src/core/probe/session.ts';
import type { CertificateInfo } from '../../../../src/core/trace/event.ts';
import { noSettings } from '../../../../src/core/trace/trace.ts';

const target = { scheme: 'ftpes', host: 'ftp.example.net', port: 21, user: 'bob', path: null } as const;
let clock = 0;

function runWith(options: Partial<DiagnoseOptions> = {}, settings: Partial<typeof noSettings> = {}): Run {
  const network = { now: () => clock } as unknown as Network;
  const all: DiagnoseOptions = {
    network,
    kind: 'probe',
    settings: { ...noSettings, timeoutMs: 5000, ...settings },
    family: 0,
    holdMs: null,
    ca: null,
    password: 'hunter2',
    vantage: { host: 'here', addresses: [], platform: 'linux', remote: null },
    ...options,
  };
  return new Run(target, all, new AbortController().signal);
}

function certificate(sha256: string, faults: CertificateInfo['faults'] = []): CertificateInfo {
  const none = { subject: '', issuer: '', validFrom: null, validTo: null, altNames: [], code: null };
  return { sha256, faults, ...none };
}

/** A session that answers as told and keeps what it was asked. */
function sessionOf(run: Run, code: (verb: string) => number, shown: CertificateInfo) {
  const asked: string[] = [];
  const session = {
    id: 0,
    run,
    exchange: (command: string): Promise<Answer> => {
      asked.push(command);
      const verb = command.split(' ')[0] ?? '';
      return Promise.resolve({ kind: 'reply', code: code(verb), text: '' });
    },
    startTls: () => Promise.resolve({ outcome: 'ok', certificate: shown } as unknown as TlsResult),
  };
  return { session: session as unknown as ProbeSession, asked };
}

const willing = (verb: string): number =>
  ({ AUTH: 234, USER: 331, PASS: 230, PBSZ: 200, PROT: 200 })[verb] ?? 500;

describe('a run', () => {
  it('takes at most 3 × timeout + 5 s from login on, and any time before', () => {
    clock = 0;
    const run = runWith();
    assert.equal(run.within(60_000), 60_000);
    run.startBudget();
    assert.equal(run.within(60_000), 20_000);
    clock = 19_000;
    assert.equal(run.within(60_000), 1000);
    assert.equal(run.isOver(), false);
    clock = 20_000;
    assert.equal(run.isOver(), true);
    run.liftBudget();
    assert.equal(run.isOver(), false);
  });

  it('gives a sample 2 s and four round trips, the timeout at most', () => {
    const run = runWith();
    assert.equal(run.sampleMs, 2000);
    run.roundTripMs = 100;
    assert.equal(run.sampleMs, 2400);
    run.roundTripMs = 3000;
    assert.equal(run.sampleMs, 5000);
  });

  it('waits for greeting and login twice the timeout and 5 s', () => {
    assert.equal(runWith().patienceMs, 15_000);
  });

  it('trusts a certificate with faults only if it is told to', async () => {
    const faulty = certificate('AA', ['self-signed']);
    assert.equal(await runWith().accepts(certificate('AA')), true);
    assert.equal(await runWith().accepts(faulty), false);
    assert.equal(await runWith({}, { insecure: true }).accepts(faulty), true);
    assert.equal(await runWith({ acceptedCertificates: ['AA'] }).accepts(faulty), true);
  });

  it('asks about a certificate once', async () => {
    let asked = 0;
    const prompt = {
      certificate: () => {
        asked += 1;
        return Promise.resolve(true);
      },
    };
    const run = runWith({ prompt });
    for (let i = 0; i < 3; i += 1) assert.equal(await run.accepts(certificate('AA', ['expired'])), true);
    assert.equal(asked, 1);
  });
});

describe('a login', () => {
  it('sends the password under a certificate without fault, and protects the data', async () => {
    const { session, asked } = sessionOf(runWith(), willing, certificate('AA'));
    assert.equal(await logIn(session, 'explicit'), 'ok');
    assert.deepEqual(asked, ['AUTH TLS', 'USER bob', 'PASS hunter2', 'PBSZ 0', 'PROT P']);
    assert.equal(session.protectsData, true);
  });

  it('keeps the password back where TLS is refused', async () => {
    const { session, asked } = sessionOf(runWith(), () => 502, certificate('AA'));
    assert.equal(await logIn(session, 'explicit'), 'no-tls');
    assert.deepEqual(asked, ['AUTH TLS']);
  });

  it('keeps the password back under a certificate that is not trusted', async () => {
    const { session, asked } = sessionOf(runWith(), willing, certificate('AA', ['expired']));
    assert.equal(await logIn(session, 'explicit'), 'withheld');
    assert.deepEqual(asked, ['AUTH TLS']);
  });

  it('keeps the password back where a later session shows another certificate', async () => {
    const run = runWith({}, { insecure: true });
    assert.equal(await logIn(sessionOf(run, willing, certificate('AA')).session, 'explicit'), 'ok');
    const { session, asked } = sessionOf(run, willing, certificate('BB'));
    assert.equal(await logIn(session, 'explicit'), 'withheld');
    assert.deepEqual(asked, ['AUTH TLS']);
  });

  it('masks a password that it had to ask for in whatever the server says afterwards', async () => {
    const run = runWith({ password: null, prompt: { password: () => Promise.resolve('hunter2') } });
    const { session, asked } = sessionOf(run, willing, certificate('AA'));
    assert.equal(await logIn(session, 'explicit'), 'ok');
    assert.ok(asked.includes('PASS hunter2'));
    const text = '230 Welcome, your password is hunter2';
    const said = { session: 0, connection: 0, channel: 'control', from: 'server', kind: 'reply' } as const;
    assert.equal(
      run.recorder.record({ ...said, code: 230, text }).text,
      '230 Welcome, your password is ****',
    );
  });

  it('sends a wrong password once', async () => {
    const refusing = (verb: string): number => (verb === 'PASS' ? 530 : willing(verb));
    const { session, asked } = sessionOf(runWith(), refusing, certificate('AA'));
    assert.equal(await logIn(session, 'explicit'), 'refused');
    assert.equal(asked.filter((command) => command.startsWith('PASS')).length, 1);
  });
});
