import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createTranslate } from '../../../../src/core/l10n.ts';
import type { Report } from '../../../../src/core/report/report.ts';
import type { CertificateInfo, TraceEvent } from '../../../../src/core/trace/event.ts';
import { noSettings } from '../../../../src/core/trace/trace.ts';
import { Diagnoses, type DiagnosesDeps } from '../../../../src/extension/diagnose/diagnoses.ts';
import type { Doctor, DoctorRequest } from '../../../../src/extension/doctor/doctor.ts';
import {
  parseDestination,
  unsavedEndpoint,
  type Endpoint,
} from '../../../../src/extension/endpoints/endpoint.ts';
import { HistoryStore } from '../../../../src/extension/history/historyStore.ts';
import { PasswordStore } from '../../../../src/extension/passwords/passwordStore.ts';
import { memoryFiles } from '../../../support/memoryFiles.ts';
import { seedReport } from '../../../support/seedReport.ts';

function endpoint(url: string): Endpoint {
  const parsed = parseDestination(url);
  if ('fault' in parsed) throw new Error(parsed.fault);
  return unsavedEndpoint(parsed.destination);
}

const anonymous = endpoint('ftp://h.example');
const named = endpoint('ftp://me@h.example');
const certificate: CertificateInfo = {
  sha256: 'AA',
  subject: 'CN=h',
  issuer: 'CN=h',
  validFrom: null,
  validTo: null,
  altNames: [],
  faults: ['self-signed'],
  code: null,
};

/** What the fake doctor does with a request. */
type Behaviour = (request: DoctorRequest) => Promise<Report>;

const found: Behaviour = () => Promise.resolve(seedReport);

function login(code: number): readonly TraceEvent[] {
  const common = { at: 0, session: 0, connection: 0, channel: 'control' as const };
  return [
    { ...common, id: 0, kind: 'command', from: 'client', text: 'PASS ***' },
    { ...common, id: 1, kind: 'reply', from: 'server', code, text: `${code} x` },
  ];
}

/** Diagnoses over a doctor that behaves as told, with everything it was asked. */
function bench(
  behaviour: Behaviour,
  answers: Partial<DiagnosesDeps['questions']> = {},
  more: Pick<DiagnosesDeps, 'serverFile'> = {},
) {
  const requests: DoctorRequest[] = [];
  const asked: string[] = [];
  const accepted: string[] = [];
  const values = new Map<string, string>();
  const state = { behaviour };
  const doctor: Doctor = {
    diagnose: (request) => {
      requests.push(request);
      return Promise.resolve({
        report: () => ({ ...seedReport, complete: false }),
        done: state.behaviour(request),
      });
    },
    read: (text) => Promise.resolve(JSON.parse(text) as Report),
    write: () => Promise.reject(new Error('not asked for')),
    scenarios: () => Promise.resolve([]),
  };
  const files = memoryFiles();
  const history = new HistoryStore(files, (text) => doctor.read(text, 'en'));
  const passwords = new PasswordStore({
    get: (key) => Promise.resolve(values.get(key)),
    store: (key, value) => Promise.resolve(void values.set(key, value)),
    delete: (key) => Promise.resolve(void values.delete(key)),
  });
  const diagnoses = new Diagnoses({
    doctor,
    history,
    passwords,
    questions: {
      password: (_endpoint, why) => {
        asked.push(`password ${why}`);
        return answers.password?.(_endpoint, why) ?? Promise.resolve(null);
      },
      certificate: (_endpoint, shown) => {
        asked.push(`certificate ${shown.sha256}`);
        return answers.certificate?.(_endpoint, shown) ?? Promise.resolve('no');
      },
    },
    settingsFor: () => ({ settings: noSettings, language: 'en', historySize: 3 }),
    remote: null,
    acceptAlways: (_endpoint, sha256) => Promise.resolve(void accepted.push(sha256)),
    t: createTranslate(),
    log: { trace: () => undefined, info: () => undefined, error: () => undefined },
    ...more,
  });
  return { diagnoses, history, passwords, requests, asked, accepted, state, files };
}

