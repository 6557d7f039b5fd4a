import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Facts } from '../../../../src/core/diagnosis/facts.ts';
import { createTranslate } from '../../../../src/core/l10n.ts';
import type { Translate } from '../../../../src/core/l10n.ts';
import * as makers from '../../../../src/core/remedies/index.ts';
import type { Remedy, ServerProduct } from '../../../../src/core/report/report.ts';
import { noSettings } from '../../../../src/core/trace/trace.ts';
import type { Settings } from '../../../../src/core/trace/trace.ts';
import { deriveFacts } from '../../../../src/core/diagnosis/deriveFacts.ts';
import { checkRemedies } from '../../../support/remedyChecks.ts';
import { seedTrace } from '../../../support/seed.ts';
import { traceOf } from '../../../support/traceText.ts';

const t = createTranslate();
const { remediesForEncoding, remediesForDataFailure, ...ofFacts } = makers;
const all = Object.values(ofFacts) as readonly ((facts: Facts, t: Translate) => readonly Remedy[])[];
const products: readonly ServerProduct[] = [
  'vsftpd',
  'proftpd',
  'pure-ftpd',
  'pyftpdlib',
  'filezilla-server',
  'iis',
  'unknown',
];

function facts(trace: string, settings: Partial<Settings> = {}, host?: string): Facts {
  const target = host === undefined ? null : `ftp://${host}:2100`;
  const about = { settings: { ...noSettings, ...settings }, source: { kind: 'probe', target } as const };
  return deriveFacts(traceOf(trace, about));
}

function seedFacts(settings: Partial<Settings> = {}, host?: string): Facts {
  return facts(seedTrace, settings, host);
}

/** The seed's case, told of another product. */
function factsOf(product: ServerProduct, settings: Partial<Settings> = {}): Facts {
  return { ...seedFacts(settings), server: { product, version: null, evidence: [] } };
}

function find(remedies: readonly Remedy[], id: string): Remedy {
  const found = remedies.find((entry) => entry.id === id);
  assert.ok(found !== undefined, `no ${id} among ${remedies.map((entry) => entry.id).join(', ')}`);
  return found;
}

/** A server that was reached at an address of an inner network. */
const inside = facts(`
  ! connect 10.1.1.5:21 connected
  < 220 (vsFTPd 3.0.3)
  > PASV
  < 227 Entering Passive Mode (172,17,0,2,83,237).
`);

const fullEdits = [
  { op: 'set', option: 'listen', value: 'YES', file: null },
  { op: 'set', option: 'listen_ipv6', value: 'NO', file: null },
  { op: 'set', option: 'pasv_address', value: '123.56.241.199', file: null },
  { op: 'set', option: 'pasv_min_port', value: '50000', file: null },
  { op: 'set', option: 'pasv_max_port', value: '50100', file: null },
];

