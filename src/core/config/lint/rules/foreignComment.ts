import type { LineRule } from '../rule.ts';
import { inLine, safeFix } from '../rule.ts';

const marks = ['//', ';', '--', '!', '%', '[', '<'];

/** A comment or section header of another language. */
export const foreignComment: LineRule = {
  id: 'foreign-comment',
  scope: 'line',
  checkLine({ line, parts }, t) {
    const text = line.content.slice(parts.nameStart);
    const mark = marks.find((each) => text.startsWith(each));
    if (mark === undefined) return null;
    const keeps = mark === '[' || mark === '<';
    const end = keeps ? parts.nameStart : parts.nameStart + mark.length;
    return {
      line,
      from: parts.nameStart,
      severity: 'error',
      text: t(
        'vsftpd knows neither sections nor comments that begin with "{mark}": only # in the first column begins a comment.',
        { mark },
      ),
      fixes: [safeFix(t('Make it a comment with #'), [inLine(line, 0, end, '#')])],
    };
  },
};