describe('the diagnosis of an endpoint', () => {
  it('ends with a report that is kept', async () => {
    const { diagnoses, history } = bench(found);
    assert.equal(await diagnoses.diagnose(anonymous, { ask: true }), seedReport);
    assert.equal(diagnoses.state(anonymous.id).phase, 'done');
    assert.equal((await history.list(anonymous.id)).length, 1);
  });

  it('goes by the server’s own file, and says when that cannot be read', async () => {
    const range = { from: 50000, to: 50100 };
    const config = { pasv_address: '192.0.2.1' };
    const known = bench(found, {}, { serverFile: () => Promise.resolve({ settings: { config, range } }) });
    await known.diagnoses.diagnose(anonymous, { ask: true });
    assert.deepEqual(known.requests[0]?.settings.config, config);
    assert.deepEqual(known.requests[0].settings.range, range);
    const gone = bench(found, {}, { serverFile: () => Promise.resolve({ fault: 'it is gone' }) });
    assert.equal(await gone.diagnoses.diagnose(anonymous, { ask: true }), seedReport);
    assert.equal(gone.requests[0]?.settings.config, null);
    assert.equal(gone.diagnoses.state(anonymous.id).message, 'it is gone');
  });

  it('is joined, not started twice', async () => {
    const { diagnoses, requests } = bench(found);
    const [a, b] = await Promise.all([
      diagnoses.diagnose(anonymous, { ask: true }),
      diagnoses.diagnose(anonymous, { ask: true }),
    ]);
    assert.equal(a, b);
    assert.equal(requests.length, 1);
  });

  it('says what is fixed, new and the same against the last one, over a restart too', async () => {
    const first = bench(found);
    await first.diagnoses.diagnose(anonymous, { ask: true });
    const [finding, ...rest] = seedReport.findings;
    assert.ok(finding !== undefined);
    first.diagnoses.forget();
    first.state.behaviour = () =>
      Promise.resolve({
        ...seedReport,
        findings: [...rest, { ...finding, id: 'pasv-ports-blocked' as const }],
      });
    await first.diagnoses.diagnose(anonymous, { ask: true });
    const { changes } = first.diagnoses.state(anonymous.id);
    assert.deepEqual(changes?.fixed, [finding.id]);
    assert.deepEqual(changes.fixedTitles, [finding.title]);
    assert.deepEqual(changes.added, ['pasv-ports-blocked']);
  });

  it('compares nothing when other modes were asked for', async () => {
    const { diagnoses, state } = bench(found);
    await diagnoses.diagnose(anonymous, { ask: true });
    state.behaviour = () =>
      Promise.resolve({ ...seedReport, settings: { ...seedReport.settings, modes: ['PASV'] } });
    await diagnoses.diagnose(anonymous, { changes: { modes: ['PASV'] }, ask: true });
    assert.equal(diagnoses.state(anonymous.id).changes, null);
  });

  it('changes what one run is told to, and nothing for the next', async () => {
    const { diagnoses, requests } = bench(found);
    const range = { from: 50_000, to: 50_100 };
    const changes = {
      modes: ['PASV'],
      samples: 12,
      timeoutMs: 15_000,
      range,
      family: 4,
      holdMs: 60_000,
    } as const;
    await diagnoses.diagnose(anonymous, { changes, ask: true });
    await diagnoses.diagnose(anonymous, { ask: true });
    const [changed, plain] = requests;
    assert.deepEqual(changed?.settings.modes, ['PASV']);
    assert.equal(changed.settings.samples, 12);
    assert.equal(changed.settings.timeoutMs, 15_000);
    assert.deepEqual(changed.settings.range, range);
    assert.deepEqual([changed.family, changed.holdMs], [4, 60_000]);
    assert.deepEqual([plain?.family, plain?.holdMs], [0, null]);
    assert.deepEqual(plain?.settings.modes, noSettings.modes);
  });

  it('cancels at once, keeps what was seen, and puts nothing into the history', async (context) => {
    context.mock.timers.enable({ apis: ['setTimeout'] });
    const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
    const { diagnoses, history } = bench(() => new Promise(() => undefined));
    const ended = diagnoses.diagnose(anonymous, { ask: true });
    await settle();
    diagnoses.cancel(anonymous.id);
    await settle();
    // The engine gets this long for its last event; this one never ends.
    context.mock.timers.tick(200);
    const report = await ended;
    assert.equal(report?.stopped, 'ctrl-c');
    assert.equal(diagnoses.state(anonymous.id).phase, 'cancelled');
    assert.equal((await history.list(anonymous.id)).length, 0);
  });

  it('does not take what a cancelled run saw for a proof that all is well', async () => {
    const [finding, ...rest] = seedReport.findings;
    assert.ok(finding);
    const { diagnoses } = bench(() =>
      Promise.resolve({
        ...seedReport,
        stopped: 'ctrl-c',
        findings: [{ ...finding, id: 'healthy' as const }, ...rest],
      }),
    );
    const report = await diagnoses.diagnose(anonymous, { ask: true });
    assert.deepEqual(report?.findings, rest);
    assert.equal(diagnoses.state(anonymous.id).report, report);
  });

  it('says why when it could not be made, and can be tried again', async () => {
    const { diagnoses, state } = bench(() => Promise.reject(new RangeError('No practice scenario "x"')));
    assert.equal(await diagnoses.diagnose(anonymous, { ask: true }), null);
    assert.equal(diagnoses.state(anonymous.id).phase, 'failed');
    assert.match(diagnoses.state(anonymous.id).message ?? '', /No practice scenario/);
    state.behaviour = found;
    assert.equal(await diagnoses.diagnose(anonymous, { ask: true }), seedReport);
  });

  it('still ends when the history cannot be written', async () => {
    const { diagnoses, files } = bench(found);
    files.full = true;
    assert.equal(await diagnoses.diagnose(anonymous, { ask: true }), seedReport);
    assert.match(diagnoses.state(anonymous.id).message ?? '', /history/);
  });
});

