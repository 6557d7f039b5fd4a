import type { FileRule } from '../rule.ts';
import { inLine, safeFix } from '../rule.ts';

/** A UTF-8 byte order mark, which becomes part of the line; files put together have them in the middle too. */
export const byteOrderMark: FileRule = {
  id: 'byte-order-mark',
  scope: 'raw',
  check: ({ file }, t) =>
    file.lines
      .filter(({ content }) => content.startsWith('\ufeff'))
      .map((line) => ({
        line,
        from: 0,
        to: 1,
        severity: 'error',
        text: t('The line begins with a UTF-8 byte order mark, which vsftpd takes for part of it.'),
        fixes: [safeFix(t('Remove the byte order mark'), [inLine(line, 0, 1, '')])],
      })),
};
