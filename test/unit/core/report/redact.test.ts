import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buildReport } from '../../../../src/core/report/buildReport.ts';
import { redactTrace } from '../../../../src/core/report/redact.ts';
import type { Report } from '../../../../src/core/report/report.ts';
import type { CertificateInfo, TraceEvent } from '../../../../src/core/trace/event.ts';
import type { Trace } from '../../../../src/core/trace/trace.ts';
import { translatorOf } from '../../../support/language.ts';
import { seedTrace } from '../../../support/seedReport.ts';

const t = translatorOf('en');

function report(trace: Trace): Report {
  return buildReport(trace, { t, lang: 'en', toolVersion: '0.1.0' });
}

/** Prose with every literal address and port taken out: what must read the same. */
function shape(text: string): string {
  return text.replace(/\d{1,3}(\.\d{1,3}){3}/g, '<address>').replace(/\d{1,3}(,\d{1,3}){3}/g, '<octets>');
}

function withEvents(
  ...more: readonly Omit<TraceEvent, 'id' | 'at' | 'session' | 'connection' | 'channel'>[]
): Trace {
  const base = { session: 0, connection: 0, channel: 'control', at: 600 } as const;
  const first = seedTrace.events.length;
  const added = more.map((event, index) => ({ ...base, ...event, id: first + index }) as TraceEvent);
  return { ...seedTrace, events: [...seedTrace.events, ...added] };
}

const certificate: CertificateInfo = {
  sha256: Array.from({ length: 32 }, () => 'AB').join(':'),
  subject: 'C=CN, O=Acme Widgets, CN=ftp.acme.cn',
  issuer: 'CN=Acme Root CA',
  validFrom: null,
  validTo: null,
  altNames: ['DNS:ftp.acme.cn', 'DNS:*.acme.cn', 'IP Address:123.56.241.199'],
  faults: ['self-signed'],
  code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
};

