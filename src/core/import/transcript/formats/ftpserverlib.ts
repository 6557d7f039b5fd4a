import type { LineReading, LogFormat, LogItem } from '../logItem.ts';
import { command, dateMs, reply, unescape } from '../words.ts';

/** `2026-11-25T12:30:40.123 DBG Received line | sender=ftpserverlib … clientId=3 line=PASV`. */
function field(line: string, name: string, isLast = false): string | null {
  const plain = isLast
    ? new RegExp(`[ ,|]${name}=(.{0,4000})$`).exec(line)
    : new RegExp(`[ ,|]${name}=(\\S{1,200})`).exec(line);
  if (plain !== null) return plain[1]?.trimEnd() ?? null;
  const quoted = new RegExp(`"${name}":(?:"((?:[^"\\\\]|\\\\.){0,4000})"|(\\d{1,20}))`).exec(line);
  return quoted === null ? null : unescape(quoted[1] ?? quoted[2] ?? '');
}

const reading = {
  client: /\bReceived line\b/,
  server: /\bSending answer\b/,
  opened: /\bClient connected\b/,
} as const;

function read(line: string): LineReading | null {
  if (!/ftpserverlib|"clientId"|clientId=/.test(line)) return null;
  const key = field(line, 'clientId');
  if (key === null) return null;
  const time = dateMs(/\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:\.\d{1,6})?/.exec(line)?.[0]);
  const items: LogItem[] = [];
  const said = field(line, 'line', true) ?? '';
  if (reading.client.test(line)) items.push(command(said));
  else if (reading.server.test(line)) items.push(reply(said));
  else if (reading.opened.test(line)) {
    const client = field(line, 'clientIp')
      ?.replace(/:\d{1,5}$/, '')
      .replace(/^\[|\]$/g, '');
    if (client !== undefined) items.push({ kind: 'remark', note: 'client-seen-as', text: client });
  }
  return { items, time, key, weight: items.length > 0 ? 2 : 1 };
}

/** SFTPGo and other servers on the Go package ftpserverlib, at debug level, as text or JSON. */
export const ftpserverlibLog: LogFormat = {
  id: 'ftpserverlib-log',
  dialsAsAdvertised: false,
  server: true,
  reader: () => read,
};
