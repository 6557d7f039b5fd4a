import { errnoOf, outcomeOfErrno, resolverErrno } from '../errnoText.ts';
import type { LineReading, LogFormat, LogItem } from '../logItem.ts';
import { certificateErrno, tlsWords } from '../tlsText.ts';
import { command, dateMs, failedDial, reply } from '../words.ts';

function note(text: string): LogItem[] {
  const control = /^Connecting to ([^\s(]{1,255}) \(([0-9A-Fa-f.:]{2,45})\) port (\d{1,5})/.exec(text);
  if (control !== null) {
    const [, host = '', address = '', port = '0'] = control;
    return [{ kind: 'connecting', address, port: Number(port), host }];
  }
  const data = /^Connecting data socket to \(([0-9A-Fa-f.:]{2,45})\) port (\d{1,5})/.exec(text);
  if (data !== null) return [{ kind: 'dialling', address: data[1] ?? '', port: Number(data[2]) }];
  if (/^Data connection established|^Accepted data connection from /.test(text))
    return [{ kind: 'dialled', outcome: 'connected', errno: null }];
  if (/^Address returned by PASV seemed to be incorrect|^Address returned by PASV is ignored/.test(text)) {
    return [{ kind: 'replaced' }];
  }
  if (/^Switching passive mode (?:off|on)/.test(text))
    return [{ kind: 'remark', note: 'mode-switched', text }];
  return /^Closing control socket/.test(text) ? [{ kind: 'closed' }] : [];
}

function fault(text: string): LogItem[] {
  const data = /^Data socket error \((.{1,200})\)/.exec(text);
  if (data !== null) return [failedDial(data[1] ?? '')];
  if (/^Timeout/.test(text)) return [{ kind: 'dialled', outcome: 'timed-out', errno: 'ETIMEDOUT' }];
  if (/^Peer closed connection/.test(text)) return [{ kind: 'closed', by: 'server' }];
  const certificate = certificateErrno(text);
  if (certificate !== null || tlsWords.test(text)) return [{ kind: 'tls-failed', text, errno: certificate }];
  const lookup = /^([A-Za-z0-9_.-]{1,255}): (.{1,200})$/.exec(text);
  const unknown = lookup === null ? null : resolverErrno(lookup[2] ?? '');
  if (lookup !== null && unknown !== null)
    return [{ kind: 'unresolved', host: lookup[1] ?? '', errno: unknown }];
  const control = /^(?:Socket error|Connection to .{1,200}) \((.{1,200})\)/.exec(text);
  if (control === null) return [];
  const errno = errnoOf(control[1] ?? '');
  return [{ kind: 'dialled', outcome: outcomeOfErrno(errno), errno }, { kind: 'closed' }];
}

function read(line: string): LineReading | null {
  const stamped =
    /^(?:\[\d{1,10}\] )?(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) (?:\S{1,255} )?(?=--->|<---|----|\*\*\*\*)/.exec(
      line,
    );
  const text = stamped === null ? line.trimStart() : line.slice(stamped[0].length);
  const time = stamped === null ? null : dateMs(stamped[1]);
  const body = text.slice(5);
  if (text.startsWith('---> ')) return { items: [command(body)], time, weight: 1 };
  if (text.startsWith('<--- ')) return { items: [reply(body)], time, weight: 2 };
  if (text.startsWith('---- ')) return { items: note(body), time, weight: 1 };
  if (!text.startsWith('**** ')) return null;
  const items = fault(body);
  return { items, time, weight: items.some(({ kind }) => kind === 'unresolved') ? 2 : 1 };
}

/** lftp's `debug` on the screen and in its log file (`debug -t -p -c -o FILE`). */
export const lftp: LogFormat = { id: 'lftp-debug', dialsAsAdvertised: false, reader: () => read };