describe('the remedies for a wrong address in the 227', () => {
  it('set listener, address and range of vsftpd on the case of the seed', () => {
    const mend = find(makers.remediesForAddress(seedFacts(), t), 'vsftpd-pasv-address');
    assert.deepEqual(mend.edits, fullEdits);
    assert.equal(mend.apply, 'restart');
    const lines = mend.steps.join('\n').split('\n');
    for (const { option, value } of fullEdits) assert.ok(lines.includes(`${option}=${value}`), option);
    assert.ok(lines.includes('sudo systemctl restart vsftpd'));
  });

  for (const [banner, restart] of [
    ['(vsFTPd 2.2.2)', ['sudo service vsftpd restart']],
    ['(vsFTPd 3.0.3)', ['sudo systemctl restart vsftpd']],
    [
      'Welcome',
      ['sudo systemctl restart vsftpd', '# where there is no systemctl: sudo service vsftpd restart'],
    ],
  ] as const) {
    it(`restart vsftpd as its release can: ${banner}`, () => {
      const served = facts(`
        ! connect 123.56.241.199:2100 connected
        < 220 ${banner}
        > USER ftpuser
        < 331 Please specify the password.
        > PASS ****
        < 230 Login successful.
        > PASV
        < 227 Entering Passive Mode (172,17,9,135,83,237).
      `);
      const lines = find(makers.remediesForAddress(served, t), 'vsftpd-pasv-address')
        .steps.join('\n')
        .split('\n');
      assert.deepEqual(
        lines.filter((line) => /(systemctl|service) .*vsftpd|vsftpd restart/.test(line)),
        restart,
      );
    });
  }

  it('begin with the explicit range in host firewall and security group', () => {
    const ids = makers.remediesForAddress(seedFacts(), t).map((entry) => entry.id);
    assert.deepEqual(ids.slice(0, 3), ['host-firewall-range', 'security-group-range', 'vsftpd-pasv-address']);
    const group = makers
      .remediesForAddress(seedFacts(), t)
      .slice(0, 3)
      .map((entry) => entry.group);
    assert.equal(new Set(group).size, 1);
  });

  it('speak of the firewall of Windows where the server runs on it', () => {
    const steps = (product: ServerProduct): string =>
      find(makers.remediesForAddress(factsOf(product), t), 'host-firewall-range').steps.join('\n');
    assert.match(steps('iis'), /netsh advfirewall .*localport=50000-50100/);
    assert.doesNotMatch(steps('iis'), /iptables|nft /);
    assert.match(steps('filezilla-server'), /netsh[\s\S]*firewall-cmd/);
    assert.match(steps('unknown'), /firewall-cmd[\s\S]*netsh/);
    assert.doesNotMatch(steps('vsftpd'), /netsh/);
  });

  it('keep the configured range, and open that one', () => {
    const settings = { range: { from: 40000, to: 40010 } };
    const remedies = makers.remediesForAddress(seedFacts(settings), t);
    const values = find(remedies, 'vsftpd-pasv-address').edits.map((edit) => edit.value);
    assert.deepEqual(values.slice(3), ['40000', '40010']);
    assert.match(find(remedies, 'host-firewall-range').steps.join('\n'), /40000:40010\/tcp/);
    assert.match(find(remedies, 'security-group-range').steps.join('\n'), /40000\/40010/);
  });

  it('ask SELinux only for a range that it does not admit by itself', () => {
    const ids = (from: number, to: number): readonly string[] =>
      makers.remediesForAddress(seedFacts({ range: { from, to } }), t).map((entry) => entry.id);
    assert.ok(ids(30000, 30100).includes('selinux-passive-mode'));
    assert.ok(!ids(40000, 40100).includes('selinux-passive-mode'));
  });

  it('leave the listener alone when an inetd starts vsftpd', () => {
    const config = { listen: 'NO', listen_ipv6: 'no' };
    const mend = find(makers.remediesForAddress(seedFacts({ config }), t), 'vsftpd-pasv-address');
    assert.deepEqual(mend.edits, fullEdits.slice(2));
    assert.equal(mend.apply, 'none');
    assert.doesNotMatch(mend.steps.join('\n'), /systemctl/);
  });

  it('switch the listener of the stock Debian file', () => {
    const config = { listen: 'NO', listen_ipv6: 'YES' };
    const mend = find(makers.remediesForAddress(seedFacts({ config }), t), 'vsftpd-pasv-address');
    assert.deepEqual(mend.edits, fullEdits);
  });

  it('take the IPv4 address that PASV ran over when the name also has an IPv6 address', () => {
    const dual = facts(`
      ! connect [2001:db8::5]:2100 connected
      < 220 (vsFTPd 3.0.3)
      == 1 PASV
      ! connect 123.56.241.199:2100 connected
      < 220 (vsFTPd 3.0.3)
      > PASV
      < 227 Entering Passive Mode (172,17,9,135,83,237).
    `);
    const mend = find(makers.remediesForAddress(dual, t), 'vsftpd-pasv-address');
    assert.equal(mend.edits.find((edit) => edit.option === 'pasv_address')?.value, '123.56.241.199');
    assert.match(mend.steps.join('\n'), /also answered over IPv6/);
  });

  it('treat documentation addresses as public, as labs and reports use them', () => {
    const documented = facts('! connect 203.0.113.5:21 connected\n< 220 (vsFTPd 3.0.3)');
    const mend = find(makers.remediesForAddress(documented, t), 'vsftpd-pasv-address');
    assert.equal(mend.edits.find((edit) => edit.option === 'pasv_address')?.value, '203.0.113.5');
  });

  it('invent no address where the server was reached inside a network', () => {
    const mend = find(makers.remediesForAddress(inside, t), 'vsftpd-pasv-address');
    assert.deepEqual(mend.edits, []);
    assert.match(mend.steps.join('\n'), /pasv_address=<public address>/);
  });

  it('offer the name only where there is one and it leads to a public address', () => {
    const named = seedFacts({}, 'ftp.example.net');
    const mend = find(makers.remediesForAddress(named, t), 'vsftpd-pasv-addr-resolve');
    assert.ok(mend.alternative);
    assert.deepEqual(
      mend.edits.filter((edit) => edit.option.startsWith('pasv_addr')).map((edit) => edit.value),
      ['ftp.example.net', 'YES'],
    );
    const ids = makers.remediesForAddress(seedFacts(), t).map((entry) => entry.id);
    assert.ok(!ids.includes('vsftpd-pasv-addr-resolve'));
  });

  it('name clients that work meanwhile only if a way was seen to work', () => {
    const has = (known: Facts): boolean =>
      makers.remediesForAddress(known, t).some((entry) => entry.id === 'client-meanwhile');
    assert.ok(has(seedFacts()));
    assert.ok(!has(inside));
  });

  for (const product of products) {
    it(`speak the language of ${product}`, () => {
      const texts = makers.remediesForAddress(factsOf(product), t).flatMap((entry) => entry.steps);
      const native = {
        vsftpd: /^pasv_address=123\.56\.241\.199$/m,
        proftpd: /^MasqueradeAddress 123\.56\.241\.199\nPassivePorts 50000 50100$/m,
        'pure-ftpd': /^ForcePassiveIP 123\.56\.241\.199\nPassivePortRange 50000 50100$/m,
        pyftpdlib: /masquerade_address = '123\.56\.241\.199'\nhandler\.passive_ports = range\(50000, 50101\)/,
        'filezilla-server': /Public IP or hostname: 123\.56\.241\.199\nCustom port range: 50000-50100/,
        iis: /externalIp4Address:"123\.56\.241\.199"/,
        unknown: /^ProFTPD: MasqueradeAddress 123\.56\.241\.199, PassivePorts 50000 50100$/m,
      }[product];
      assert.ok(texts.some((text) => native.test(text)));
    });
  }
});

