import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { applyTextEdits } from '../../../../../src/core/config/edit.ts';
import { decodeFileText } from '../../../../../src/core/config/fileText.ts';
import { flavourNamed, flavours } from '../../../../../src/core/config/flavour.ts';
import { fixAll } from '../../../../../src/core/config/lint/fixes.ts';
import { lint, problemLimit } from '../../../../../src/core/config/lint/lint.ts';
import { readConf } from '../../../../../src/core/config/settings.ts';
import { createTranslate } from '../../../../../src/core/l10n.ts';
import { confBytes } from '../../../../support/confFuzz.ts';
import { confFixtures } from '../../../../support/confFixture.ts';
import { processorMs } from '../../../../support/processorTime.ts';

const t = createTranslate();
const builds = fc.constantFrom(null, ...flavours);
const quiet = 'listen=YES\nlisten_ipv6=NO\nanonymous_enable=NO\nlocal_enable=YES\n';

describe('lint', () => {
  it('never throws, and gives places within the file and fixes that can be made', () => {
    fc.assert(
      fc.property(confBytes(), builds, (bytes, flavour) => {
        const text = decodeFileText(bytes);
        for (const problem of lint(text, flavour, t)) {
          assert.ok(
            problem.start >= 0 && problem.end >= problem.start && problem.end <= text.length,
            problem.id,
          );
          assert.doesNotMatch(problem.message, /\p{Cc}/u);
          for (const fix of problem.fixes) {
            assert.ok(fix.edits.length > 0, `${problem.id}: ${fix.title}`);
            let last = 0;
            for (const { start, end } of fix.edits) {
              assert.ok(start >= last && end >= start && end <= text.length, problem.id);
              last = end;
            }
            assert.notEqual(applyTextEdits(text, fix.edits), text, `${problem.id}: ${fix.title}`);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('has an error, with the words of vsftpd, on every line that vsftpd refuses', () => {
    fc.assert(
      fc.property(confBytes(), builds, (bytes, flavour) => {
        const text = decodeFileText(bytes);
        const conf = readConf(text, flavour);
        const problems = lint(text, flavour, t);
        const errors = new Set(
          problems.filter(({ stage }) => stage === 'start-up').map(({ line }) => line - 1),
        );
        const returns = problems.some(({ id }) => id === 'carriage-return');
        for (const [index, reading] of conf.readings.entries()) {
          if (reading.kind !== 'refused' || errors.has(index)) continue;
          // Carriage returns are reported once for the whole file.
          assert.ok(
            returns && conf.file.lines[index]?.content.includes('\r'),
            JSON.stringify(conf.file.lines[index]?.content),
          );
        }
      }),
      { numRuns: 500 },
    );
  });

  it('quotes vsftpd word for word and says when it would say so', () => {
    const [problem] = lint(`${quiet}max_clients =5\n`, null, t);
    assert.equal(problem?.stage, 'start-up');
    assert.equal(problem.says, '500 OOPS: unrecognised variable in config file: max_clients ');
    assert.match(
      problem.message,
      /vsftpd refuses to start: "500 OOPS: unrecognised variable in config file: max_clients "/,
    );
  });

  it('counts lines and columns from 1, in UTF-16 units', () => {
    const [problem] = lint(`${quiet}ftpd_banner=😀\nlocal_root=😀 # x\n`, null, t);
    assert.deepEqual(
      [problem?.line, problem?.column, problem?.endLine, problem?.endColumn],
      [6, 'local_root=😀 '.length + 1, 6, 'local_root=😀 # x'.length + 1],
    );
  });

  it('judges a template line by line and is silent about the whole', () => {
    const ids = lint('{% if x %}\nlisten=YES\n{% endif %}\nlisten_ipv6=YES\nlisten=NO\n', null, t).map(
      ({ id }) => id,
    );
    assert.deepEqual(ids, ['template-marks']);
  });

  it('stops listing after a limit and stays quick on files that are no vsftpd.conf', () => {
    const noise = Array.from({ length: 20_000 }, (_, index) => `option_${index}=${index}`).join('\n');
    const spent = processorMs(() => {
      assert.equal(lint(noise, null, t).length, problemLimit);
    });
    assert.ok(spent < 2000, `${spent} ms`);
  });
});

describe('the name of an unknown option', () => {
  for (const [written, meant] of [
    ['pasv_addres', 'pasv_address'],
    ['pasv-address', 'pasv_address'],
    ['anonymous_enabled', 'anonymous_enable'],
    ['allow_writable_chroot', 'allow_writeable_chroot'],
    ['lsiten', 'listen'],
    ['xferlog_std_fromat', 'xferlog_std_format'],
    ['completely_other', null],
    ['max', null],
  ] as const) {
    it(`${written} suggests ${meant ?? 'nothing'}`, () => {
      const problem = lint(`${quiet}${written}=1\n`, null, t).find(({ id }) => id === 'unknown-option');
      assert.equal(
        problem?.fixes[0]?.title,
        meant === null ? 'Turn the line into a comment' : `Write ${meant}`,
      );
    });
  }
});

describe('fixes', () => {
  const mended: readonly (readonly [name: string, before: string, after: string])[] = [
    ['blanks around the equals sign', 'max_clients = 5\n', 'max_clients=5\n'],
    ['a byte order mark', '\ufeff# x\n', '# x\n'],
    ['Windows line ends', 'write_enable=YES\r\n# x\r\n', 'write_enable=YES\n# x\n'],
    ['an indented comment', '  # x\n', '# x\n'],
    ['a comment of another language', '; x\n// y\n', '# x\n# y\n'],
    ['a comment behind a switch', 'write_enable=YES # all\n', '# all\nwrite_enable=YES\n'],
    ['the wrong letter case', 'Write_Enable=YES\n', 'write_enable=YES\n'],
    ['a switch turned on', 'write_enable=on\n', 'write_enable=YES\n'],
    ['quotes around a switch', 'write_enable="NO"\n', 'write_enable=NO\n'],
    ['full-width characters', 'write_enable＝ＹＥＳ\n', 'write_enable=YES\n'],
    [
      'a port behind an address',
      'pasv_min_port=30000\npasv_max_port=30100\npasv_address=1.2.3.4:21\n',
      'pasv_min_port=30000\npasv_max_port=30100\npasv_address=1.2.3.4\n',
    ],
    ['everything at once', ' # a\nWrite_Enable = "yes" # b\r\n', '# a\n# b\nwrite_enable=yes\n'],
  ];
  for (const [name, before, after] of mended) {
    it(`mend ${name}`, () => assert.equal(fixAll(before + quiet, null, t).text, after + quiet));
  }

  it('of a kind that a person should look at are not made with the safe ones', () => {
    for (const text of [
      'pasv_min_port=030000\npasv_max_port=30100\n',
      'local_umask=22\n',
      'pasv_promiscuous=YES\n',
    ])
      assert.equal(fixAll(quiet + text, null, t).text, quiet + text);
  });

  it('of a pair are made together', () => {
    const text =
      'listen=NO\nlisten_ipv6=YES\nanonymous_enable=NO\nlocal_enable=YES\npasv_min_port=30000\npasv_max_port=30100\npasv_address=1.2.3.4\n';
    const fix = lint(text, flavourNamed('3.0.3-debian') ?? null, t)[0]?.fixes[0];
    const after = applyTextEdits(text, fix?.edits ?? []);
    assert.match(after, /^listen=YES\nlisten_ipv6=NO\n/);
    assert.deepEqual(lint(after, flavourNamed('3.0.3-debian') ?? null, t), []);
  });

  it('that are safe end, leave no safe one over, and keep every byte that is not UTF-8', () => {
    fc.assert(
      fc.property(confBytes(), builds, (bytes, flavour) => {
        const before = decodeFileText(bytes);
        const { text } = fixAll(before, flavour, t);
        assert.equal(fixAll(text, flavour, t).text, text);
        // A line that is removed as a whole takes its bytes along.
        if (lint(before, flavour, t).some(({ id }) => id === 'duplicate-option')) return;
        const foreign = (of: string): string =>
          of
            .match(/[\udc80-\udcff]/gu)
            ?.sort()
            .join('') ?? '';
        assert.equal(foreign(text), foreign(before));
      }),
      { numRuns: 200 },
    );
  });

  it('write no word of JavaScript where a value is called like one', () => {
    for (const word of ['constructor', '__proto__', 'toString', 'valueOf']) {
      const text = `listen=YES\nanonymous_enable=${word}\n`;
      assert.equal(fixAll(text, null, t).text, text);
    }
  });

  it('leave files alone that have nothing wrong with them', () => {
    for (const { text, flavour, expected } of confFixtures())
      if (expected.length === 0) assert.equal(fixAll(text, flavour, t).text, text);
  });
});
