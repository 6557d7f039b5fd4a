import fc from 'fast-check';
import { options } from '../../../src/core/config/options.ts';
import type { OptionInfo } from '../../../src/core/config/options.ts';
import { parseConf } from '../../../src/core/config/confFile.ts';
import { confFixtures } from '../../support/confFixture.ts';
import { bench, type AgreementCase } from './case.ts';
import { handWritten } from './handWritten.ts';

const base = 'listen=YES\nlisten_ipv6=NO\nanonymous_enable=NO\nlocal_enable=YES\n';

function make(name: string, file: string | Uint8Array, client: boolean): AgreementCase {
  return { name, file: Buffer.from(file).toString('base64'), client };
}

/** Fixtures whose outcome hangs on the machine, which the checker cannot see: addresses that no interface has. */
const hostFacts = ['listen-address', 'listen-address-public'];

function fromFixtures(): AgreementCase[] {
  return confFixtures()
    .filter(({ name, text }) => !hostFacts.includes(name) && parseConf(text).templateLines.length === 0)
    .map(({ name, bytes }) => {
      const text = Buffer.from(bytes)
        .toString('latin1')
        .replace(/\/etc\/ssl\/(certs|private)\/ssl-cert-snakeoil\.(pem|key)/g, bench.certificate);
      return make(`fixture ${name}`, Buffer.from(text, 'latin1'), true);
    });
}

const values: Readonly<Record<OptionInfo['type'], readonly string[]>> = {
  bool: [
    'YES',
    'no',
    'True',
    '1',
    'on',
    '',
    ' YES',
    'YES ',
    'NO\r',
    '"YES"',
    'YES # x',
    '2',
    'yes\\',
    'NO\u00a0',
    'FALSE',
  ],
  int: ['30', '030', '0', 'abc', '', ' 5', '5 ', '7\r', '-1', '99999999999', '"3"', '3 # x', '28\u00a0'],
  string: ['x', '', '  ', 'x ', ' x', 'x\r', '"x"', 'x # y', '/nowhere/x', 'a=b', '\t', 'é'],
};

/** Every option with two values, another two for each. */
function fromOptions(): AgreementCase[] {
  return options.flatMap((option, index) => {
    const list = values[option.type];
    const picked = [0, 1].map((step) => list[(index * 2 + step) % list.length] ?? '');
    return picked.map((value) =>
      make(`option ${option.name}=${JSON.stringify(value)}`, `${base}${option.name}=${value}\n`, false),
    );
  });
}

const word = fc.constantFrom(
  ...[
    'listen',
    'listen_ipv6',
    'anonymous_enable',
    'local_enable',
    'write_enable',
    'max_clients',
    'ftpd_banner',
    'local_umask',
  ],
  ...[
    'local_root',
    'pasv_address',
    'pasv_addr_resolve',
    'pasv_enable',
    'ssl_tlsv12',
    'utf8_filesystem',
    'nonsense',
  ],
);
const value = fc.constantFrom(
  'YES',
  'NO',
  'YES',
  'NO',
  '10',
  '022',
  'x',
  '',
  ' ',
  'YES ',
  ' NO',
  '"YES"',
  'on',
  '127.0.0.1',
  '::1',
  'a b',
  '# x',
);
const setting = fc
  .tuple(
    fc.constantFrom('', '', '', '', ' ', '\t', '#', ' #', ';', '\ufeff', '\0'),
    word,
    fc.constantFrom('=', '=', '=', '=', '=', ' =', '', ':', '=='),
    value,
    fc.constantFrom('\n', '\n', '\n', '\r\n', '\r', ''),
  )
  .map((parts) => parts.join(''));

/** Files put together at random, always the same ones. */
function atRandom(count: number): AgreementCase[] {
  const files = fc.sample(fc.array(setting, { minLength: 1, maxLength: 4 }), {
    numRuns: count,
    seed: 20210519,
  });
  return files.map((lines, index) =>
    make(`random ${index + 1} ${JSON.stringify(lines.join(''))}`, `${base}${lines.join('')}`, false),
  );
}

/** Every file of the agreement test. */
export function agreementCases(): readonly AgreementCase[] {
  return [
    ...fromFixtures(),
    ...handWritten.map(([name, file]) => make(`written ${name}`, file, true)),
    ...fromOptions(),
    ...atRandom(200),
  ];
}
