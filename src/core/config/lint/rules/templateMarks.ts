import type { FileRule } from '../rule.ts';

/** Marks of a template language: such lines are not judged, and rules that need the whole file stay silent. */
export const templateMarks: FileRule = {
  id: 'template-marks',
  scope: 'raw',
  check({ file }, t) {
    const [line] = file.templateLines;
    if (line === undefined) return [];
    return [
      {
        line,
        severity: 'info',
        text: t(
          'Lines that hold marks of a template are not judged ({count}), and checks that need the whole file are left out.',
          {
            count: file.templateLines.length,
          },
        ),
      },
    ];
  },
};
