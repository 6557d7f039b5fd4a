import { errnoOf } from '../errnoText.ts';
import type { LineReading, LogFormat, LogItem } from '../logItem.ts';
import { command, dateMs, failedDial, reply } from '../words.ts';

function info(text: string): LogItem[] {
  const control = /^Connecting to (\S{1,255}?)(?::(\d{1,5}))?(?: \.{3}|\.{3})$/.exec(text);
  if (control !== null) {
    const [, host = '', port] = control;
    const isAddress = /^[0-9.]{7,15}$/.test(host);
    return [
      {
        kind: 'connected',
        address: isAddress ? host : null,
        port: port === undefined ? null : Number(port),
        host,
      },
    ];
  }
  if (/unroutable address|Using host address/.test(text)) return [{ kind: 'replaced' }];
  if (/Transfer channel can't be opened/.test(text)) return [failedDial(text)];
  if (/Timeout detected\. \(data connection\)/.test(text))
    return [{ kind: 'dialled', outcome: 'timed-out', errno: null }];
  return /^(?:TLS|SSL) connection established/.test(text) ? [{ kind: 'tls' }] : [];
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
  const items = mark === '.' ? info(text) : errnoOf(text) === null ? info(text) : [failedDial(text)];
  return { items, time, weight: 1 };
}

/** WinSCP's session log. */
export const winscp: LogFormat = { id: 'winscp', dialsAsAdvertised: false, reader: () => read };
