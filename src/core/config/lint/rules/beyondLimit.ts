import { confByteLimit } from '../../confFile.ts';
import type { FileRule } from '../rule.ts';

/** Lines past the part of the file that vsftpd reads. */
export const beyondLimit: FileRule = {
  id: 'beyond-limit',
  scope: 'raw',
  check({ file, readings }, t) {
    const line = file.limitLine;
    if (line === null) return [];
    const lost = file.lines.slice(line.index).some(({ kind }) => kind === 'setting' || kind === 'template');
    return [
      {
        line,
        from: line.readable,
        severity: readings[line.index]?.kind === 'refused' ? 'error' : lost ? 'warning' : 'info',
        text: t('vsftpd reads the first {limit} bytes of its file; from here on nothing counts.', {
          limit: confByteLimit,
        }),
      },
    ];
  },
};
