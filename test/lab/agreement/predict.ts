import type { Flavour } from '../../../src/core/config/flavour.ts';
import { decodeFileText, encodeFileText } from '../../../src/core/config/fileText.ts';
import { lintConf } from '../../../src/core/config/lint/lint.ts';
import type { LintProblem, Stage } from '../../../src/core/config/lint/problem.ts';
import { boolOf, readConf } from '../../../src/core/config/settings.ts';
import { createTranslate } from '../../../src/core/l10n.ts';
import type { AgreementCase, AgreementResult } from './case.ts';

/** In which order vsftpd comes upon what is wrong once its file is read (main.c, standalone.c; tried on 3.0.3). */
const order: readonly RegExp[] = [
  /cannot resolve host/,
  /SSL: /,
  /run two copies/,
  /bad listen_address/,
  /not configured for standalone/,
  /one_process_model' is anonymous only/,
  /both local and anonymous/,
  /both FTP and HTTP/,
  /HTTP needs/,
  /cannot locate user specified in 'ftp_username'/,
  /cannot locate user specified in 'guest_username'/,
  /cannot locate user specified in 'chown_username'/,
  /cannot read anon e-mail/,
  /cannot read banner/,
  /cannot read email passwords/,
  /secure_chroot_dir/,
  /cannot locate user entry/,
  /could not allocate sandbox/,
  /invalid pasv_address/,
];

function rank(problem: LintProblem): number {
  const at = order.findIndex((pattern) => pattern.test(problem.says ?? ''));
  return at < 0 ? order.length : at;
}

function first(problems: readonly LintProblem[], stage: Stage): LintProblem | undefined {
  return problems
    .filter((problem) => problem.severity === 'error' && problem.stage === stage)
    .sort((a, b) => rank(a) - rank(b))[0];
}

/** What the checker says of a file, in the order in which a server would. */
export interface Prediction {
  readonly starts: boolean;
  /** What it says instead of starting; empty for a crash, null when it starts. */
  readonly refusal: string | null;
  readonly connect: string | null;
  readonly login: string | null;
  readonly pasv: string | null;
  readonly transfer: string | null;
  /** Texts of warnings: what a server may say, as the machine has it. */
  readonly warned: readonly string[];
  /** A server in the background has no terminal left when it comes to its addresses. */
  readonly silent: boolean;
}

/** The checker's word on a file for one build: errors are certain, warnings may come true or not. */
export function predict(one: AgreementCase, flavour: Flavour): Prediction {
  const conf = readConf(decodeFileText(Buffer.from(one.file, 'base64')), flavour);
  const problems = lintConf(conf, createTranslate());
  const reading = problems.find(({ severity, stage, says, line }) => {
    const read = conf.readings[line - 1];
    if (severity !== 'error' || stage !== 'start-up' || read?.kind !== 'refused') return false;
    return says === (read.oops === null ? null : `500 OOPS: ${read.oops}`);
  });
  const refused = reading ?? first(problems, 'start-up');
  const says = (stage: Stage): string | null => first(problems, stage)?.says ?? null;
  return {
    starts: refused === undefined,
    refusal: refused === undefined ? null : (refused.says ?? ''),
    connect: says('connect'),
    login: says('login'),
    pasv: says('pasv'),
    transfer: says('transfer'),
    warned: problems.filter(({ severity }) => severity === 'warning').map((problem) => problem.says ?? ''),
    silent: boolOf(conf, 'background') === true,
  };
}

/** Text as the file's bytes have it, to compare with what the server wrote. */
function asLatin1(text: string): string {
  return Buffer.from(encodeFileText(text)).toString('latin1');
}

function matches(said: string | null, expected: string): boolean {
  const [start = ''] = expected.split('…');
  return said !== null && (expected.includes('…') ? said.startsWith(start) : said === start);
}

/** What the checker and the server disagree about in one file; empty when they agree. */
export function disagreements(one: AgreementCase, result: AgreementResult, flavour: Flavour): string[] {
  const expected = predict(one, flavour);
  const said = result.said.replace(/\r\n$/, '');
  if (!result.started) {
    const what = said === '' ? `ends with ${String(result.ended)} and no word` : `says "${said}"`;
    if (!expected.starts && expected.silent && result.ended === 0) return [];
    if (expected.starts) return [`vsftpd ${what}, the checker lets it start`];
    return said === asLatin1(expected.refusal ?? '')
      ? []
      : [`vsftpd ${what}, the checker expects "${expected.refusal ?? ''}"`];
  }
  if (!expected.starts) return [`vsftpd starts, the checker expects "${expected.refusal ?? ''}"`];
  if (!one.client) return [];
  return stages(result, expected);
}

function stages(result: AgreementResult, expected: Prediction): string[] {
  const found: string[] = [];
  const compare = (stage: string, said: string | null, wanted: string | null): void => {
    const fault = said?.startsWith('500 OOPS') === true;
    // What a warning foretells may be cut short: a sandboxed server is ended by the kernel in the middle of its words.
    if (said !== null && fault && expected.warned.some((text) => text.startsWith(said))) return;
    if (said !== null && expected.warned.includes(said)) return;
    if (wanted !== null ? !matches(said, wanted) : fault)
      found.push(
        `${stage}: vsftpd says "${String(said)}", the checker expects ${wanted === null ? 'no fault' : `"${wanted}"`}`,
      );
  };
  compare('connect', result.greeting, expected.connect);
  if (result.greeting?.startsWith('220') !== true) return found;
  compare('login', result.login, expected.login);
  if (result.login?.startsWith('230') !== true) return found;
  compare('PASV', result.pasv, expected.transfer === '500 OOPS: vsf_sysutil_bind' ? null : expected.pasv);
  compare('LIST', result.list, expected.transfer);
  return found;
}
