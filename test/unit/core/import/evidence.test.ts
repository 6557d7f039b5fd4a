import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { readEvidence, type Evidence } from '../../../../src/core/import/index.ts';
import { createTranslate } from '../../../../src/core/l10n.ts';
import { buildReport } from '../../../../src/core/report/buildReport.ts';
import { formatJson } from '../../../../src/core/report/json.ts';
import type { Report } from '../../../../src/core/report/report.ts';
import { chunks } from '../../../support/packets.ts';
import { seedReport } from '../../../support/seedReport.ts';

const ticket = readFileSync(
  join(import.meta.dirname, '..', '..', '..', 'fixtures', 'evidence', 'ticket-zh.txt'),
);

async function evidence(...texts: (string | Uint8Array)[]): Promise<Evidence> {
  const files = texts.map((text, i) => ({
    name: `${i}.txt`,
    chunks: chunks(Buffer.from(text as string), 1000),
  }));
  const read = await readEvidence(files);
  assert.ok('traces' in read, 'fault' in read ? read.fault : '');
  return read;
}

async function report(...texts: (string | Uint8Array)[]): Promise<Report> {
  const { traces } = await evidence(...texts);
  const [trace] = traces;
  assert.ok(trace !== undefined && traces.length === 1);
  return buildReport(trace, { t: createTranslate(), lang: 'en', toolVersion: '0' });
}

describe('a ticket with a dialogue and what the hosts printed', () => {
  it('names the pair, the addresses of both ends and what waited in vain', async () => {
    const { control, probes, findings } = await report(ticket);
    assert.deepEqual(
      [control.peer, control.port, control.local, control.seenAs],
      ['123.56.241.199', 2100, '192.168.0.130', '125.120.45.15'],
    );
    assert.deepEqual(probes[0]?.advertised, { address: '172.17.9.135', port: 21485, scope: 'private' });
    const [first] = findings;
    assert.equal(first?.id, 'pasv-private-address');
    assert.equal(first.confidence, 'proven');
    assert.match(first.explanation, /shows 172\.17\.9\.135 and not 123\.56\.241\.199/);
    assert.match(first.explanation, /listening on 172\.17\.9\.135:21485, and nobody came/);
  });

  it('tells a refused PORT from a port conflict', async () => {
    const { findings } = await report(ticket);
    const refused = findings.find(({ id }) => id === 'port-command-rejected');
    assert.match(refused?.explanation ?? '', /192\.168\.0\.130/);
    assert.match(refused?.explanation ?? '', /125\.120\.45\.15/);
    assert.ok(!findings.some(({ id }) => id === 'passive-pool-exhausted'));
  });

  it('says which clients get through by replacing the address, and that the ticket does not show it', async () => {
    const { clients, findings } = await report(ticket);
    assert.match(findings[0]?.explanation ?? '', /lftp, WinSCP, FileZilla and curl replace such an address/);
    const outcome = (id: string): string | undefined => clients.find((client) => client.id === id)?.outcome;
    assert.equal(outcome('lftp'), 'unknown');
    assert.equal(outcome('netkit-ftp-rhel'), 'fails');
  });

  it('reads the same from files of their own', async () => {
    const text = ticket.toString();
    const at = text.indexOf('[Node1]# ftp');
    const end = text.indexOf('网卡:');
    const whole = await report(ticket);
    const apart = await report(text.slice(at, end), text.slice(0, at), text.slice(end));
    assert.deepEqual(
      apart.findings.map(({ id, explanation }) => [id, explanation]),
      whole.findings.map(({ id, explanation }) => [id, explanation]),
    );
    assert.deepEqual(
      apart.sources.map(({ kind }) => kind),
      ['transcript', 'host-facts', 'host-facts'],
    );
  });

  it('takes the addresses of another machine for nobody’s', async () => {
    const other = ticket.toString().replaceAll('172.17.9.135/20', '10.9.9.9/20');
    const { findings } = await report(other);
    assert.doesNotMatch(findings[0]?.explanation ?? '', /and not 123\.56\.241\.199/);
  });

  it('reads ss, ifconfig and ipconfig too', async () => {
    const dialogue = ticket
      .toString()
      .slice(ticket.toString().indexOf('[Node1]# ftp'), ticket.toString().indexOf('网卡:'));
    const ss =
      'LISTEN 0 32 172.17.9.135:21485 0.0.0.0:* users:(("vsftpd",pid=3756,fd=4))\nESTAB 0 0 172.17.9.135:2100 125.120.45.15:54654 users:(("vsftpd",pid=3756,fd=0))\n';
    const ifconfig =
      'eth0: flags=4163<UP,BROADCAST>  mtu 1500\n        inet 172.17.9.135  netmask 255.255.240.0\n';
    const { control, findings } = await report(dialogue, ss, ifconfig);
    assert.equal(control.seenAs, '125.120.45.15');
    assert.match(findings[0]?.explanation ?? '', /nobody came/);
    assert.match(findings[0]?.explanation ?? '', /shows 172\.17\.9\.135 and not/);
  });

  it('takes range and options from a vsftpd.conf beside it', async () => {
    const dialogue = ticket
      .toString()
      .slice(ticket.toString().indexOf('[Node1]# ftp'), ticket.toString().indexOf('网卡:'));
    const conf = 'listen=YES\nlisten_ipv6=NO\npasv_min_port=30000\npasv_max_port=30100\n';
    const { settings, sources, findings } = await report(dialogue, conf);
    assert.deepEqual(settings.range, { from: 30000, to: 30100 });
    assert.equal(sources[1]?.kind, 'config');
    assert.ok(findings.some(({ id }) => id === 'pasv-port-outside-range'));
  });
});