describe('the remedies for active mode', () => {
  it('lead to passive mode first and to promiscuous ports last', () => {
    const remedies = makers.remediesForActive(seedFacts(), t);
    assert.equal(remedies[0]?.id, 'client-use-passive');
    assert.equal(remedies.at(-1)?.id, 'vsftpd-port-promiscuous');
  });

  it('do not say that passive mode works where EPSV alone does', () => {
    const title = (of: Facts): string | undefined => makers.remediesForActive(of, t)[0]?.title;
    assert.equal(title(seedFacts()), 'Use passive mode, and have passive mode mended first');
    const modes = seedFacts().modes.filter(({ mode }) => mode !== 'PASV');
    assert.equal(title({ ...seedFacts(), modes }), 'Use passive mode: it works with this server');
  });

  it('give the address that the server sees to the client', () => {
    const steps = find(makers.remediesForActive(seedFacts(), t), 'client-active-address').steps.join('\n');
    assert.match(steps, /ftp:port-ipv4 125\.120\.45\.15/);
  });

  it('switch port_enable only where the server says that active mode is off', () => {
    const refused = (reply: string): Facts =>
      facts(`
        ! connect 198.51.100.7:21 connected
        < 220 (vsFTPd 3.0.3)
        > PORT 192,168,0,130,156,65
        < ${reply}
      `);
    const has = (known: Facts): boolean =>
      makers.remediesForActive(known, t).some((entry) => entry.id === 'vsftpd-port-enable');
    assert.ok(has(refused('550 Permission denied.')));
    assert.ok(!has(refused('500 Illegal PORT command.')));
  });
});

