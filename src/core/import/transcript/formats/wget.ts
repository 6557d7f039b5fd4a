import { errnoOf, resolverErrno } from '../errnoText.ts';
import type { LineReading, LogFormat, LogItem } from '../logItem.ts';
import { certificateErrno } from '../tlsText.ts';
import { command, failedDial, reply, replyLine } from '../words.ts';

/** What a step ended in, where it says that the data connection failed. */
const dialFailure = /([0-9]{1,3}(?:\.[0-9]{1,3}){3})[^0-9]{1,40}?(\d{1,5})[^0-9:：]{0,40}[:：] ?(.{1,200})$/;

function dialFailed(text: string): LogItem[] {
  const failed = dialFailure.exec(text);
  if (failed === null || errnoOf(failed[3] ?? '') === null) return [];
  return [
    { kind: 'dialling', address: failed[1] ?? '', port: Number(failed[2]) },
    failedDial(failed[3] ?? ''),
  ];
}

/** `==> CMD ... result`, several on one line (without -S and -d). */
function steps(line: string): LogItem[] {
  const items: LogItem[] = [];
  for (const step of line.split(/(?===> )/)) {
    const match = /^==> ([A-Z]{3,4}(?: [^.]{0,300}?)?) \.{3} ?(.{0,300})$/.exec(step.trim());
    if (match === null) continue;
    const [, text = '', result = ''] = match;
    items.push(command(text), ...dialFailed(result));
  }
  return items;
}

/** What stands before the address when wget connects, in the languages of its catalogue, and the result behind it. */
const connecting =
  /^(?:[^\s*:>|][^*:>|]{0,40}?[ ]?)?(?:([A-Za-z0-9._-]{1,255}) ?(?:\([^)]{1,255}\))?\|([0-9A-Fa-f.:]{2,45})\||([0-9]{1,3}(?:\.[0-9]{1,3}){3})):(\d{1,5})(?:[^.…]{0,30})(?:\.{3}|…) ?(.{0,300})$/;

function control(line: string): LogItem[] | null {
  const match = connecting.exec(line);
  if (match === null) return null;
  const [, host, resolved, literal, digits, result = ''] = match;
  const address = resolved ?? literal ?? '';
  const port = Number(digits);
  const errno = errnoOf(result);
  if (errno !== null) return [{ kind: 'unreached', address, port, errno }];
  const item = { address, port, ...(host === undefined ? {} : { host }) };
  return [result === '' ? { kind: 'connecting', ...item } : { kind: 'connected', ...item }];
}

/** `Resolving HOST... failed: Name or service not known.` */
function lookup(line: string): LogItem[] | null {
  const match =
    /^[^*:>|]{1,60}?([A-Za-z0-9](?:[A-Za-z0-9-]{0,62}\.){0,8}[A-Za-z0-9-]{1,62})(?: \([^)]{1,255}\))?[^.…A-Za-z0-9]{0,20}(?:\.{3}|…) ?(.{1,300})$/.exec(
      line,
    );
  const errno = match === null ? null : resolverErrno(match[2] ?? '');
  return match === null || errno === null ? null : [{ kind: 'unresolved', host: match[1] ?? '', errno }];
}

/** wget says that the password was refused without showing the reply. */
const loginRefused =
  /^(?:Login incorrect\.|The server refuses login\.|登录不正确。|登入錯誤。|Anmeldung fehlgeschlagen\.|Fehler bei der Anmeldung|Identification incorrecte\.|Identificación incorrecta)/;

function reader(): (line: string) => LineReading | null {
  let verbose = false;
  return (line) => {
    const text = line.trim();
    if (/^DEBUG output created by Wget/.test(line)) return { items: [], weight: 2 };
    const sent = /^--> ([A-Z]{3,4}(?: .{0,1000})?)$/.exec(line.trimEnd());
    if (sent !== null) {
      verbose = true;
      return { items: [command(sent[1] ?? '')], weight: 2 };
    }
    if (/==> [A-Z]{3,4}/.test(line)) return { items: verbose ? failures(line) : steps(line), weight: 2 };
    const start = control(text) ?? lookup(text);
    if (start !== null) return { items: start, weight: 2 };
    const dialling = /^trying to connect to ([0-9.]{7,15}) port (\d{1,5})/.exec(line);
    if (dialling !== null)
      return {
        items: [{ kind: 'dialling', address: dialling[1] ?? '', port: Number(dialling[2]) }],
        weight: 2,
      };
    if (/^couldn't connect to /.test(text)) return { items: dialFailed(text), weight: 2 };
    if (/^--\d{4}-\d\d-\d\d \d\d:\d\d:\d\d-- {2}ftps?:\/\//.test(line)) return { items: [], weight: 1 };
    if (/^Logging in as /.test(line)) return { items: [], weight: 2 };
    if (!verbose && loginRefused.test(text)) return { items: [{ kind: 'login-refused', text }], weight: 1 };
    const certificate = /^ERROR: /.test(text) ? certificateErrno(text) : null;
    if (certificate !== null) return { items: [{ kind: 'tls-failed', text, errno: certificate }], weight: 1 };
    return replyLine.test(line) ? { items: [reply(line)], weight: verbose ? 1 : 0 } : null;
  };
}

/** With -S and -d commands stand on lines of their own; what is left of `==> ` lines are failures. */
function failures(line: string): LogItem[] {
  return steps(line).filter(({ kind }) => kind !== 'command');
}

/** GNU wget 1.x, plain, -S and -d. */
export const wget: LogFormat = { id: 'wget', dialsAsAdvertised: true, reader };
