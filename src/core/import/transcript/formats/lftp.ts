import type { LineReading, LogFormat, LogItem } from '../logItem.ts';
import { command, dateMs, failedDial, reply } from '../words.ts';

function note(text: string): LogItem[] {
  const control = /^Connecting to ([^\s(]{1,255}) \(([0-9A-Fa-f.:]{2,45})\) port (\d{1,5})/.exec(text);
  if (control !== null) {
    const [, host = '', address = '', port = '0'] = control;
    return [{ kind: 'connected', address, port: Number(port), host }];
  }
  const data = /^Connecting data socket to \(([0-9A-Fa-f.:]{2,45})\) port (\d{1,5})/.exec(text);
  if (data !== null) return [{ kind: 'dialling', address: data[1] ?? '', port: Number(data[2]) }];
  if (/^Data connection established/.test(text))
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
  if (/^Timeout/.test(text)) return [{ kind: 'dialled', outcome: 'timed-out', errno: null }];
  const control = /^(?:Socket error|Connection to .{1,200}) \((.{1,200})\)/.exec(text);
  return control === null ? [] : [{ kind: 'closed' }];
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
  return text.startsWith('**** ') ? { items: fault(body), time, weight: 1 } : null;
}

/** lftp's `debug` on the screen and in its log file (`debug -t -p -c -o FILE`). */
export const lftp: LogFormat = { id: 'lftp-debug', dialsAsAdvertised: false, reader: () => read };
