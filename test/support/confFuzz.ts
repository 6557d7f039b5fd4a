import fc from 'fast-check';
import type { RemedyEdit } from '../../src/core/report/report.ts';

const pieces = [
  'pasv_address',
  'listen',
  'Listen',
  'pasv_min_port',
  'anonymous_enable',
  '=',
  '=',
  '=1.2.3.4',
  '=YES',
  '\n',
  '\n',
  '\n',
  '\r\n',
  '#',
  '# ',
  ' ',
  '\t',
  '{{ x }}',
  '{% if x %}',
  'ftpd_banner=',
  ' # note',
  '\ufeff',
  '编码',
  '%s',
  '\\n',
  '&',
  '"',
  "'",
];

const encoder = new TextEncoder();

function joined(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

/** Bytes that look like a vsftpd.conf in every possible disorder; with `noNul`, without zero bytes. */
export function confBytes(noNul = false): fc.Arbitrary<Uint8Array> {
  const text = fc.constantFrom(...pieces).map((piece) => encoder.encode(piece));
  const junk = fc
    .uint8Array({ maxLength: 3 })
    .map((bytes) => (noNul ? bytes.map((byte) => byte || 1) : bytes));
  return fc
    .array(fc.oneof({ weight: 6, arbitrary: text }, { weight: 1, arbitrary: junk }), { maxLength: 60 })
    .map(joined);
}

/** Edits of options that `confBytes` mentions, values with everything that shells, awk and sed treat specially. */
export const remedyEdits: fc.Arbitrary<readonly RemedyEdit[]> = fc.array(
  fc.record({
    op: fc.constantFrom('set' as const, 'remove' as const),
    option: fc.constantFrom('pasv_address', 'listen', 'pasv_min_port', 'ftpd_banner'),
    value: fc.constantFrom('1.2.3.4', 'YES', 'a b \\n & %s "\'$x`', '30000', ''),
    file: fc.constant(null),
  }),
  { minLength: 1, maxLength: 4 },
);
