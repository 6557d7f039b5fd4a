import type { FileRule } from '../rule.ts';

/** Bytes that are not UTF-8, such as comments in GBK or Latin-1. vsftpd does not mind. */
export const notUtf8: FileRule = {
  id: 'not-utf8',
  scope: 'raw',
  check({ file }, t) {
    if (file.text.isWellFormed()) return [];
    const line = file.lines.find(({ content }) => !content.isWellFormed());
    if (line === undefined) return [];
    const from = line.content.search(/[\udc80-\udcff]/u);
    return [
      {
        line,
        from,
        to: from + 1,
        severity: 'info',
        text: t(
          'This line holds bytes that are not UTF-8 (GBK or Latin-1, perhaps); vsftpd does not mind, and fixes keep them.',
        ),
      },
    ];
  },
};
