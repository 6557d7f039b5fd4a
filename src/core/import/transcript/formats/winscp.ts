import { errnoOf, resolverErrno } from '../errnoText.ts';
import type { LineReading, LogFormat, LogItem } from '../logItem.ts';
import { certificateErrno, tlsFailureText, tlsWords } from '../tlsText.ts';
import { command, dateMs, failedDial, reply } from '../words.ts';

function info(text: string): LogItem[] {
  const control = /^Connecting to (\S{1,255}?)(?::(\d{1,5}))?(?: \.{3}|\.{3})$/.exec(text);
  if (control !== null) {
    const [, host = '', port] = control;
    const isAddress = /^[0-9.]{7,15}$/.test(host);
    return [
      {
        kind: 'connecting',
        address: isAddress ? host : null,
        port: port === undefined ? null : Number(port),
        host,
      },
    ];
  }
  const connected = /^Connected with ([0-9.]{7,15}):(\d{1,5})\./.exec(text);
  if (connected !== null)
    return [{ kind: 'connected', address: connected[1] ?? null, port: Number(connected[2]) }];
  if (/unroutable address|Using host address/.test(text)) return [{ kind: 'replaced' }];
  if (/Transfer channel can't be opened/.test(text)) return [failedDial(text)];
  if (/Timeout detected\. \((?:data|control) connection\)/.test(text))
    return [{ kind: 'dialled', outcome: 'timed-out', errno: 'ETIMEDOUT' }];
  if (/^(?:TLS|SSL) connection established/.test(text)) return [{ kind: 'tls' }];
  return failure(text);
}

/** Errors of TLS, of the name lookup and of the system. */
function failure(text: string): LogItem[] {
  const certificate = certificateErrno(text);
  if (certificate !== null || /Can't establish TLS connection|SSL routines|TLS alert|SSL_?ERROR/i.test(text))
    return [{ kind: 'tls-failed', text: tlsFailureText(text), errno: certificate }];
  const lookup = /Host "([^"]{1,255})" does not exist|host name "?([^"\s]{1,255})"?/i.exec(text);
  if (lookup !== null && (resolverErrno(text) !== null || /does not exist/.test(text)))
    return [{ kind: 'unresolved', host: lookup[1] ?? lookup[2] ?? '', errno: 'ENOTFOUND' }];
  return /connect|network error|连接|verbind|connexion|conex/i.test(text) && errnoOf(text) !== null
    ? [failedDial(text)]
    : [];
}

function read(line: string): LineReading | null {
  const match = /^([><.!*]) (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3})(?: \[\d{1,10}\])? (.{0,4000})$/.exec(
    line,
  );
  if (match === null) return null;
  const [, mark, stamp, text = ''] = match;
  const time = dateMs(stamp);
  if (mark === '>') return { items: [command(text)], time, weight: 2 };
  if (mark === '<') return { items: [reply(text)], time, weight: 2 };
  const said = info(text);
  // Exceptions of the program (`*`) repeat what its lines before have said.
  const items = said.length > 0 || mark === '.' || errnoOf(text) === null ? said : [failedDial(text)];
  return { items: tlsWords.test(text) && mark === '*' ? [] : items, time, weight: 1 };
}

/** WinSCP's session log. */
export const winscp: LogFormat = { id: 'winscp', dialsAsAdvertised: 'unless-said', reader: () => read };