describe('passwords of a diagnosis', () => {
  it('are not asked for anonymous', async () => {
    const { diagnoses, asked, requests } = bench(found);
    await diagnoses.diagnose(anonymous, { ask: true });
    assert.deepEqual(asked, []);
    assert.equal(requests[0]?.password, null);
  });

  it('are asked for once and used again', async () => {
    const { diagnoses, asked, requests } = bench(found, {
      password: () => Promise.resolve({ password: 'one', remember: false }),
    });
    await diagnoses.diagnose(named, { ask: true });
    await diagnoses.diagnose(named, { ask: true });
    assert.deepEqual(asked, ['password needed']);
    assert.deepEqual(
      requests.map(({ password }) => password),
      ['one', 'one'],
    );
  });

  it('are not sent again after a 530 until the person gives one', async () => {
    const { diagnoses, asked, requests, state, passwords } = bench(
      () => Promise.resolve({ ...seedReport, events: login(530) }),
      { password: () => Promise.resolve({ password: 'two', remember: true }) },
    );
    assert.ok(named.destination.kind === 'server');
    await passwords.keep(named.destination.target, 'one', true);
    await diagnoses.diagnose(named, { ask: true });
    assert.match(diagnoses.state(named.id).message ?? '', /refused the password/);
    assert.equal(await diagnoses.diagnose(named, { ask: false }), null);
    assert.equal(diagnoses.state(named.id).phase, 'password-needed');
    assert.equal(requests.length, 1);
    state.behaviour = () => Promise.resolve({ ...seedReport, events: login(230) });
    await diagnoses.diagnose(named, { ask: true });
    assert.deepEqual(asked, ['password refused']);
    assert.equal(requests[1]?.password, 'two');
  });

  it('that are not given end the run in silence, the last report kept', async () => {
    const { diagnoses, requests } = bench(found);
    assert.equal(await diagnoses.diagnose(named, { ask: true }), null);
    assert.equal(diagnoses.state(named.id).phase, 'password-needed');
    assert.equal(requests.length, 0);
  });
});

describe('a certificate with faults', () => {
  const asking: Behaviour = async ({ prompt }) => {
    await prompt.certificate?.(certificate);
    return seedReport;
  };

  it('is put to the person, and kept with the endpoint when always accepted', async () => {
    const { diagnoses, asked, accepted } = bench(asking, { certificate: () => Promise.resolve('always') });
    await diagnoses.diagnose(anonymous, { ask: true });
    assert.deepEqual(asked, ['certificate AA']);
    assert.deepEqual(accepted, ['AA']);
  });

  it('is refused without a question where nobody may be asked', async () => {
    let answer: boolean | undefined;
    const { diagnoses, asked } = bench(async ({ prompt }) => {
      answer = await prompt.certificate?.(certificate);
      return seedReport;
    });
    await diagnoses.diagnose(anonymous, { ask: false });
    assert.equal(answer, false);
    assert.deepEqual(asked, []);
  });
});
