import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import type { Report } from '../../src/core/report/report.ts';
import { LonelyProgram, runCli } from '../support/commandLine.ts';
import { schemaFaults } from '../support/reportSchema.ts';
import { hangUp, inTurn, pasv, polite, say, silence } from '../support/scripts.ts';
import { ScriptedServer, type Script, type Step } from '../support/scriptedServer.ts';

const program = new LonelyProgram();
after(() => program.remove());

/** What a diagnosis of a polite server with some steps changed must say. */
interface FaultyServer {
  readonly name: string;
  readonly change: Script;
  /** The first finding, or none above info. */
  readonly first: string | null;
  readonly never?: readonly string[];
  /** Outcomes by mode. */
  readonly modes?: Readonly<Record<string, string>>;
}

const row = '-rw-r--r-- 1 a a 5 Jan 1 00:00 a\r\n';

/** Sends a few bytes of a listing and stops there. */
const stall: Step = async (session) => {
  await session.reply('150 Here comes the directory listing.');
  const data = await session.data();
  data.write(row);
};

/** Sends the bytes of a listing and ends the data connection. */
const sendRow: Step = async (session) => {
  const data = await session.data();
  data.end(row);
};

const servers: readonly FaultyServer[] = [
  { name: 'hangs up on STAT', change: { STAT: hangUp }, first: null, modes: { PASV: 'ok', EPSV: 'ok' } },
  {
    name: 'never answers FEAT',
    change: { FEAT: silence },
    first: 'command-failed',
    modes: { PASV: 'ok', PORT: 'ok' },
  },
  {
    name: 'refuses PASV and EPSV in words of its own',
    change: { PASV: say('500 no thanks'), EPSV: say('500 no thanks') },
    first: 'passive-disabled',
    modes: { PASV: 'failed', EPSV: 'failed', PORT: 'ok' },
  },
  {
    name: 'refuses PASV alone in words of its own',
    change: { PASV: say('500 no thanks') },
    first: 'pasv-unsupported',
  },
  { name: 'refuses PASV for now', change: { PASV: say('450 later') }, first: 'command-failed' },
  { name: 'never answers PASV', change: { PASV: silence }, first: 'command-failed', modes: { EPSV: 'ok' } },
  { name: 'hangs up on PASV', change: { PASV: hangUp }, first: 'command-failed', modes: { EPSV: 'ok' } },
  { name: 'never answers EPSV', change: { EPSV: silence }, first: 'command-failed', modes: { PASV: 'ok' } },
  {
    name: 'hangs up on LIST',
    change: { LIST: hangUp },
    first: 'command-failed',
    never: ['active-blocked'],
    modes: { PASV: 'failed' },
  },
  { name: 'never answers LIST', change: { LIST: silence }, first: 'command-failed' },
  {
    name: 'refuses LIST for no known reason',
    change: { LIST: say('451 Local error') },
    first: 'command-failed',
  },
  {
    name: 'forbids LIST',
    change: { LIST: say('550 Permission denied.') },
    first: 'permission-denied',
    never: ['active-blocked'],
    modes: { PASV: 'unknown', EPSV: 'unknown', PORT: 'unknown', EPRT: 'unknown' },
  },
  {
    name: 'breaks off each listing for no known reason',
    change: { LIST: inTurn(say('150 Here it comes.'), sendRow, say('451 Local error')) },
    first: 'command-failed',
    modes: { PASV: 'failed', EPSV: 'failed' },
  },
  {
    name: 'ends the session in place of the last reply',
    change: { LIST: inTurn(say('150 Here it comes.'), sendRow, hangUp) },
    first: 'control-dropped-idle',
    modes: { PASV: 'failed', EPSV: 'failed' },
  },
  {
    name: 'greets as if it asked for a password',
    change: { greeting: say('331 Hm') },
    first: 'command-failed',
  },
  { name: 'stops in the middle of a listing', change: { LIST: stall }, first: 'data-transfer-stalled' },
  { name: 'wants an account', change: { PASS: say('332 Need account.') }, first: 'login-failed' },
  {
    name: 'logs in with 200',
    change: { USER: say('200 ok'), PASS: say('200 ok') },
    first: null,
    modes: { PASV: 'ok' },
  },
  {
    name: 'asks for AUTH TLS',
    change: { USER: say('530 Must perform AUTH TLS first.') },
    first: 'tls-required',
  },
  {
    name: 'names another loopback address',
    change: { PASV: pasv('127,0,0,2') },
    first: 'pasv-wrong-address',
    modes: { PASV: 'failed', EPSV: 'ok' },
  },
  {
    name: 'fails each data connection after it was made',
    change: {
      LIST: inTurn(say('150 Here it comes.'), say('425 Cannot build data connection.')),
    },
    first: 'data-connection-failed',
  },
];