describe('the remedies for names in another encoding', () => {
  it('speak of the encoding that was recognised', () => {
    const [first] = remediesForEncoding('BIG5', t);
    assert.match(first?.steps.join('\n') ?? '', /ftp:charset BIG5[\s\S]*convmv -f BIG5/);
    checkRemedies(remediesForEncoding(null, t));
  });
});

describe('the remedies for a data connection that is torn down', () => {
  it('send to TLS only those who are not there', () => {
    const session = '! connect 123.56.241.199:21 connected\n< 220 ready\n';
    const ids = (text: string): readonly string[] =>
      remediesForDataFailure('cut', facts(session + text), t).map((entry) => entry.id);
    assert.deepEqual(ids('> USER u'), ['data-inspection', 'client-use-tls']);
    assert.deepEqual(ids('> AUTH TLS\n< 234 go on\n! tls ok TLSv1.3'), ['data-inspection']);
  });
});

describe('the remedies for EPSV', () => {
  it('open ports only where the server takes EPSV', () => {
    const ids = (answer: string): readonly string[] =>
      makers
        .remediesForEpsv(facts(`! connect 123.56.241.199:21 connected\n< 220 ready\n> EPSV\n< ${answer}`), t)
        .map((entry) => entry.id);
    assert.deepEqual(ids('500 EPSV not understood'), ['client-without-epsv']);
    assert.equal(ids('229 Entering Extended Passive Mode (|||30001|)').length, 3);
  });
});

describe('the remedies for blocked ports', () => {
  const ids = (known: Facts): readonly string[] =>
    makers.remediesForPassivePorts(known, t).map((entry) => entry.id);

  it('tell of the helper as another way only where it could read the replies', () => {
    assert.ok(ids(seedFacts()).includes('conntrack-helper-rule'));
    const tls = facts(
      '! connect 123.56.241.199:21 connected\n< 220 ready\n> AUTH TLS\n< 234 go on\n! tls ok TLSv1.3',
    );
    assert.ok(!ids(tls).includes('conntrack-helper-rule'));
  });

  it('leave a range alone that is known', () => {
    assert.ok(ids(seedFacts()).includes('vsftpd-passive-range'));
    assert.ok(!ids(seedFacts({ range: { from: 30000, to: 30100 } })).includes('vsftpd-passive-range'));
    const whole = { from: 5001, to: 65535 };
    const named = { pasv_min_port: '5001', pasv_max_port: '65535' };
    assert.ok(ids(seedFacts({ range: whole, config: {} })).includes('vsftpd-passive-range'));
    assert.ok(!ids(seedFacts({ range: whole, config: named })).includes('vsftpd-passive-range'));
  });
});

describe('every remedy', () => {
  const cases = products.flatMap((product) => [
    factsOf(product),
    factsOf(product, { range: { from: 30000, to: 30009 } }),
    { ...inside, server: { product, version: null, evidence: [] } },
  ]);
  const failures = (['shut', 'dropped', 'answered-by-another', 'cut', 'unknown'] as const).map(
    (kind) => (known: Facts) => remediesForDataFailure(kind, known, t),
  );
  const lists = [...all.map((make) => (known: Facts) => make(known, t)), ...failures].flatMap((make) =>
    cases.map(make),
  );

  it('has its form, its order and its price', () => {
    for (const list of lists) checkRemedies(list);
    assert.ok(lists.flat().some((entry) => entry.weakens));
  });

  it('advertises no private address', () => {
    for (const entry of lists.flat()) {
      for (const edit of entry.edits) {
        if (edit.option === 'pasv_address') assert.equal(edit.value, '123.56.241.199', entry.id);
      }
      assert.doesNotMatch(entry.steps.join('\n'), /(pasv_address=|Address |PassiveIP )10\.1\.1\.5/, entry.id);
    }
  });
});
