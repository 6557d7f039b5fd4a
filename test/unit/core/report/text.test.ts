import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Language } from '../../../../src/core/l10n.ts';
import type { Probe, Report } from '../../../../src/core/report/report.ts';
import { ansiStyle, plainStyle } from '../../../../src/core/report/style.ts';
import { formatText } from '../../../../src/core/report/text.ts';
import { displayWidth } from '../../../../src/core/report/wrap.ts';
import { matchGolden } from '../../../support/golden.ts';
import { translatorOf } from '../../../support/language.ts';
import { poisonedReport } from '../../../support/poison.ts';
import { seedReport } from '../../../support/seedReport.ts';

function draw(report: Report, lang: Language = 'en', verbose = false, width = 80): string {
  return formatText({ ...report, lang }, { t: translatorOf(lang), style: plainStyle, width, verbose });
}

const [pasv, epsv] = seedReport.probes as [Probe, Probe];

function withProbe(fields: Partial<Probe>, base: Probe = pasv): Report {
  return { ...seedReport, probes: [{ ...base, ...fields }] };
}

const attempt = {
  as: 'advertised',
  address: '123.56.241.199',
  port: 21485,
  outcome: 'connected',
  ms: 31,
  errno: null,
  via: null,
  reason: null,
  event: null,
} as const;
const ownAddress = { address: '123.56.241.199', port: 21485, scope: 'public' } as const;

