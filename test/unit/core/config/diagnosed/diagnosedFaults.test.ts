import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  diagnosedFaults,
  type DiagnosedFault,
} from '../../../../../src/core/config/diagnosed/diagnosedFaults.ts';
import { fitEdits } from '../../../../../src/core/config/diagnosed/fitEdits.ts';
import { secondInstance } from '../../../../../src/core/config/diagnosed/secondInstance.ts';
import { applyEdits } from '../../../../../src/core/config/edit.ts';
import { flavourNamed } from '../../../../../src/core/config/flavour.ts';
import { configFacts, readConf } from '../../../../../src/core/config/settings.ts';
import { applyHostFacts } from '../../../../../src/core/import/hostFacts/applyHostFacts.ts';
import { readHostFacts } from '../../../../../src/core/import/hostFacts/readHostFacts.ts';
import { cleanLines } from '../../../../../src/core/import/transcript/textLines.ts';
import { createTranslate } from '../../../../../src/core/l10n.ts';
import { buildReport } from '../../../../../src/core/report/buildReport.ts';
import type { Report } from '../../../../../src/core/report/report.ts';
import { noSettings } from '../../../../../src/core/trace/trace.ts';
import { listing, pasv, publicSession } from '../../../../support/traceParts.ts';
import { seedTrace } from '../../../../support/seed.ts';
import { traceOf } from '../../../../support/traceText.ts';

const t = createTranslate();
const debian = flavourNamed('3.0.3-debian') ?? null;
const stock = 'listen=NO\nlisten_ipv6=YES\nanonymous_enable=NO\nlocal_enable=YES\n';
const block = 'pasv_address=123.56.241.199\npasv_min_port=50000\npasv_max_port=50100\n';

function report(trace: string, file: string | null = null, target: string | null = null): Report {
  const settings = { ...noSettings, config: file === null ? null : configFacts(file) };
  const about = { settings, source: { kind: 'probe', target } as const };
  return buildReport(traceOf(trace, about), { t, lang: 'en', toolVersion: '0' });
}

function faults(text: string, of: Report = report(seedTrace)): readonly DiagnosedFault[] {
  return diagnosedFaults(of, readConf(text, debian));
}

function only(text: string, of?: Report): DiagnosedFault {
  const found = faults(text, of);
  assert.equal(found.length, 1, found.map(({ finding }) => finding.id).join());
  return found[0] as DiagnosedFault;
}

const mended = (text: string, { edits }: DiagnosedFault): string => applyEdits(text, edits).text;