describe('the whole article about the EIP', () => {
  const article = readFileSync(
    join(import.meta.dirname, '..', '..', '..', 'fixtures', 'evidence', 'seed-article.txt'),
  );

  it('yields each statement of the case, with the line that shows it', async () => {
    const { control, probes, findings, events } = await report(article);
    assert.deepEqual([control.peer, control.port], ['123.56.241.199', 2100]);
    assert.deepEqual(probes[0]?.advertised, { address: '172.17.9.135', port: 21485, scope: 'private' });
    assert.deepEqual(
      findings.map(({ id }) => id),
      ['pasv-private-address', 'port-command-rejected', 'cleartext-password'].slice(0, findings.length),
    );
    const [address, port] = findings;
    const texts = (finding: typeof address): string[] =>
      (finding?.evidence ?? []).map((id) => events[id]?.text ?? '');
    assert.deepEqual(texts(address).slice(0, 2), [
      '227 Entering Passive Mode (172,17,9,135,83,237).',
      '172.17.9.135:21485',
    ]);
    assert.ok(texts(address).includes('listening on 172.17.9.135:21485'));
    assert.ok(texts(address).includes('eth0 172.17.9.135'));
    assert.ok(texts(address).includes('iptables: not running'));
    assert.equal(port?.owner, 'client-network');
    assert.ok(texts(port).includes('ftp: bind: 地址已在使用'));
    assert.match(port.explanation, /192\.168\.0\.130.*125\.120\.45\.15.*NAT/s);
    assert.match(port.explanation, /only an echo of that refusal.*no port conflict/);
  });

  it('puts the remedies in the order to do them, without the firewall that does not run', async () => {
    const { findings } = await report(article);
    const remedies = findings[0]?.remedies ?? [];
    const main = remedies.filter(({ alternative, weakens }) => !alternative && !weakens).map(({ id }) => id);
    assert.deepEqual(main.slice(0, 2), ['security-group-range', 'vsftpd-pasv-address']);
    assert.ok(!remedies.some(({ id }) => id === 'host-firewall-range'));
    const edits = remedies.find(({ id }) => id === 'vsftpd-pasv-address')?.edits ?? [];
    assert.equal(edits.find(({ option }) => option === 'pasv_address')?.value, '123.56.241.199');
    assert.ok(remedies.some(({ id, alternative }) => id === 'cloud-eip-modes' && alternative));
  });

  it('says that lftp and WinSCP get through because they replace the address', async () => {
    const { findings, clients } = await report(article);
    assert.match(findings[0]?.explanation ?? '', /lftp, WinSCP, FileZilla and curl replace such an address/);
    const because = clients.find(({ id }) => id === 'lftp')?.because ?? '';
    assert.doesNotMatch(because, /FXP/);
  });
});

describe('readEvidence', () => {
  it('reads a saved report in each encoding that a shell writes', async () => {
    const json = formatJson(seedReport);
    const windows = `\ufeff${json.replaceAll('\n', '\r\n')}`;
    for (const bytes of [
      Buffer.from(windows),
      Buffer.from(windows, 'utf16le'),
      Buffer.from(json, 'utf16le'),
    ]) {
      const read = await readEvidence([{ name: 'report.json', chunks: chunks(bytes, 4096) }]);
      assert.ok(!('fault' in read));
      assert.equal(read.traces[0]?.events.length, seedReport.events.length);
    }
  });

  it('says which file holds nothing that it knows', async () => {
    const fault = async (text: string): Promise<string> => {
      const read = await readEvidence([{ name: 'a', chunks: chunks(Buffer.from(text), 10) }]);
      return 'fault' in read ? read.fault : 'read';
    };
    assert.equal(await fault(''), 'empty');
    assert.equal(await fault(' \r\n'), 'empty');
    assert.equal(await fault('Dear all, see you at lunch.'), 'unknown-format');
    assert.equal(await fault('{"a":1}'), 'unknown-format');
    assert.equal(await fault('2: eth0: <UP>\n    inet 10.0.0.1/8\n'), 'host-facts-only');
    assert.equal(await fault('pasv_enable=YES\npasv_min_port=50000\n'), 'host-facts-only');
  });
});
