import { isIPv4 } from '../../../ftp/address.ts';
import { errnoOf } from '../errnoText.ts';
import type { LineReading, LogFormat, LogItem } from '../logItem.ts';
import { bareCommand, command, failedDial, reply, replyLine } from '../words.ts';

function connected(line: string): LogItem | null {
  const match = /^Connected to ([^\s()]{1,255}?)(?: \(([0-9A-Fa-f.:]{2,45})\))?\.?$/.exec(line);
  if (match === null) return null;
  const [, host = '', literal] = match;
  const address = literal ?? (isIPv4(host) ? host : null);
  return { kind: 'connected', address, port: null, host };
}

/** `ftp> open HOST PORT`, typed or echoed. */
function opened(line: string): LogItem | null {
  const match = /^(?:ftp>\s*)?(?:open|ftp)\s+([A-Za-z0-9_.:-]{1,255})(?:\s+(\d{1,5}))?\s*$/.exec(line);
  if (match === null) return null;
  const [, host = '', port] = match;
  return {
    kind: 'connected',
    address: isIPv4(host) ? host : null,
    port: port === undefined ? null : Number(port),
    host,
  };
}

/** The client's own words about data connections. */
function words(line: string): LogItem[] | null {
  if (/Passive mode address mismatch/.test(line)) return [{ kind: 'refused-by-client' }];
  const bind = /(?:^|: )(?:bind|Can't bind for data connection): (.{1,200})$/.exec(line);
  if (bind !== null && errnoOf(bind[1] ?? '') === 'EADDRINUSE')
    return [{ kind: 'remark', note: 'bind-echo', text: line }];
  const dial = /Can't connect to [`'"]([0-9.]{7,15}):(\d{1,5})'?: (.{1,200})$/.exec(line);
  if (dial !== null) {
    const [, address = '', port = '0', cause = ''] = dial;
    return [{ kind: 'dialling', address, port: Number(port) }, failedDial(cause)];
  }
  const connect = /^(?:[\w.-]{1,40}: )?connect(?: to address [^:]{1,60})?: (.{1,200})$/.exec(line);
  return connect === null ? null : [failedDial(connect[1] ?? '')];
}

function read(line: string): LineReading | null {
  const text = line.replace(/^(?:ftp>\s*)+/, '').trim();
  const prompt = text !== line.trim();
  const sent = /^---> (.{1,1000})$/.exec(text);
  if (sent !== null) return { items: [command(sent[1] ?? '')], weight: 1 };
  const start = connected(text) ?? opened(line.trim());
  if (start !== null) return { items: [start], weight: prompt || text.startsWith('Connected') ? 1 : 0 };
  const said = words(text);
  if (said !== null) return { items: said, weight: 1 };
  if (replyLine.test(text)) return { items: [reply(text)], weight: 0 };
  if (/^(?:Remote system type is|Using binary mode to transfer|Passive mode(?:: | off| on))/.test(text)) {
    return { items: [], weight: 2 };
  }
  return prompt ? { items: [], weight: 2 } : null;
}

/** netkit, tnftp and GNU inetutils `ftp`, -v or -d: replies stand bare, commands only with -d (`---> CMD`). */
export const bsdFtp: LogFormat = { id: 'ftp', dialsAsAdvertised: true, reader: () => read };

function readPlain(line: string): LineReading | null {
  const text = line.trim();
  if (bareCommand.test(text)) return { items: [command(text)], weight: 1 };
  return replyLine.test(text) ? { items: [reply(text)], weight: 0 } : null;
}

/** Commands and replies both bare, as commons-net's listener and many forum posts show them. */
export const plainDialogue: LogFormat = { id: 'dialogue', dialsAsAdvertised: false, reader: () => readPlain };
