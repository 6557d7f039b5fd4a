import type { FileRule } from '../rule.ts';
import { inLine, safeFix } from '../rule.ts';

/** A UTF-8 byte order mark, which becomes part of the first line. */
export const byteOrderMark: FileRule = {
  id: 'byte-order-mark',
  scope: 'raw',
  check({ file }, t) {
    const first = file.lines[0];
    if (first?.content.startsWith('\ufeff') !== true) return [];
    return [
      {
        line: first,
        from: 0,
        to: 1,
        severity: 'error',
        text: t(
          'The file begins with a UTF-8 byte order mark, which vsftpd takes for part of the first line.',
        ),
        fixes: [safeFix(t('Remove the byte order mark'), [inLine(first, 0, 1, '')])],
      },
    ];
  },
};