describe('redactTrace', () => {
  const before = report(seedTrace);
  const redacted = redactTrace(seedTrace);
  const after = report(redacted);

  it('leaves nothing that points to anybody', () => {
    const text = JSON.stringify(after);
    for (const secret of [
      '123.56.241.199',
      '123,56,241,199',
      '172.17.9.135',
      '172,17,9,135',
      '192.168.0.130',
      '125.120.45.15',
      'ftpuser_1',
      'node1',
    ]) {
      assert.ok(secret === '192.168.0.130' || !text.includes(secret), secret);
    }
    const raws = redacted.events.flatMap(({ raw }) => (raw === undefined ? [] : [atob(raw)]));
    assert.ok(raws.length > 0);
    for (const raw of raws) assert.doesNotMatch(raw, /salaries/);
  });

  it('finds the same', () => {
    assert.deepEqual(
      after.findings.map(({ id, severity, confidence, owner }) => ({ id, severity, confidence, owner })),
      before.findings.map(({ id, severity, confidence, owner }) => ({ id, severity, confidence, owner })),
    );
    assert.equal(shape(after.verdict), shape(before.verdict));
    assert.deepEqual(
      after.findings.map(({ title, explanation }) => shape(title + explanation)),
      before.findings.map(({ title, explanation }) => shape(title + explanation)),
    );
    assert.deepEqual(
      after.probes.map(({ mode, outcome }) => ({ mode, outcome })),
      before.probes.map(({ mode, outcome }) => ({ mode, outcome })),
    );
  });

  it('keeps equal equal and the ports right', () => {
    const pasv = after.probes.find(({ mode }) => mode === 'PASV');
    assert.ok(pasv?.advertised != null);
    assert.equal(pasv.advertised.address, pasv.attempts[0]?.address);
    assert.equal(pasv.advertised.port, 21485);
    assert.equal(pasv.advertised.scope, 'private');
    assert.equal(after.control.peer, pasv.attempts[1]?.address);
    assert.equal(after.source.target, `ftp://user1@${after.control.peer ?? ''}:2100`);
    assert.match(after.control.peer ?? '', /^203\.0\.113\.\d+$/);
    assert.match(after.control.seenAs ?? '', /^203\.0\.113\.\d+$/);
  });

  it('changes nothing when done twice', () => {
    assert.deepEqual(redactTrace(redacted), redacted);
  });

  it('replaces the names in a certificate and its fingerprint', () => {
    const trace = redactTrace(
      withEvents({ kind: 'tls', from: 'server', text: '', outcome: 'ok', certificate } as never),
    );
    const tls = trace.events.find((event) => event.kind === 'tls');
    assert.ok(tls?.kind === 'tls' && tls.certificate != null);
    const text = JSON.stringify(tls.certificate);
    assert.doesNotMatch(text, /acme|Widgets|AB:AB|123\.56|CN=Acme|"C=CN/i);
    assert.ok(
      tls.certificate.subject.includes(`CN=${(tls.certificate.altNames[0] ?? '').replace('DNS:', '')}`),
    );
    assert.deepEqual(tls.certificate.faults, ['self-signed']);
  });

  it('keeps a reply that is not UTF-8 that way', () => {
    const bytes = '257 "/\xba\xcf\xcd\xac" is the current directory';
    const trace = redactTrace(
      withEvents({ kind: 'reply', from: 'server', code: 257, text: bytes, raw: btoa(bytes) } as never),
    );
    const reply = trace.events.at(-1);
    const raw = atob(reply?.raw ?? '');
    assert.ok(!raw.includes('\xba\xcf\xcd\xac'));
    assert.match(raw, /^257 "\/name\d+\xce\xc4\xbc\xfe" is the current directory$/);
    assert.equal(reply?.text, raw);
  });

  it('replaces files, options and notes', () => {
    const trace = redactTrace({
      ...withEvents({
        kind: 'note',
        from: 'local',
        text: '',
        note: 'limit',
        data: { what: 'closed', seen: '47.96.1.2' },
      } as never),
      source: { kind: 'transcript', target: null, file: '/home/zhang/acme.log', format: 'lftp-debug' },
      sources: [{ id: 0, kind: 'transcript', file: '/home/zhang/acme.log', point: 'client' }],
      settings: {
        ...seedTrace.settings,
        activeAddress: '47.96.1.2',
        config: {
          pasv_address: '47.96.1.2',
          local_root: '/srv/acme',
          guest_username: 'zhang',
          listen: 'YES',
        },
      },
    });
    const text = JSON.stringify(trace);
    assert.doesNotMatch(text, /zhang|acme|47\.96/);
    assert.equal(trace.source.file, trace.sources[0]?.file);
    assert.match(trace.source.file ?? '', /^\/home\/name\d+\/name\d+\.log$/);
    const { config, activeAddress } = trace.settings;
    assert.ok(config !== null);
    assert.equal(config['pasv_address'], activeAddress);
    assert.equal(config['listen'], 'YES');
    const note = trace.events.at(-1);
    assert.ok(note?.kind === 'note' && note.data['what'] === 'closed' && note.data['seen'] === activeAddress);
  });

  it('replaces the machine that looked: its name in any text, its public addresses wherever they stand', () => {
    const own = { address: '47.96.1.2', port: 40000 };
    const clear = '500 OOPS: 47.96.1.2 at desk-zhang';
    const trace = redactTrace({
      ...withEvents(
        { kind: 'dial', from: 'client', as: 'advertised', outcome: 'refused', text: '', local: own } as never,
        { kind: 'tls', from: 'server', text: '', outcome: 'failed', clearText: clear } as never,
        { kind: 'reply', from: 'server', code: 220, text: '220 Hello desk-zhang [47.96.1.2]' } as never,
      ),
      vantage: { host: 'desk-zhang', addresses: ['47.96.1.2', '10.1.2.3'], platform: 'linux', remote: null },
    });
    assert.doesNotMatch(JSON.stringify(trace), /zhang|47\.96/);
    const dial = trace.events.find((event) => event.kind === 'dial' && event.local?.port === 40000);
    assert.equal(dial?.local?.address, trace.vantage?.addresses[0]);
    const { host = '', addresses = [] } = trace.vantage ?? {};
    assert.equal(trace.events.at(-1)?.text, `220 Hello ${host} [${addresses[0] ?? ''}]`);
    const tls = trace.events.at(-2);
    assert.equal(tls?.kind === 'tls' ? tls.clearText : null, `500 OOPS: ${addresses[0] ?? ''} at ${host}`);
  });

  it('replaces a name from any form of listing wherever it is said', () => {
    for (const line of [
      '-rw-r--r--   1 anna  staff  68 Nov 25 10:00 lohnliste',
      '-rw-r--r--   1 anna  68 Nov 25 10:00 lohnliste',
      'lrwxrwxrwx   1 anna  staff  3 Nov 25 10:00 lohnliste -> x',
      '11-25-26  10:00AM                   68 lohnliste',
      'type=file;size=68; lohnliste',
    ]) {
      const trace = redactTrace(
        withEvents(
          {
            kind: 'transfer',
            from: 'server',
            command: 'LIST',
            outcome: 'ok',
            bytes: 68,
            text: '',
            raw: btoa(line),
          } as never,
          { kind: 'reply', from: 'server', code: 226, text: '226 lohnliste was seen by others' } as never,
        ),
      );
      assert.match(trace.events.at(-1)?.text ?? '', /^226 name\d+ was seen by others$/, line);
      assert.doesNotMatch(atob(trace.events.at(-2)?.raw ?? ''), /lohnliste|anna/, line);
    }
  });

  it('replaces a bare machine name that only the target tells', () => {
    const trace = redactTrace({
      ...withEvents({ kind: 'reply', from: 'server', code: 220, text: '220 filesrv ready' } as never),
      source: { kind: 'probe', target: 'ftp://ann@filesrv:21' },
    });
    assert.doesNotMatch(JSON.stringify(trace), /filesrv|ann@/);
    const host = /^220 (\w+) ready$/.exec(trace.events.at(-1)?.text ?? '')?.[1] ?? 'none';
    assert.equal(trace.source.target, `ftp://user1@${host}:21`);
  });

  it('leaves a practice target alone', () => {
    const source = { kind: 'practice', target: 'practice://eip-normal' } as const;
    assert.equal(redactTrace({ ...seedTrace, source }).source.target, 'practice://eip-normal');
  });
});
