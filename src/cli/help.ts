import type { Translate } from '../core/l10n.ts';
import type { Style } from '../core/report/style.ts';
import { displayWidth, padTo, wrap } from '../core/report/wrap.ts';
import { optionTable, type OptionEntry } from './optionTable.ts';

type Row = readonly [string, string];

function table(rows: readonly Row[], width: number, style: Style): string[] {
  const names = Math.max(...rows.map(([name]) => displayWidth(name)));
  const indent = names + 4;
  return rows.flatMap(([name, text]) => {
    const [first = '', ...rest] = wrap(text, { width: width - indent });
    return [
      `  ${style.strong(padTo(name, names))}  ${first}`.trimEnd(),
      ...rest.map((line) => ' '.repeat(indent) + line),
    ];
  });
}

function optionName({ name, short, value }: OptionEntry): string {
  const long = `--${name}${value === undefined ? '' : ` ${value}`}`;
  return short === undefined ? `    ${long}` : `-${short}, ${long}`;
}

function examples(t: Translate): Row[] {
  return [
    ['ftp-diagnose practice eip-normal', t('a first run that needs no server')],
    ['ftp-diagnose ftp://bob@ftp.example.com', t('ask for the password, then diagnose')],
    ['ftp-diagnose ftpes://bob@203.0.113.5:2100/pub', t('AUTH TLS, another port, list /pub')],
    ['ftp-diagnose --config vsftpd.conf ftp://…', t("check the server's own file too")],
    ['ftp-diagnose --redact --md report.md ftp://…', t('a report to paste into an issue')],
    ['ftp-diagnose lint /etc/vsftpd.conf', t('check a file of vsftpd')],
    ['ftp-diagnose explain report.json', t('diagnose a saved report again')],
  ];
}

function environment(t: Translate): Row[] {
  return [
    ['FTP_PASSWORD', t('the password')],
    ['NO_COLOR', t('print without colours')],
    ['LC_ALL, LC_MESSAGES, LANG', t('the language: zh_CN speaks Chinese, everything else English')],
  ];
}

function statuses(t: Translate): Row[] {
  return [
    ['0', t('no error was found (practice: the fault of the scenario was named)')],
    ['1', t('at least one error was found (practice: the fault was not named)')],
    ['2', t('bad usage or unreadable input; one line on standard error says how to mend it')],
    ['130', t('stopped by Ctrl-C; the partial report is printed')],
  ];
}

/** The whole help: all that a person needs, without a manual. */
export function helpText(t: Translate, style: Style, width: number): string {
  const usage: Row[] = [
    [
      'ftp-diagnose URL [options]',
      t('diagnose a server: ftp://, ftpes:// (AUTH TLS), ftps:// (implicit TLS)'),
    ],
    [
      'ftp-diagnose explain FILE... | -',
      t('diagnose from evidence: logs of clients and servers, captures, saved reports'),
    ],
    ['ftp-diagnose lint FILE... [--fix]', t('check vsftpd.conf, and mend what has one right answer')],
    [
      'ftp-diagnose practice [SCENARIO]',
      t('diagnose a faulty server inside this program; no name lists them'),
    ],
  ];
  const intro = t(
    'Finds out why an FTP connection fails: which address the server sends clients to, what is reachable, who has to act, and which line to change.',
  );
  const passwords = t(
    'The password is asked for on a terminal, or comes from FTP_PASSWORD or --password-stdin; it is never an option and never in any output. Without a user the login is anonymous. The path of the URL is what is listed.',
  );
  const limits = t(
    'Nothing is uploaded or changed on the server. A server that names a foreign address is believed for one dial only, without sending a byte in clear.',
  );
  const section = (title: string, lines: readonly string[]): string[] => ['', style.strong(title), ...lines];
  const lines = [
    ...wrap(intro, { width }),
    ...section(t('Usage'), table(usage, width, style)),
    '',
    ...wrap(passwords, { width: width - 2 }).map((line) => `  ${line}`),
    ...wrap(limits, { width: width - 2 }).map((line) => `  ${line}`),
    ...section(t('Examples'), table(examples(t), width, style)),
    ...section(
      t('Options'),
      table(
        optionTable.map((entry) => [optionName(entry), entry.describe(t)] as const),
        width,
        style,
      ),
    ),
    ...section(t('Environment'), table(environment(t), width, style)),
    ...section(t('Exit status'), table(statuses(t), width, style)),
  ];
  return `${lines.join('\n')}\n`;
}