describe('formatText', () => {
  it('says of a note that is not sure how sure it is and what would tell more', () => {
    const note = {
      ...seedReport.findings[0],
      id: 'alg-rewrites-port',
      severity: 'info',
      confidence: 'possible',
      nextSteps: ['Live: ftp-diagnose ftp://a@h:21 --mode port'],
    } as Report['findings'][number];
    const drawn = draw({ ...seedReport, findings: [note] });
    assert.match(drawn, /note · possible/);
    assert.match(drawn, /Live: ftp-diagnose ftp:\/\/a@h:21 --mode port/);
    assert.doesNotMatch(drawn, /What to do next/);
  });

  it('tells after how many bytes a transfer stopped only where somebody counted them', () => {
    const stalled = (bytes: number | null): string =>
      draw(
        withProbe({
          attempts: [attempt],
          samples: [],
          transfer: {
            command: 'LIST',
            outcome: 'stalled',
            reply: null,
            bytes,
            truncated: false,
            resumed: null,
          },
        }),
      );
    assert.match(stalled(1448), /LIST stopped after 1448 bytes/);
    assert.match(stalled(null), /LIST stopped half-way/);
  });

  it('keeps a command of the next steps on one line, to be copied', () => {
    const command = `ftp-diagnose ftp://somebody@ftp.example.com:2100 --mode port --active-address 203.0.113.5`;
    const fault = {
      ...seedReport.findings[0],
      nextSteps: [`From elsewhere: ${command}`],
      nextTests: [
        { text: 'From elsewhere', command, target: 'ftp://somebody@ftp.example.com:2100', options: [] },
      ],
    } as Report['findings'][number];
    const lines = draw({ ...seedReport, findings: [fault] }).split('\n');
    assert.ok(lines.includes(`       ${command}`), lines.join('\n'));
    assert.ok(lines.some((line) => /^ {2}\d\. From elsewhere:$/.test(line)));
  });

  it('draws the seed case in English at 80 columns', (context) => {
    matchGolden(context, 'report/eip-normal.en.txt', draw(seedReport, 'en', true));
  });

  it('draws the seed case in Chinese at 80 columns', (context) => {
    matchGolden(context, 'report/eip-normal.zh-cn.txt', draw(seedReport, 'zh-cn', true));
  });

  for (const lang of ['en', 'zh-cn'] as const) {
    it(`keeps every line of ${lang} but those to copy within 40 columns`, () => {
      const copied = seedReport.findings.flatMap(({ remedies }) =>
        remedies.flatMap(({ steps, reference }) => [
          ...steps.flatMap((step) => step.split('\n').slice(1)),
          reference,
        ]),
      );
      const drawn = [false, true].flatMap((verbose) => draw(seedReport, lang, verbose, 40).split('\n'));
      const wide = drawn.filter((line) => displayWidth(line) > 40);
      assert.deepEqual(
        wide.filter((line) => !copied.includes(line.trim()) && !line.startsWith('       ftp-diagnose ')),
        [],
      );
    });

    it(`keeps every line of ${lang} within 80 columns`, () => {
      for (const line of draw(seedReport, lang, true).split('\n')) assert.ok(displayWidth(line) <= 80, line);
    });
  }

  it('says that a session left idle is still alive', () => {
    const [first] = seedReport.events;
    assert.ok(first !== undefined);
    const hold = {
      ...first,
      kind: 'note',
      note: 'hold',
      data: { seconds: 60, alive: true },
      text: 'hold',
    } as const;
    const text = draw({ ...seedReport, events: [...seedReport.events, hold] });
    assert.match(text, /Idle for 60 s: the control connection lives/);
    assert.doesNotMatch(draw(seedReport), /Idle for/);
  });

  it('leads with the verdict, then the pair', () => {
    const lines = draw(seedReport).split('\n');
    assert.match(lines[0] ?? '', /^✗ The server sends clients to 172\.17\.9\.135/);
    const says = lines.findIndex((line) => line.includes('227 says 172.17.9.135:21485'));
    const connected = lines.findIndex((line) => line.includes('you are connected to 123.56.241.199:2100'));
    assert.equal(says, 3);
    assert.equal(connected, 5);
    assert.equal(lines[says]?.indexOf('172.17'), lines[connected]?.indexOf('123.56'));
  });

  it('puts a sign under exactly the part that differs', () => {
    const lines = draw(seedReport).split('\n');
    const says = lines.findIndex((line) => line.includes('227 says'));
    const start = (lines[says] ?? '').indexOf('172.17.9.135');
    assert.equal(lines[says + 1], `${' '.repeat(start)}${'^'.repeat('172.17.9.135'.length)}`);
  });

  it('marks the port where the address is right and the port is dead', () => {
    const text = draw(
      withProbe({ advertised: ownAddress, attempts: [{ ...attempt, outcome: 'timed-out' }], transfer: null }),
    );
    const lines = text.split('\n');
    const says = lines.findIndex((line) => line.includes('227 says 123.56.241.199:21485'));
    assert.match(lines[says] ?? '', /the same address, no answer/);
    const start = (lines[says] ?? '').indexOf('21485');
    assert.equal(lines[says + 1], `${' '.repeat(start)}^^^^^`);
  });

  it('marks nothing where the advertised address works', () => {
    const text = draw(withProbe({ outcome: 'ok', advertised: ownAddress, attempts: [attempt] }));
    assert.doesNotMatch(text, /\^/);
    assert.match(text, /227 says 123\.56\.241\.199:21485 {2}the same address, answers/);
  });

  it('shows the numbers of a 227 that cannot be read', () => {
    const reply = '227 Entering Passive Mode (300,17,9,135,83,237).';
    const text = draw(withProbe({ reply, advertised: null, attempts: [], transfer: null }));
    assert.match(text, /227 says Entering Passive Mode \(300,17,9,135,83,237\)\./);
    assert.match(text, /cannot be read as an address/);
  });

  it('says what a log does not show', () => {
    const text = draw({
      ...withProbe({ attempts: [], transfer: null, outcome: 'unknown' }),
      source: { kind: 'transcript', target: null, file: 'lftp.log', format: 'lftp-debug' },
      sessions: [],
      control: { ...seedReport.control, peer: null, port: null },
    });
    assert.match(text, /227 says 172\.17\.9\.135:21485 +private address\n/);
    assert.match(text, /the client is connected to an address that is not shown/);
    assert.match(text, /^Read in lftp\.log$/m);
  });

  it('draws IPv6 with brackets', () => {
    const advertised = { address: '2001:db8::7', port: 30017, scope: 'documentation' } as const;
    const probes = [{ ...epsv, family: 6 as const, advertised, outcome: 'failed' as const }];
    const sessions = seedReport.sessions.map((session) => ({ ...session, peer: '2001:db8::7' }));
    const text = draw({ ...seedReport, sessions, probes });
    assert.match(text, /229 says \[2001:db8::7\]:30017/);
    assert.match(text, /you are connected to \[2001:db8::7\]:2100/);
  });

  it('says which ports answered and which did not', () => {
    const sample = (port: number, outcome: 'connected' | 'timed-out') => ({
      reply: null,
      advertised: { ...ownAddress, port },
      attempts: [{ ...attempt, port, outcome }],
      transfer: null,
      events: [],
    });
    const samples = [sample(21485, 'connected'), sample(21490, 'timed-out'), sample(21491, 'connected')];
    const text = draw(withProbe({ outcome: 'partial', samples }));
    assert.match(text, /! 2 of 3 ports answered: 21485, 21491; not: 21490/);
  });

  it('says why a mode was skipped', () => {
    const text = draw(
      withProbe({ outcome: 'skipped', reason: 'ipv4-only', reply: null, advertised: null, attempts: [] }),
    );
    assert.match(text, /PASV {2}– IPv4 only/);
  });

  it('says where the server came from in active mode', () => {
    const [, , port] = seedReport.probes as [Probe, Probe, Probe];
    const text = draw(
      withProbe(
        {
          outcome: 'ok',
          reply: '200 PORT command successful.',
          accepted: [{ address: '123.56.241.199', port: 20, ms: 3 }],
          transfer: pasv.transfer,
        },
        port,
      ),
    );
    assert.match(
      text.replace(/\s+/g, ' '),
      /✓ 192\.168\.0\.130:40001 the server came from 123\.56\.241\.199:20 3 ms ✓ LIST: 68 bytes/,
    );
  });

  it('says that a report is incomplete and why', () => {
    const text = draw({ ...seedReport, complete: false, stopped: 'ctrl-c' });
    assert.match(text, /This report is incomplete: you stopped it\./);
  });

  it('keeps control characters of the server away from the terminal', () => {
    const evil = '\u001b]0;owned\u0007\u001b[2J\u202e\r\n';
    const poison = poisonedReport(evil);
    const text = formatText(poison, { t: translatorOf('en'), style: plainStyle, width: 80, verbose: true });
    assert.doesNotMatch(text, /[^\P{Cc}\n]|\u202e/u);
    assert.match(text, /\\x1b\]0;owned/);
  });

  it('says the same with and without colour', () => {
    const coloured = formatText(seedReport, {
      t: translatorOf('en'),
      style: ansiStyle,
      width: 80,
      verbose: true,
    });
    // eslint-disable-next-line no-control-regex -- SGR sequences are what is being removed
    assert.equal(coloured.replace(/\u001b\[\d+m/g, ''), draw(seedReport, 'en', true));
    assert.ok(coloured.includes('\u001b[31m172.17.9.135\u001b[39m:21485'));
  });

  it('adds the dialogue only when asked', () => {
    assert.doesNotMatch(draw(seedReport), /EPSV$/m);
    assert.match(draw(seedReport, 'en', true), /→ EPSV$/m);
  });
});
