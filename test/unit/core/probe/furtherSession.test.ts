import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openFurther } from '../../../../src/core/probe/furtherSession.ts';
import { holdIdle } from '../../../../src/core/probe/hold.ts';
import type {
  Answer,
  ControlConnection,
  ControlWatcher,
  Network,
} from '../../../../src/core/probe/network.ts';
import { Run } from '../../../../src/core/probe/run.ts';
import { interview, survey } from '../../../../src/core/probe/survey.ts';
import type { Scheme } from '../../../../src/core/ftp/target.ts';
import { checkUnderTls } from '../../../../src/core/probe/tlsCheck.ts';
import type { CertificateInfo, NoteEvent } from '../../../../src/core/trace/event.ts';
import { noSettings } from '../../../../src/core/trace/trace.ts';

const remote = { address: '203.0.113.5', port: 21 };
const local = { address: '192.168.0.130', port: 40000 };

/** What is otherwise than usual about the run and its server. */
interface Setting {
  readonly scheme?: Scheme;
  readonly faults?: CertificateInfo['faults'];
  readonly addresses?: readonly string[];
}

/** A run against a server whose replies are given by verb; `greeting` is its first reply. */
function runAgainst(
  greeting: string,
  replies: Readonly<Record<string, string>> = {},
  { scheme = 'ftp', faults = [], addresses = [remote.address] }: Setting = {},
) {
  const asked: string[] = [];
  const waits: number[] = [];
  const dialled: string[] = [];
  const connectionTo = (address: string): ControlConnection => {
    let watcher: ControlWatcher | null = null;
    const reply = (text: string): Promise<Answer> => {
      const code = Number(text.slice(0, 3));
      watcher?.reply({ code, text, raw: null });
      return Promise.resolve({ kind: 'reply', code, text });
    };
    const certificate = { sha256: 'AA', faults, subject: '', issuer: '', altNames: [] };
    return {
      local,
      remote: { address, port: 21 },
      secure: scheme !== 'ftp',
      watch: (given) => (watcher = given),
      send: () => undefined,
      destroy: () => undefined,
      startTls: () => Promise.resolve({ outcome: 'ok', certificate } as never),
      request: (command, timeoutMs) => {
        if (command === null) return reply(greeting);
        asked.push(command);
        waits.push(timeoutMs);
        return reply(replies[command.split(' ')[0] ?? ''] ?? '500 What?');
      },
    };
  };
  const network = {
    now: () => 0,
    resolve: () => Promise.resolve({ addresses, errno: null, ms: 1 }),
    dialControl: ({ address }: { address: string }) => {
      dialled.push(address);
      return Promise.resolve({
        outcome: 'connected',
        connection: connectionTo(address),
        local,
        remote: { address, port: 21 },
        ms: 1,
      });
    },
  } as unknown as Network;
  const run = new Run(
    { scheme, host: 'ftp.example.net', port: 21, user: 'bob', path: null },
    {
      network,
      kind: 'probe',
      settings: { ...noSettings, timeoutMs: 5000 },
      family: 0,
      holdMs: null,
      ca: null,
      password: 'hunter2',
      vantage: { host: 'here', addresses: [], platform: 'linux', remote: null },
    },
    new AbortController().signal,
  );
  const notes = (kind: string): readonly NoteEvent['data'][] =>
    run.recorder
      .events()
      .flatMap((event) => (event.kind === 'note' && event.note === kind ? [event.data] : []));
  return { run, asked, waits, dialled, notes };
}

const willing = { USER: '331 Password?', PASS: '230 In.', QUIT: '221 Bye.', NOOP: '200 Here.' };

describe('a further session', () => {
  it('that meets a limit repeats the words of the server without the password', async () => {
    const { run, notes } = runAgainst('421 Too many users, hunter2 is not let in.');
    const further = await openFurther(run, remote, 'EPSV');
    assert.ok('limit' in further);
    assert.deepEqual(notes('limit'), [{ what: '421 Too many users, **** is not let in.' }]);
    assert.doesNotMatch(JSON.stringify(run.recorder.events()), /hunter2/);
  });

  it('under TLS that is asked for beside a clear run says the same of its greeting', async () => {
    const { run, notes } = runAgainst('421 Too many users, hunter2 is not let in.');
    await checkUnderTls(run, remote);
    assert.deepEqual(notes('limit'), [{ what: '421 Too many users, **** is not let in.' }]);
    assert.doesNotMatch(JSON.stringify(run.recorder.events()), /hunter2/);
  });

  it('under implicit TLS sends nothing below a certificate that is not accepted', async () => {
    const { run, asked } = runAgainst('220 Hello', willing, { scheme: 'ftps', faults: ['expired'] });
    assert.ok('limit' in (await openFurther(run, remote, 'EPSV')));
    assert.deepEqual(
      asked.filter((command) => command !== 'QUIT'),
      [],
    );
  });

  it('is left with QUIT, which is awaited for a second', async () => {
    const { run, asked, waits } = runAgainst('220 Hello', willing);
    const further = await openFurther(run, remote, 'EPSV');
    if ('session' in further) await further.session.quit();
    assert.deepEqual([asked.at(-1), waits.at(-1)], ['QUIT', 1000]);
  });
});

describe('the survey', () => {
  it('masks a password that was given before the run wherever the server repeats it', async () => {
    const { run } = runAgainst('220 Hello hunter2', willing);
    await survey(run);
    assert.doesNotMatch(JSON.stringify(run.recorder.events()), /hunter2/);
  });

  it('dials eight addresses of a host at the most', async () => {
    const addresses = Array.from({ length: 30 }, (_, index) => `203.0.113.${index + 1}`);
    const { run, dialled } = runAgainst('220 Hello', willing, { addresses });
    await survey(run);
    assert.equal(dialled.length, 8);
  });

  it('takes the client address from STAT, but not from pyftpdlib, which prints its own', async () => {
    for (const [stat, seen] of [
      ['211-FTP server status:\n     Connected to 198.51.100.7\n211 End', '198.51.100.7'],
      ['211-Status of host\n Connected from gw.example (::ffff:198.51.100.7)\n211 End', '198.51.100.7'],
      ['211-FTP server status:\n pyftpdlib 2.0\n Connected to: 10.0.0.1:21\n211 End', null],
      ['211-pyftpdlib 1.5\n Connected to 10.0.0.1\n211 End', null],
    ] as const) {
      const { run } = runAgainst('220 Hello', { ...willing, STAT: stat });
      const further = await openFurther(run, remote, 'survey');
      if ('session' in further) await interview(further.session);
      assert.equal(run.seenAs, seen, stat);
    }
  });
});

describe('the idle test', () => {
  it('opens nothing while a transfer may still hold the only slot', async () => {
    const { run, dialled, notes } = runAgainst('220 Hello', willing);
    run.slotTaken = true;
    await holdIdle(run, remote, 1);
    assert.deepEqual([dialled, notes('hold-not-made').length], [[], 1]);
  });

  it('stands outside the time bound of the run', async () => {
    const { run, notes } = runAgainst('220 Hello', willing);
    run.startBudget();
    await holdIdle(run, remote, 1);
    assert.equal(run.leftMs, Number.POSITIVE_INFINITY);
    assert.deepEqual(notes('hold'), [{ seconds: 0, alive: true }]);
  });
});
