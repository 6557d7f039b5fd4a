import type { LineReading, LogFormat, LogItem } from '../logItem.ts';
import { clockMs, command, dateMs, reply } from '../words.ts';

/** What a line says: who spoke in it, and in which session. */
interface ServerLine {
  readonly key: string;
  /** The client's address, empty where the line does not show it. */
  readonly client: string;
  readonly by: 'client' | 'server' | 'log';
  readonly text: string;
  readonly time: number | null;
}

/** `2026-11-25T12:30:40.123Z << [FTP Session 5 125.120.45.15 ftpuser] 331 …` in the log file of 1.x (logger/stdio.cpp). */
function readFile(line: string): ServerLine | null {
  const match =
    /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3})Z (<<|>>|==|!!|WW|D[WIVD]) \[FTP Session (\d{1,10}) ([0-9A-Fa-f.:]{2,45})(?: [^\]]{1,200})?\] (.{0,4000})$/.exec(
      line,
    );
  if (match === null) return null;
  const [, stamp, mark, key = '', client = '', text = ''] = match;
  const by = mark === '>>' ? 'client' : mark === '<<' ? 'server' : 'log';
  return { key, client, by, text, time: dateMs(stamp) };
}

/** The log pane of 1.x as it is copied: `<25.11.2026 12:30:40> FTP Session 5 125.120.45.15 ftpuser [Response] 331 …`. */
function readPane(line: string): ServerLine | null {
  const match =
    /^(?:<([^>]{6,40})>[ \t]{0,4})?(?:FTP Session (\d{1,10}) ([0-9A-Fa-f.:]{2,45})(?:[ \t][^[\]]{0,200})?[ \t]{1,4})?\[(Response|Command|Status|Error|Warning)\][ \t](.{0,4000})$/.exec(
      line,
    );
  if (match === null) return null;
  const [, stamp = '', key = '', client = '', type, text = ''] = match;
  const by = type === 'Command' ? 'client' : type === 'Response' ? 'server' : 'log';
  return { key, client, by, text, time: clockMs(/\d{1,2}:\d\d:\d\d/.exec(stamp)?.[0]) };
}

/** 0.9.x: `(000121)25/11/2026 12:30:40 - ftpuser (125.120.45.15)> 230 Logged on`; replies and commands bear one mark. */
function readOld(line: string): ServerLine | null {
  const match = /^\((\d{4,10})\) ?(.{6,40}?) - (?:.{1,200}?) \(([0-9A-Fa-f.:]{2,45})\)> ?(.{0,4000})$/.exec(
    line,
  );
  if (match === null) return null;
  const [, key = '', stamp = '', client = '', text = ''] = match;
  const by = /^(?:\d{3}(?:[ -]|$)|\s)/.test(text)
    ? 'server'
    : /^[A-Z]{3,4}(?: |$)/.test(text)
      ? 'client'
      : 'log';
  return { key, client, by, text, time: clockMs(/\d{1,2}:\d\d:\d\d/.exec(stamp)?.[0]) };
}

function reader(): (line: string) => LineReading | null {
  const known = new Set<string>();
  return (line) => {
    const said = readFile(line) ?? readPane(line) ?? readOld(line);
    if (said === null) return null;
    const { key, client, by, text, time } = said;
    const items: LogItem[] = [];
    if (client !== '' && !known.has(key)) {
      known.add(key);
      items.push({ kind: 'remark', note: 'client-seen-as', text: client.replace(/^::ffff:/, '') });
    }
    if (by === 'client') items.push(command(text));
    if (by === 'server') items.push(reply(text));
    return { items, time, key, weight: by === 'log' ? 1 : 2 };
  };
}

/** FileZilla Server's own log: file and pane of 1.x (read in source, and posted in public), and that of 0.9.x. */
export const filezillaServerLog: LogFormat = {
  id: 'filezilla-server-log',
  dialsAsAdvertised: false,
  server: true,
  reader,
};