describe('a server that', { concurrency: 3 }, () => {
  for (const { name, change, first, never = [], modes = {} } of servers) {
    it(`${name} is diagnosed as ${first ?? 'healthy'}`, async () => {
      const server = await new ScriptedServer({ ...polite, ...change }).start();
      const words = [`ftp://127.0.0.1:${server.port}`, '--json', '--timeout', '1', '--samples', '2'];
      const { stdout, status } = await runCli(program, words);
      server.close();
      const report = JSON.parse(stdout) as Report;
      assert.deepEqual(schemaFaults(report), []);
      const found = report.findings.map(({ id }): string => id);
      assert.equal(found[0], first ?? 'healthy', found.join(' '));
      assert.equal(found.includes('healthy'), first === null);
      for (const id of never) assert.ok(!found.includes(id), id);
      for (const [mode, outcome] of Object.entries(modes)) {
        assert.equal(report.probes.find((probe) => probe.mode === mode)?.outcome, outcome, mode);
      }
      const faulty = report.findings.some(({ severity }) => severity === 'error');
      assert.equal(status, faulty ? 1 : 0);
      // A report that finds everything in order rests on a listing as most clients make it.
      if (first === null) assert.equal(report.probes.find(({ mode }) => mode === 'PASV')?.outcome, 'ok');
    });
  }
});

describe('a server that loses the control connection during a transfer', () => {
  /** Sends a listing, then ends the control connection by RST in place of the last reply. */
  const lose: Step = async (session) => {
    await session.reply('150 Here comes the directory listing.');
    const data = await session.data();
    data.end('-rw-r--r-- 1 a a 5 Jan 1 00:00 a\r\n');
    await new Promise((resolve) => data.once('close', resolve));
    session.reset();
  };
  const common = ['--timeout', '1', '--samples', '2'];

  it('can be asked how long a silent session lives, as the finding says', async (context) => {
    const server = await new ScriptedServer({ ...polite, LIST: lose }).start();
    context.after(() => server.close());
    const url = `ftp://127.0.0.1:${server.port}`;
    const { stdout } = await runCli(program, [url, '--json', ...common]);
    const { findings } = JSON.parse(stdout) as Report;
    const offered = findings.find(({ id }) => id === 'control-dropped-idle')?.nextTests?.[0];
    assert.ok(offered !== undefined);
    assert.equal(offered.options.at(-2), '--hold');
    const options = [...offered.options.slice(0, -1), '1', '--timeout', '1'];
    const again = await runCli(program, [offered.target, ...options]);
    assert.match(again.stdout, /Idle for 1 s: the control connection lives/);
  });

  it('says so where the idle test that was asked for could not be made', async (context) => {
    const server = await new ScriptedServer({ ...polite, LIST: lose }).start();
    context.after(() => server.close());
    const { stdout } = await runCli(program, [`ftp://127.0.0.1:${server.port}`, '--hold', '1', ...common]);
    const said = stdout.replace(/\s+/g, ' ');
    assert.match(said, /The idle test was not made: a transfer that was begun still holds the server/);
  });
});