describe('what the last diagnosis says of the server’s file', () => {
  it('stands at the listener of a file without pasv_address, with the 227, and sets what the remedy says', () => {
    const fault = only(stock);
    assert.equal(fault.finding.id, 'pasv-private-address');
    assert.equal(fault.line.content, 'listen_ipv6=YES');
    assert.equal(fault.state, 'edits');
    const shown = report(seedTrace).events.find(({ id }) => id === fault.event);
    assert.match(shown?.text ?? '', /^227 .*172,17,9,135/);
    assert.equal(
      mended(stock, fault),
      `listen=YES\nlisten_ipv6=NO\nanonymous_enable=NO\nlocal_enable=YES\n${block}`,
    );
  });

  it('stands at pasv_address where the file sets a wrong one, else at the listener, and at line 1 of a file that says nothing', () => {
    const wrong = `listen=YES\nlisten_ipv6=NO\npasv_address=172.17.9.135\n`;
    assert.equal(only(wrong).line.content, 'pasv_address=172.17.9.135');
    assert.match(mended(wrong, only(wrong)), /pasv_address=123\.56\.241\.199\n/);
    assert.equal(only('# a comment\nlisten=YES\n').line.content, 'listen=YES');
    assert.equal(only('# a comment\n').line.index, 0);
  });

  it('is the same block where the server keeps its name to itself, and nothing where it is another than vsftpd', () => {
    const wrong = (greeting: string): Report =>
      report(
        publicSession.replace('220 Welcome', `220 ${greeting}`) +
          '> PASV\n< 227 Entering Passive Mode (172,17,9,135,83,237).\n! dial advertised 172.17.9.135:21485 timed-out 5000ms',
      );
    assert.deepEqual(mended(stock, only(stock, wrong('Welcome'))), mended(stock, only(stock)));
    assert.deepEqual(faults(stock, wrong('ProFTPD Server (shop) [172.17.9.135]')), []);
  });

  it('leaves the listener alone that is off for inetd or a socket unit, and the file’s own range', () => {
    const inetd = 'listen=NO\nlisten_ipv6=NO\npasv_min_port=40000\npasv_max_port=40100\n';
    assert.equal(mended(inetd, only(inetd)), `${inetd}pasv_address=123.56.241.199\n`);
  });

  it('says that only a restart is left when the file already has it', () => {
    const file = `listen=YES\nlisten_ipv6=NO\n${block}`;
    assert.equal(only(file).state, 'mended');
    const before = report(seedTrace, file);
    assert.deepEqual(
      faults(file, before).map(({ finding, state }) => [finding.id, state]),
      [['pasv-address-not-in-force', 'mended']],
    );
  });

  it('asks for the address when the server was reached inside a network', () => {
    const inside = seedTrace.replaceAll('123.56.241.199', '10.8.0.5');
    const fault = only(stock, report(inside));
    assert.equal(fault.state, 'ask');
    assert.deepEqual(fault.edits, []);
  });

  it('knows when IPv6 clients would lose the server, and only then', () => {
    const both = `! resolve ftp.example.net 123.56.241.199 2001:db8::7
      ! connect [2001:db8::7]:2100 connected unused\n${seedTrace}`;
    assert.equal(only(stock, report(both)).ipv6, '2001:db8::7');
    assert.equal(only('listen=YES\nlisten_ipv6=NO\n', report(both)).ipv6, null);
    assert.equal(only(stock).ipv6, null);
    const fixed = flavourNamed('3.0.5-1-debian') ?? null;
    assert.equal(diagnosedFaults(report(both), readConf(stock, fixed))[0]?.ipv6, null);
  });

  it('knows an IPv6 address that the file binds, and one that "ip addr" printed beside the evidence', () => {
    const bound = `listen_ipv6=YES\nlisten_address6=2001:db8::9\n`;
    assert.equal(only(bound).ipv6, '2001:db8::9');
    assert.equal(only('listen_ipv6=YES\nlisten_address6=fd00::9\n').ipv6, null);
    const printed = (text: string): Report => {
      const trace = applyHostFacts(traceOf(seedTrace, { source: { kind: 'transcript', target: null } }), [
        { file: 'server.txt', facts: readHostFacts(cleanLines(text)) },
      ]);
      return buildReport(trace, { t, lang: 'en', toolVersion: '0' });
    };
    const server = '    inet 172.17.9.135/20 scope global eth0\n    inet6 2408:4005::7/64 scope global\n';
    assert.equal(only(stock, printed(server)).ipv6, '2408:4005::7');
    assert.equal(only(stock, printed(server.replace('2408:4005::7', 'fe80::7'))).ipv6, null);
    // The client's own addresses are not the server's.
    const client = server.replace('172.17.9.135', '192.168.0.130');
    assert.equal(only(stock, printed(client)).ipv6, null);
  });

  it('puts zeros under an IPv6 listener down to that line', () => {
    const zeros = seedTrace.replaceAll('172,17,9,135', '0,0,0,0').replaceAll('172.17.9.135', '0.0.0.0');
    const file = `${stock}${block}`;
    const fault = only(file, report(zeros, file));
    assert.equal(fault.finding.id, 'pasv-unusable-address');
    assert.equal(fault.line.content, 'listen_ipv6=YES');
    assert.match(mended(file, fault), /^listen=YES\nlisten_ipv6=NO\n/);
  });

  it('says nothing of a healthy server', () => {
    const healthy = report(publicSession + pasv(50000, 'connected', listing));
    assert.deepEqual(faults(stock, healthy), []);
  });
});

describe('edits fitted to a file', () => {
  it('leave out what the file says, and take edits without an address as they are', () => {
    const edit = { op: 'set', option: 'pasv_enable', value: 'YES', file: null } as const;
    assert.deepEqual(fitEdits(readConf('pasv_enable=YES\n', debian), [edit]), []);
    assert.deepEqual(fitEdits(readConf('pasv_enable=NO\n', debian), [edit]), [edit]);
    const gone = { op: 'remove', option: 'pasv_enable', value: '', file: null } as const;
    assert.deepEqual(fitEdits(readConf('listen=YES\n', debian), [gone]), []);
    assert.deepEqual(fitEdits(readConf('pasv_enable=NO\n', debian), [gone]), [gone]);
  });

  it('do not keep a range that vsftpd itself does not go by', () => {
    const conf = readConf('pasv_min_port=50100\npasv_max_port=50000\nlisten=YES\nlisten_ipv6=NO\n', debian);
    const edits = fitEdits(conf, only(stock).edits);
    assert.ok(edits.some(({ option, value }) => option === 'pasv_min_port' && value === '50000'));
  });
});

describe('a second vsftpd for IPv4', () => {
  it('binds the first to its IPv6 address and gives IPv4 the whole block', () => {
    const conf = readConf(stock, debian);
    const side = { address: '123.56.241.199', range: { from: 50000, to: 50100 } };
    const { edits, text } = secondInstance(conf, side, '2001:db8::7', t);
    assert.equal(applyEdits(stock, edits).text, `${stock}listen_address6=2001:db8::7\n`);
    assert.match(text, /^# .*\n# .*\nlisten=YES\nlisten_ipv6=NO\n/);
    assert.ok(text.endsWith(block));
    assert.doesNotMatch(text, /listen_address6/);
  });
});
