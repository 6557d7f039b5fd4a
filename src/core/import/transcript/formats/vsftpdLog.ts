import type { LineReading, LogFormat, LogItem } from '../logItem.ts';
import { command, reply } from '../words.ts';

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
/** Sessions of one client that are looked at to find the one that a new process belongs to. */
const mostOpen = 32;

/** The stamp that was read last: neighbouring lines mostly share it. */
let lastStamp = '';
let lastMs: number | null = null;

/** The milliseconds of `Sun Nov 22 07:42:28 2026`, read as UTC. */
function asctimeMs(text: string): number | null {
  if (text !== lastStamp) {
    lastStamp = text;
    lastMs = readAsctime(text);
  }
  return lastMs;
}

function readAsctime(text: string): number | null {
  const match = /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d\d):(\d\d):(\d\d) (\d{4})$/.exec(text);
  if (match === null) return null;
  const [, month = '', day, h, m, s, year] = match;
  return Date.UTC(Number(year), months.indexOf(month), Number(day), Number(h), Number(m), Number(s));
}

interface Open {
  readonly key: string;
  /** The process that took the connection. */
  readonly pid: number;
}

/**
 * Which session a line belongs to. Three processes write of one session, their numbers close together (67 greets, 66 logs
 * in, 68 serves; tried on 3.0.3): a process that is new belongs to the session of the same client with the nearest number.
 */
class Processes {
  readonly #sessionOf = new Map<string, string>();
  readonly #open = new Map<string, Open[]>();
  #count = 0;

  keyFor(pid: string, client: string, begins: boolean): string {
    const own = `${pid} ${client}`;
    const known = begins ? undefined : (this.#sessionOf.get(own) ?? this.#nearest(Number(pid), client));
    if (known !== undefined) {
      this.#sessionOf.set(own, known);
      return known;
    }
    const key = String((this.#count += 1));
    const open = this.#open.get(client) ?? [];
    open.push({ key, pid: Number(pid) });
    if (open.length > mostOpen) open.shift();
    this.#open.set(client, open);
    this.#sessionOf.set(own, key);
    return key;
  }

  #nearest(pid: number, client: string): string | undefined {
    let best: Open | undefined;
    for (const session of this.#open.get(client) ?? []) {
      if (best === undefined || Math.abs(session.pid - pid) <= Math.abs(best.pid - pid)) best = session;
    }
    return best?.key;
  }
}

const line =
  /^(?:(\w{3} \w{3} [ \d]\d \d\d:\d\d:\d\d \d{4}) \[pid (\d{1,10})\] |.{0,100}?vsftpd(?:\[(\d{1,10})\])?: )(?:\[([^\]]{0,200})\] )?(CONNECT|FTP command|FTP response|OK LOGIN|FAIL LOGIN|OK DOWNLOAD|OK UPLOAD|FAIL DOWNLOAD|FAIL UPLOAD): Client "([^"]{0,64})"(?:, "(.{0,4000})")?/;

function itemsOf(what: string | undefined, text: string, client: string): LogItem[] {
  if (what === 'FTP command') return [command(text)];
  if (what === 'FTP response') return [reply(text.replace(/\?\?$/, ''))];
  if (what === 'CONNECT')
    return [{ kind: 'remark', note: 'client-seen-as', text: client.replace(/^::ffff:/, '') }];
  return [];
}

function reader(): (text: string) => LineReading | null {
  const processes = new Processes();
  return (written) => {
    const match = line.exec(written);
    if (match === null) return null;
    const [, stamp, pid = '', otherPid = '', , what, client = '', text = ''] = match;
    const time = stamp === undefined ? null : asctimeMs(stamp);
    const key = processes.keyFor(pid === '' ? otherPid : pid, client, what === 'CONNECT');
    return { items: itemsOf(what, text, client), time, key, weight: 2 };
  };
}

/** vsftpd.log with log_ftp_protocol=YES. */
export const vsftpdLog: LogFormat = { id: 'vsftpd-log', dialsAsAdvertised: false, server: true, reader };
