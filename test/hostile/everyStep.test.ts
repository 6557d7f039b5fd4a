import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Report } from '../../src/core/report/report.ts';
import { diagnoseScript } from '../support/liveRun.ts';
import { hangUp, inTurn, polite, reset, say, silence } from '../support/scripts.ts';
import type { Script, Step } from '../support/scriptedServer.ts';

/** Long enough for an end of the data connection to count as awaited, which takes a second. */
const timeoutMs = 1100;
const row = '-rw-r--r-- 1 a a 5 Jan 1 00:00 a\r\n';

const beginnings: Readonly<Record<string, Step>> = {
  'at once': () => undefined,
  'after a 150': say('150 Here it comes.'),
};

const bodies: Readonly<Record<string, Step>> = {
  'with no data': () => undefined,
  'with an empty listing': async (session) => void (await session.data()).end(),
  'with a listing': async (session) => void (await session.data()).end(row),
  'with a reset': async (session) => void (await session.data()).resetAndDestroy(),
};

/** Replies that are no success, in words that no rule knows. */
const codes = [
  '120',
  '331',
  '350',
  '421',
  '425',
  '426',
  '450',
  '451',
  '500',
  '502',
  '503',
  '522',
  '530',
  '550',
  '552',
];

const endings: Readonly<Record<string, Step>> = {
  'hangs up': hangUp,
  'resets the connection': reset,
  'falls silent': silence,
  ...Object.fromEntries(codes.map((code) => [`says ${code}`, say(`${code} words`)])),
};

/** What a listing may come to. */
function* listings(): Generator<readonly [string, Script]> {
  for (const [when, begin] of Object.entries(beginnings)) {
    for (const [what, body] of Object.entries(bodies)) {
      for (const [how, end] of Object.entries(endings)) {
        yield [`LIST ${when} ${what} ${how}`, { ...polite, LIST: inTurn(begin, body, end) }];
      }
    }
  }
}

/** What any other step of a session may come to. */
function* steps(): Generator<readonly [string, Script]> {
  for (const verb of ['greeting', 'USER', 'PASS', 'PASV', 'EPSV', 'FEAT', 'PWD']) {
    for (const [how, end] of Object.entries(endings)) yield [`${verb} ${how}`, { ...polite, [verb]: end }];
  }
}

/** Why a verdict of "healthy" is wrong; null where it is right or was not given. */
function wronglyHealthy({ findings, probes }: Report): string | null {
  if (!findings.some(({ id }) => id === 'healthy')) return null;
  const named = findings.some(({ id }) => id === 'epsv-unsupported' || id === 'command-failed');
  const bad = probes.filter(({ mode, outcome }) => {
    if (mode === 'PASV') return outcome !== 'ok';
    return mode === 'EPSV' && outcome !== 'ok' && !named;
  });
  return bad.length === 0 ? null : bad.map(({ mode, outcome }) => `${mode} ${outcome}`).join(', ');
}

async function failuresAmong(cases: Iterable<readonly [string, Script]>): Promise<readonly string[]> {
  const failures: string[] = [];
  const left = [...cases];
  const work = async (): Promise<void> => {
    for (let next = left.pop(); next !== undefined; next = left.pop()) {
      const [name, script] = next;
      const wrong = wronglyHealthy(await diagnoseScript(script, { timeoutMs }));
      if (wrong !== null) failures.push(`${name}: healthy, though ${wrong}`);
    }
  };
  await Promise.all(Array.from({ length: 16 }, work));
  return failures;
}

describe('a server that fails at one step is never called healthy', { concurrency: false }, () => {
  it('whatever a listing comes to', async () => {
    assert.deepEqual(await failuresAmong(listings()), []);
  });

  it('whatever the other steps come to', async () => {
    assert.deepEqual(await failuresAmong(steps()), []);
  });
});
